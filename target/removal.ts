import { isThrottling } from "../contract/answer.js";
import type { TargetClient } from "./client.js";
import type { Config } from "./config.js";
import type { ResourceKind } from "./ledger.js";
import { call, RESOURCES, type Reading } from "./neighbour.js";
import { pollUntil } from "./polling.js";
import { unlike } from "./unknown-id.js";

export type Removal = { readonly is: "gone" } | { readonly is: "left"; readonly reason: string };

/**
 * Deletes a resource and waits until it is gone. A deletion that is refused is tried again within the budget: a listener cannot be deleted
 * while it is Provisioning, nor a server group while a listener uses it.
 * @param client the endpoint
 * @param kind what it is
 * @param id its id
 * @param waits bounds of the waits
 * @param signal gives up; the promise then rejects
 */
export async function removeResource(
  client: TargetClient,
  kind: ResourceKind,
  id: string,
  waits: Config["waits"],
  signal?: AbortSignal,
): Promise<Removal> {
  const { idMember, remove, budget } = RESOURCES[kind];
  let reason = `${remove} was not answered`;
  const deletion = await pollUntil(
    waits[budget],
    async () => {
      const reading = await call(client, remove, [[idMember, id]], signal);
      if (reading.is !== "refused" && reading.is !== "no-answer") return reading;
      reason = reading.reason;
      return (await lookFor(client, kind, id, signal)) === "gone" ? GONE : undefined;
    },
    signal,
  );
  if (deletion === undefined) return { is: "left", reason };
  if (deletion.is === "not-offered") return { is: "left", reason: deletion.reason };
  if (deletion.is !== "done") return GONE;
  const gone = await pollUntil(
    waits[budget],
    async () => ((await lookFor(client, kind, id, signal)) === "still there" ? undefined : GONE),
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
  signal?: AbortSignal,
): Promise<Whereabouts> {
  const { read } = RESOURCES[kind];
  const reading = await read(client, id, signal);
  if (reading.is === "not-offered") return "cannot be read here";
  if (reading.is === "not-found") return "gone";
  if (reading.is !== "refused" || !isAboutTheRequest(reading)) return "still there";
  // No code is documented for a read of what is gone: it is whatever the target says of what never was.
  const nothing = await read(client, unlike(id, 0), signal);
  const alike = nothing.is === "refused" && nothing.status === reading.status && nothing.code === reading.code;
  return alike ? "gone" : "still there";
}

/** Statuses of refusals that depend on who asks, or when, not on what is asked for. */
const OF_THE_MOMENT: ReadonlySet<number> = new Set([401, 403, 407, 408, 409, 425, 429]);

function isAboutTheRequest({ status, code }: Extract<Reading, { is: "refused" }>): boolean {
  return status >= 400 && status < 500 && !OF_THE_MOMENT.has(status) && !isThrottling(status, code);
}
