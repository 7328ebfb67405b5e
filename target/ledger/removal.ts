import { isThrottling } from "../../contract/answer.js";
import type { Config } from "../config/config.js";
import { call, RESOURCES, type Reading } from "../neighbours/neighbour.js";
import { pollUntil } from "../neighbours/polling.js";
import { unlike } from "../neighbours/unknown-id.js";
import type { TargetClient } from "../wire/client.js";
import type { ResourceKind } from "./ledger.js";

/** How a resource is removed. */
export interface RemovalOptions {
  /** Bounds of the waits. */
  readonly waits: Config["waits"];
  /** Gives up; the promise then rejects. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the resource could be read before. */
  readonly wasRead?: boolean;
}

export type Removal =
  /** `found-gone`: the deletion itself did not find it. */
  { readonly is: "gone" | "found-gone" } | { readonly is: "left"; readonly reason: string };

/**
 * Deletes a resource and waits until it is gone. A deletion that is refused is tried again within the budget: a listener cannot be deleted
 * while it is Provisioning, nor a server group while a listener uses it.
 * @param client the endpoint
 * @param kind what it is
 * @param id its id
 * @param options bounds, and what is known already
 */
export async function removeResource(
  client: TargetClient,
  kind: ResourceKind,
  id: string,
  options: RemovalOptions,
): Promise<Removal> {
  const { waits, signal } = options;
  const { idMember, remove, budget } = RESOURCES[kind];
  let reason = `${remove} was not answered`;
  const deletion = await pollUntil(
    waits[budget],
    async () => {
      const reading = await call(client, remove, [[idMember, id]], signal);
      if (reading.is !== "refused" && reading.is !== "no-answer") return reading;
      reason = reading.reason;
      return (await lookFor(client, kind, id, options)) === "gone" ? GONE : undefined;
    },
    signal,
  );
  if (deletion === undefined) return { is: "left", reason };
  if (deletion.is === "not-offered") return { is: "left", reason: deletion.reason };
  if (deletion.is === "not-found") return { is: "found-gone" };
  if (deletion.is !== "done") return GONE;
  const gone = await pollUntil(
    waits[budget],
    async () => ((await lookFor(client, kind, id, options)) === "still there" ? undefined : GONE),
    signal,
  );
  return gone ?? { is: "left", reason: `${id} can still be read ${waits[budget]} ms after ${remove}` };
}

const GONE = { is: "gone" } as const;

type Whereabouts = "still there" | "gone" | "cannot be read here";

async function lookFor(
  client: TargetClient,
  kind: ResourceKind,
  id: string,
  { signal, wasRead = false }: RemovalOptions,
): Promise<Whereabouts> {
  const { read, idMember } = RESOURCES[kind];
  const reading = await read(client, id, signal);
  if (reading.is === "not-offered") return "cannot be read here";
  if (reading.is === "not-found") return "gone";
  const mayBeGone = reading.is === "done" ? reading.body[idMember] === undefined : isAboutTheRequest(reading, wasRead);
  if (!mayBeGone) return "still there";
  // No code is documented for a read of what is gone: it is whatever the target says of what never was.
  return areAlike(reading, await read(client, unlike(id, 0), signal)) ? "gone" : "still there";
}

function areAlike(one: Reading, other: Reading): boolean {
  if (one.is === "refused" && other.is === "refused") return one.status === other.status && one.code === other.code;
  return one.is === other.is;
}

/** Statuses of refusals that depend on who asks, or when, not on what is asked for. */
const OF_THE_MOMENT: ReadonlySet<number> = new Set([401, 403, 407, 408, 409, 425, 429]);

/** @param wasRead who could read it before is not refused for who they are */
function isAboutTheRequest(reading: Reading, wasRead: boolean): boolean {
  if (reading.is !== "refused") return false;
  const { status, code } = reading;
  const isOfTheMoment = OF_THE_MOMENT.has(status) && !(wasRead && status === 403);
  return status >= 400 && status < 500 && !isOfTheMoment && !isThrottling(status, code);
}
