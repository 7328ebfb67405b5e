/** Finding and removing what an entry of the ledger stands for, after it was compared with all the ledger knows. */
import { textMember } from "../../contract/answer.js";
import { listenersOn } from "../neighbours/listing.js";
import { call, listed } from "../neighbours/neighbour.js";
import { lookFor } from "../neighbours/whereabouts.js";
import type { TargetClient } from "../wire/client.js";
import type { LedgerEntry } from "./ledger.js";
import { type Ownership, standingListener, whetherOurs, whetherOursByName } from "./ownership.js";
import { isStateOfTheDead, type RemovalOptions, removeResource } from "./removal.js";

/** What stands at the target where an entry says that something may. */
type Found =
  /** `status`: state of a listener, as it was read. */
  | { readonly is: "ours"; readonly id: string; readonly status?: string | undefined }
  | { readonly is: "gone" }
  /** Something else has its id or its place. `id`: of what stands there. */
  | { readonly is: "not-ours"; readonly id: string; readonly reason: string }
  /** It may be ours, but nothing shows it. */
  | { readonly is: "unproved"; readonly reason: string };

/** What became of an entry that was to be removed. */
type OwnedRemoval =
  | { readonly is: "gone" | "removed" }
  | { readonly is: "not-ours"; readonly reason: string }
  | { readonly is: "left"; readonly reason: string };

interface OwnedRemovalOptions extends Omit<RemovalOptions, "wasRead" | "lastStatus" | "loadBalancerId"> {
  /** Whether the target announced the id to this very run: then it is ours unless a read shows otherwise. */
  readonly justMade?: boolean;
}

/**
 * Removes what an entry stands for, if it still is that.
 * @param entry with the id of the resource
 */
export async function removeOwned(
  client: TargetClient,
  entry: LedgerEntry,
  { justMade = false, ...options }: OwnedRemovalOptions,
): Promise<OwnedRemoval> {
  const found = await findOwned(client, entry, options.signal);
  if (found.is === "ours") return removeFound(client, entry, found, options);
  if (found.is !== "unproved") return found;
  if (!justMade || entry.id === undefined) return { is: "left", reason: found.reason };
  return removeFound(client, entry, { id: entry.id }, options);
}

/** Removes what was found to be ours. */
export async function removeFound(
  client: TargetClient,
  { kind, loadBalancerId }: LedgerEntry,
  found: { readonly id: string; readonly status?: string | undefined },
  options: RemovalOptions,
): Promise<OwnedRemoval> {
  const known = { loadBalancerId, lastStatus: found.status, wasRead: found.status !== undefined };
  const removal = await removeResource(client, kind, found.id, { ...options, ...known });
  return removal.is === "left" ? { is: "left", reason: removal.reason } : { is: "removed" };
}

/**
 * Looks for what an entry stands for, and compares it. Where the answer of the creation was lost, it is found by what nobody else can have
 * made: the only listener of a load balancer that was empty, and like what was asked for; a name that was given to nothing else.
 */
export async function findOwned(client: TargetClient, entry: LedgerEntry, signal?: AbortSignal): Promise<Found> {
  if (entry.id !== undefined) return findById(client, entry, entry.id, signal);
  return entry.kind === "listener" ? findUnanswered(client, entry, signal) : findByName(client, entry, signal);
}

async function findById(
  client: TargetClient,
  entry: LedgerEntry,
  id: string,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const found = await lookFor(client, entry.kind, id, { signal });
  if (found.is === "gone") return { is: "gone" };
  if (entry.kind === "listener") {
    if (found.is === "there") return compared(entry, id, found.body);
    return findInList(client, entry, id, found.reason, signal);
  }
  if (found.is !== "there") return unproved(id, found.reason);
  return withOwnership(whetherOursByName(entry, found.body[NAMED[entry.kind].name]), id);
}

function compared(entry: LedgerEntry, id: string, body: Parameters<typeof standingListener>[0]): Found {
  const view = standingListener(body);
  if (isStateOfTheDead(view.status)) return { is: "gone" };
  return withOwnership(whetherOurs(entry, view), id, view.status);
}

function withOwnership(ownership: Ownership, id: string, status?: string): Found {
  if (ownership === "ours") return { is: "ours", id, status };
  return ownership.differs ? { is: "not-ours", id, reason: ownership.not } : unproved(id, ownership.not);
}

const unproved = (id: string, why: string): Found => ({
  is: "unproved",
  reason: `nothing shows that ${id} is ours: ${why}`,
});

/** Where a listener cannot be read by itself, its load balancer's list may show it. */
async function findInList(
  client: TargetClient,
  entry: LedgerEntry,
  id: string,
  why: string,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const { loadBalancerId } = entry;
  if (loadBalancerId === undefined) return unproved(id, why);
  const listing = await listenersOn(client, loadBalancerId, signal);
  const body = listing.is === "listed" ? listing.listeners.find((one) => one.ListenerId === id) : undefined;
  return body === undefined ? unproved(id, why) : compared(entry, id, body);
}

async function findUnanswered(
  client: TargetClient,
  entry: LedgerEntry,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const { loadBalancerId, loadBalancerWasEmpty } = entry;
  if (loadBalancerId === undefined) return { is: "unproved", reason: NO_ID };
  const listing = await listenersOn(client, loadBalancerId, signal);
  if (listing.is === "not-found") return { is: "gone" };
  if (listing.is === "not-listed") return { is: "unproved", reason: `${NO_ID}; ${listing.reason}` };
  const { listeners: standing } = listing;
  const found = standing.map((body) => compared(entry, textMember(body, "ListenerId") ?? "", body));
  const [ours, another] = found.filter(({ is }) => is === "ours");
  if (ours !== undefined) {
    return loadBalancerWasEmpty && another === undefined && standing.length === 1
      ? ours
      : { is: "unproved", reason: `${NO_ID}, and there is more than what this run made` };
  }
  // A load balancer holds one listener: where another one stands, ours does not.
  return found.find(({ is }) => is === "not-ours") ?? { is: "gone" };
}

const NO_ID = "its creation gave no id that could be read: look for it by hand";

const NAMED = {
  "load-balancer": {
    list: "ListLoadBalancers",
    member: "LoadBalancers",
    filter: "LoadBalancerNames.1",
    name: "LoadBalancerName",
    id: "LoadBalancerId",
  },
  "server-group": {
    list: "ListServerGroups",
    member: "ServerGroups",
    filter: "ServerGroupNames.1",
    name: "ServerGroupName",
    id: "ServerGroupId",
  },
} as const;

async function findByName(client: TargetClient, entry: LedgerEntry, signal: AbortSignal | undefined): Promise<Found> {
  if (entry.name === undefined || entry.kind === "listener") return { is: "unproved", reason: NO_ID };
  const { list, member, filter, name, id } = NAMED[entry.kind];
  const reading = await call(client, list, [[filter, entry.name]], signal);
  if (reading.is === "not-found") return { is: "gone" };
  if (reading.is !== "done") return { is: "unproved", reason: reading.reason };
  const named = listed(reading.body, member).filter((resource) => resource[name] === entry.name);
  const [first, another] = named.map((resource) => textMember(resource, id));
  if (named.length === 0) return { is: "gone" };
  if (first === undefined || another !== undefined)
    return { is: "unproved", reason: `${named.length} have its name: look for it by hand` };
  return { is: "ours", id: first };
}
