/** Whether a resource is there, whatever the target says of one that is not: no code is documented for a read of what does not exist. */
import { isThrottling, type JsonObject } from "../../contract/answer.js";
import type { ResourceKind } from "../ledger/ledger.js";
import type { TargetClient } from "../wire/client.js";
import { areAlike, type NeighbourAnswer, RESOURCES } from "./neighbour.js";
import { unlike } from "./unknown-id.js";

type Whereabouts =
  | { readonly is: "there"; readonly body: JsonObject }
  | { readonly is: "gone" }
  /** The target has nothing that reads it. */
  | { readonly is: "not-shown"; readonly reason: string }
  /** The read failed, or its answer says nothing. */
  | { readonly is: "unclear"; readonly reason: string };

interface LookOptions {
  /** Gives up; the promise then rejects. */
  readonly signal?: AbortSignal | undefined;
  /** Whether it could be read before: who could read it is not refused for who they are. */
  readonly wasRead?: boolean | undefined;
}

/** Looks whether a resource is there. It is gone where the target says so, or says the same as of an id that never was. */
export async function lookFor(
  client: TargetClient,
  kind: ResourceKind,
  id: string,
  { signal, wasRead = false }: LookOptions = {},
): Promise<Whereabouts> {
  const { read, idMember } = RESOURCES[kind];
  const reading = await read(client, id, signal);
  if (reading.is === "not-found") return { is: "gone" };
  if (reading.is === "not-offered") return { is: "not-shown", reason: reading.reason };
  if (reading.is === "no-answer") return { is: "unclear", reason: reading.reason };
  const unreadable = reading.is === "done" ? reading.unreadable : undefined;
  if (unreadable !== undefined) return { is: "not-shown", reason: `${id} reads ${unreadable}` };
  if (reading.is === "done" && reading.body[idMember] !== undefined) return { is: "there", body: reading.body };
  const mayBeGone = reading.is === "done" || isAboutTheRequest(reading, wasRead);
  if (mayBeGone && areAlike(reading, await read(client, unlike(id, 0), signal))) return { is: "gone" };
  return { is: "unclear", reason: reading.is === "refused" ? reading.reason : `${id} reads without its ${idMember}` };
}

/** Statuses of refusals that depend on who asks, or when, not on what is asked for. */
const OF_THE_MOMENT: ReadonlySet<number> = new Set([401, 403, 407, 408, 409, 425, 429]);

function isAboutTheRequest({ status, code }: Extract<NeighbourAnswer, { is: "refused" }>, wasRead: boolean): boolean {
  const isOfTheMoment = OF_THE_MOMENT.has(status) && !(wasRead && status === 403);
  return status >= 400 && status < 500 && !isOfTheMoment && !isThrottling(status, code);
}
