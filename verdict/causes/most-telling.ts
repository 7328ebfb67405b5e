/** The order in which the clauses of one cause are told: the one that shows it with the least first. */
import { saysTaken } from "./consequences.js";
import type { Member } from "./groups.js";

/**
 * Orders the clauses of a cause.
 * @param members in the order of the catalogue, which stays where nothing else tells them apart
 */
export function mostTelling(members: readonly Member[]): Member[] {
  return members
    .map((member) => ({ member, rank: rankOf(member) }))
    .sort(byRank)
    .map(({ member }) => member);
}

const OUTCOMES = ["fail", "flaky", "inconclusive"];

/** The less, the more telling: what failed each time, in its own check, is no mere consequence, and takes the fewest parameters. */
function rankOf({ clause, sighting: { counterexample, difference } }: Member): number[] {
  const isConsequence = difference?.wanted === "acceptance" && saysTaken(difference.came);
  const { byValue, request = {}, violation } = counterexample ?? {};
  return [
    OUTCOMES.indexOf(clause.outcome),
    isConsequence ? 1 : 0,
    byValue === undefined ? 1 : 0,
    Object.keys(request).length + (violation === undefined ? 0 : 1),
  ];
}

interface Ranked {
  readonly member: Member;
  readonly rank: readonly number[];
}

function byRank(a: Ranked, b: Ranked): number {
  const differing = a.rank.findIndex((one, index) => one !== b.rank[index]);
  return (a.rank[differing] ?? 0) - (b.rank[differing] ?? 0);
}
