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
const UNKNOWN: CheckCost = { listeners: 2, requests: 40 };

/**
 * The cost of a clause.
 * @returns what was measured, or that of an ordinary one
 */
export function costOf(id: RequirementId, profile: Profile): CheckCost {
  const [listeners, requests] = MEASURED_COSTS[id]?.[PROFILES.indexOf(profile)] ?? [];
  return listeners === undefined || requests === undefined ? UNKNOWN : { listeners, requests };
}

/**
 * The part of a shard: the same on every machine, since it follows from the arguments alone. The costliest clauses are dealt first, each to the
 * shard that has least to do then.
 * @param ids of the whole run
 * @returns ids in their order; every one is in exactly one shard, and where there are more shards than ids some have none
 */
export function partOf(ids: readonly RequirementId[], profile: Profile, { index, count }: Shard): RequirementId[] {
  const costs = new Map(ids.map((id) => [id, costOf(id, profile)]));
  const whole = sumOf([...costs.values()]);
  const shareOf = ({ listeners, requests }: CheckCost) =>
    Math.max(listeners / Math.max(1, whole.listeners), requests / Math.max(1, whole.requests));
  const dealt = [...costs].sort(([, a], [, b]) => shareOf(b) - shareOf(a));
  const loads: CheckCost[] = Array.from({ length: count }, () => ({ listeners: 0, requests: 0 }));
  const mine = new Set<RequirementId>();
  for (const [id, cost] of dealt) {
    const after = loads.map((load) => sumOf([load, cost]));
    const least = after.reduce((best, load, i) => (shareOf(load) < shareOf(after[best] ?? load) ? i : best), 0);
    loads[least] = after[least] ?? cost;
    if (least === index - 1) mine.add(id);
  }
  return ids.filter((id) => mine.has(id));
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
