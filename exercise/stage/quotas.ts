/** How much a profile does, as numbers of cases. No number here is a time but the one that bounds how long a run may go deeper. */
import type { Profile } from "../../contract/profile.js";
import type { Config } from "../../target/config/config.js";

export { spread } from "../../generators/selection.js";

/** How much one profile does. */
export interface Quota {
  /** Examples of a family under the dry-run lens at most. */
  readonly examples: number;
  /** Drawn cases of a family under the dry-run lens. */
  readonly drawn: number;
  /** Drawn cases of a family of refusals under the create lens. */
  readonly drawnRefusals: number;
  /** Accepted creations of a family at most, examples and drawn ones together. */
  readonly creations: number;
  /** Examples of a family of refusals under the create lens at most. */
  readonly refusals: number;
  /** Requests of each violation after whose refusal a listener is really created in the same place. */
  readonly twinsOfViolation: number;
  /**
   * Minutes in which cases beyond the essential ones are begun that need a load balancer for themselves, where the run has no bound of its
   * own: a target whose listeners take milliseconds goes through all of them, a slow one through as many as come in this time.
   */
  readonly deepeningMinutes: number;
  /** Minutes after which a run that has no bound of its own ends where answers take a second and more. */
  readonly minutesWhereSlow: number;
}

export const QUOTAS: Readonly<Record<Profile, Quota>> = {
  smoke: {
    examples: 8,
    drawn: 20,
    drawnRefusals: 0,
    creations: 2,
    refusals: 1,
    twinsOfViolation: 1,
    deepeningMinutes: 0.5,
    minutesWhereSlow: 1,
  },
  standard: {
    examples: Number.POSITIVE_INFINITY,
    drawn: 25,
    drawnRefusals: 3,
    creations: 10,
    refusals: 12,
    twinsOfViolation: 1,
    deepeningMinutes: 0.9,
    minutesWhereSlow: Number.POSITIVE_INFINITY,
  },
  full: {
    examples: Number.POSITIVE_INFINITY,
    drawn: 60,
    drawnRefusals: 10,
    creations: 24,
    refusals: 60,
    twinsOfViolation: 4,
    deepeningMinutes: 10,
    minutesWhereSlow: Number.POSITIVE_INFINITY,
  },
};

/**
 * Milliseconds in which a run goes deeper than the essential cases. Shards with load balancers of their own share the profile's: together
 * they go as deep as one run.
 * @param config its profile, and what it says itself: a time for that, or a bound in time for all
 */
export function deepeningMsOf({ run, limits }: Pick<Config, "run" | "limits">): number {
  const sharedBy = run.shardLoadBalancers === "own" ? (run.shard?.count ?? 1) : 1;
  const minutes = limits.deepeningMinutes ?? limits.minutes ?? QUOTAS[run.profile].deepeningMinutes / sharedBy;
  return minutes * 60_000;
}

/** How deep a case of a list lies: its two ends come first, then the others in their order. */
export function depthOf(index: number, length: number): number {
  if (index === 0) return 0;
  return index === length - 1 ? 1 : index + 1;
}
