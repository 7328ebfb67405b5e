/** How the checks of a run are divided over shards: each gets about the same share of the listeners and of the requests, by what was measured. */
import type { RequirementId } from "../../contract/catalogue.js";
import { PROFILES, type Profile } from "../../contract/profile.js";
import type { Shard } from "../../contract/shard.js";
import { MEASURED_COSTS } from "./measured-costs.js";

/** What the check of one clause costs a target. */
export interface CheckCost {
  readonly listeners: number;
  readonly requests: number;
}

/** Of a clause that has not been measured. */
const ORDINARY: CheckCost = { listeners: 2, requests: 40 };

/** Of those together that cost nothing of their own. */
const OF_THE_FREE: CheckCost = { listeners: 4, requests: 80 };

/**
 * The cost of a clause.
 * @returns what was measured, or that of an ordinary one
 */
export function costOf(id: RequirementId, profile: Profile): CheckCost {
  const [listeners = -1, requests = -1] = MEASURED_COSTS[id]?.slice(2 * PROFILES.indexOf(profile)) ?? [];
  return listeners < 0 ? ORDINARY : { listeners, requests };
}

/** Clauses that stay together, and what they cost. */
interface Lot {
  readonly ids: readonly RequirementId[];
  readonly cost: CheckCost;
}

/**
 * The part of a shard: the same on every machine, since it follows from the arguments alone. The costliest clauses are dealt first, each to the
 * shard that has least of what it costs.
 * @param ids of the whole run
 * @returns ids in their order; every one is in exactly one shard, and where there are more shards than ids some have none
 */
export function partOf(ids: readonly RequirementId[], profile: Profile, { index, count }: Shard): RequirementId[] {
  const lots = lotsOf(ids, profile);
  const whole = sumOf(lots.map(({ cost }) => cost));
  /** How much of the same two have, as shares of the whole. */
  const overlap = (a: CheckCost, b: CheckCost) =>
    (a.listeners * b.listeners) / Math.max(1, whole.listeners) ** 2 +
    (a.requests * b.requests) / Math.max(1, whole.requests) ** 2;
  const loads = Array.from({ length: count }, () => sumOf([]));
  const mine = new Set<RequirementId>();
  for (const { ids: lot, cost } of lots.toSorted((a, b) => overlap(b.cost, b.cost) - overlap(a.cost, a.cost))) {
    const grow = loads.map((load) => overlap(load, cost));
    const least = grow.indexOf(Math.min(...grow));
    loads[least] = sumOf([loads[least] ?? sumOf([]), cost]);
    if (least === index - 1) for (const id of lot) mine.add(id);
  }
  return ids.filter((id) => mine.has(id));
}

/** Clauses that cost nothing of their own are judged by cases of others, mostly the same few, which each shard would have to put again. */
function lotsOf(ids: readonly RequirementId[], profile: Profile): Lot[] {
  const isFree = ({ cost }: Lot) => cost.listeners === 0 && cost.requests === 0;
  const each = ids.map((id): Lot => ({ ids: [id], cost: costOf(id, profile) }));
  const free = each.filter(isFree).flatMap((lot) => lot.ids);
  const others = each.filter((lot) => !isFree(lot));
  return free.length === 0 ? others : [...others, { ids: free, cost: OF_THE_FREE }];
}

/**
 * What a run checks itself.
 * @param ids of the whole run
 * @param run its settings
 * @returns the part of its shard; all where it is none
 */
export function ownPart(
  ids: readonly RequirementId[],
  { profile, shard }: { readonly profile: Profile; readonly shard?: Shard },
): readonly RequirementId[] {
  return shard === undefined ? ids : partOf(ids, profile, shard);
}

function sumOf(costs: readonly CheckCost[]): CheckCost {
  return costs.reduce(
    (sum, { listeners, requests }) => ({ listeners: sum.listeners + listeners, requests: sum.requests + requests }),
    { listeners: 0, requests: 0 },
  );
}
