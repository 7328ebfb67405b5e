import type { TargetClient } from "./client.js";
import type { Config } from "./config.js";
import type { ResourceKind } from "./ledger.js";
import { call, RESOURCES } from "./neighbour.js";
import { pollUntil } from "./polling.js";

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
  const { idMember, remove, read, budget } = RESOURCES[kind];
  let reason = `${remove} was not answered`;
  const deletion = await pollUntil(
    waits[budget],
    async () => {
      const reading = await call(client, remove, [[idMember, id]], signal);
      if (reading.is === "refused" || reading.is === "no-answer") {
        reason = reading.reason;
        return undefined;
      }
      return reading;
    },
    signal,
  );
  if (deletion === undefined) return { is: "left", reason };
  if (deletion.is === "not-offered") return { is: "left", reason: deletion.reason };
  if (deletion.is === "not-found") return { is: "gone" };
  const gone = await pollUntil(
    waits[budget],
    async () => {
      const reading = await read(client, id, signal);
      return reading.is === "not-found" || reading.is === "not-offered" ? true : undefined;
    },
    signal,
  );
  return gone ? { is: "gone" } : { is: "left", reason: `${id} can still be read ${waits[budget]} ms after ${remove}` };
}
