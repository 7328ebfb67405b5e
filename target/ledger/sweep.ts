import type { Config } from "../config/config.js";
import { call, listed, RESOURCES } from "../neighbours/neighbour.js";
import type { TargetClient } from "../wire/client.js";
import { type Ledger, type LedgerEntry, RESOURCE_KINDS } from "./ledger.js";
import { removeResource } from "./removal.js";

/** What a sweep found of one entry of the ledger, and did about it. */
export type Swept = { readonly entry: LedgerEntry; readonly id?: string } & (
  | { readonly is: "gone" | "would-remove" | "removed" }
  /** It stays, for a reason given in words. */
  | { readonly is: "left"; readonly reason: string }
);

export interface SweepOptions {
  readonly client: TargetClient;
  readonly ledger: Ledger;
  readonly waits: Config["waits"];
  /** Whether to remove; otherwise nothing is changed, neither at the target nor in the ledger. */
  readonly yes: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Finishes the work of runs that ended too early: whatever the ledger still owns at this endpoint is looked for and, if asked, removed;
 * listeners first. Nothing else is ever touched.
 * @param options endpoint, ledger and whether to remove
 * @returns one line per entry; `gone` means that there was nothing left
 */
export async function sweep(options: SweepOptions): Promise<Swept[]> {
  const owned = options.ledger.owned();
  const swept: Swept[] = [];
  // A kind waits for the one that stands on it; resources of one kind do not wait for each other.
  for (const kind of RESOURCE_KINDS) {
    const entries = owned.filter((entry) => entry.kind === kind);
    swept.push(...(await Promise.all(entries.map((entry) => sweepEntry(options, entry)))));
  }
  return swept;
}

async function sweepEntry(options: SweepOptions, entry: LedgerEntry): Promise<Swept> {
  const { client, ledger, waits, yes, signal } = options;
  const found = await find(client, entry, signal);
  if (found.is === "left") return { entry, ...found };
  if (found.is === "gone") {
    if (yes) ledger.removed(entry);
    return { entry, is: "gone" };
  }
  const { id } = found;
  if (!yes) return { entry, id, is: "would-remove" };
  const removal = await removeResource(client, entry.kind, id, { waits, signal });
  if (removal.is === "left") return { entry, id, ...removal };
  ledger.removed(entry);
  return { entry, id, is: "removed" };
}

type Found =
  | { readonly is: "found"; readonly id: string }
  | { readonly is: "gone" }
  | { readonly is: "left"; readonly reason: string };

async function find(client: TargetClient, entry: LedgerEntry, signal: AbortSignal | undefined): Promise<Found> {
  if (entry.id === undefined) return findUnanswered(client, entry, signal);
  const reading = await RESOURCES[entry.kind].read(client, entry.id, signal);
  if (reading.is === "not-found") return { is: "gone" };
  // What cannot be read may still be removed: the ledger knows its id.
  return reading.is === "no-answer" ? { is: "left", reason: reading.reason } : { is: "found", id: entry.id };
}

/** The answer of the creation was lost: it is found by what nobody else can have made. */
async function findUnanswered(
  client: TargetClient,
  entry: LedgerEntry,
  signal: AbortSignal | undefined,
): Promise<Found> {
  switch (entry.kind) {
    case "listener":
      return findListener(client, entry, signal);
    case "load-balancer":
      return findByName(client, entry, "ListLoadBalancers", "LoadBalancers", "LoadBalancer", signal);
    case "server-group":
      return findByName(client, entry, "ListServerGroups", "ServerGroups", "ServerGroup", signal);
  }
}

async function findListener(
  client: TargetClient,
  { loadBalancerId, loadBalancerWasEmpty }: LedgerEntry,
  signal: AbortSignal | undefined,
): Promise<Found> {
  if (loadBalancerId === undefined || !loadBalancerWasEmpty) {
    const reason =
      "the creation gave no id that could be read, and its load balancer was not known to be empty: look for it by hand";
    return { is: "left", reason };
  }
  const reading = await call(client, "ListListeners", [["LoadBalancerIds.1", loadBalancerId]], signal);
  if (reading.is === "not-found") return { is: "gone" };
  if (reading.is !== "done") return { is: "left", reason: reading.reason };
  return onlyOne(
    listed(reading.body, "Listeners")
      .filter((listener) => listener.LoadBalancerId === loadBalancerId)
      .map(({ ListenerId }) => ListenerId),
  );
}

async function findByName(
  client: TargetClient,
  { name }: LedgerEntry,
  operation: string,
  list: string,
  prefix: string,
  signal: AbortSignal | undefined,
): Promise<Found> {
  if (name === undefined)
    return { is: "left", reason: "the creation gave no id that could be read, and it had no name" };
  const reading = await call(client, operation, [[`${prefix}Names.1`, name]], signal);
  if (reading.is === "not-found") return { is: "gone" };
  if (reading.is !== "done") return { is: "left", reason: reading.reason };
  const named = listed(reading.body, list).filter((resource) => resource[`${prefix}Name`] === name);
  return onlyOne(named.map((resource) => resource[`${prefix}Id`]));
}

function onlyOne(ids: readonly unknown[]): Found {
  const [id] = ids;
  if (ids.length === 0) return { is: "gone" };
  if (ids.length > 1 || typeof id !== "string") {
    return { is: "left", reason: `${ids.length} candidates: look for it by hand` };
  }
  return { is: "found", id };
}
