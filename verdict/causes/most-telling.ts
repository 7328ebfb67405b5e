/** The order in which the clauses of one cause are told: the one that shows it with the least first. */
import { isOfMany, saysTaken } from "./consequences.js";
import type { Member } from "./groups.js";

/**
 * Orders the clauses of a cause.
 * @param members in the order of the catalogue, which stays where nothing else tells them apart
 */
export function mostTelling(members: readonly Member[]): Member[] {
  return members
    .map((member) => ({ member, rank: rankOf(member) }))
    .sort((a, b) => compareRanks(a.rank, b.rank))
    .map(({ member }) => member);
}

const OUTCOMES = ["fail", "flaky", "inconclusive"];

/** The less, the more telling: what failed each time, is no mere consequence, was put by itself in its own check, and takes the fewest parameters. */
export function rankOf({ clause, sighting: { counterexample, difference } }: Member): number[] {
  const isConsequence = difference?.wanted === "acceptance" && saysTaken(difference.came);
  const { byValue, request = {}, violation } = counterexample ?? {};
  return [
    OUTCOMES.indexOf(clause.outcome),
    isConsequence ? 1 : 0,
    byValue === undefined ? 1 : isOfMany(byValue.is) ? 2 : 0,
    Object.keys(request).length + (violation === undefined ? 0 : 1),
  ];
}

/** The order of two ranks: that of the first numbers that differ. */
export function compareRanks(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((one, index) => one !== b[index]);
  return (a[differing] ?? 0) - (b[differing] ?? 0);
}
