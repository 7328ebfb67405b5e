/** The fewest explanations of what did not pass, and the clauses that each explains. */
import type { RequirementId } from "../../contract/catalogue.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { depthOf } from "./consequences.js";
import { type Difference, differenceOf } from "./difference.js";
import { type Explanation, explanationsOf, explanationsOfReason } from "./explanation.js";

/** A clause that failed or could not be judged. */
export interface Clause {
  readonly id: RequirementId;
  readonly outcome: "fail" | "flaky" | "inconclusive";
  readonly reason: string;
  readonly sightings: readonly Sighting[];
}

/** One counterexample of a clause, or the reason why there is none, and what explains it. */
export interface Sighting {
  readonly counterexample?: Counterexample;
  readonly difference?: Difference;
  readonly explanations: readonly Explanation[];
}

/** A clause with the sighting for which it stands in a group. */
export interface Member {
  readonly clause: Clause;
  readonly sighting: Sighting;
}

/** Clauses that one explanation explains. */
export interface Group {
  readonly key: string;
  readonly members: readonly Member[];
}

/**
 * The clauses that need an explanation.
 * @param results final ones
 */
export function clausesOf(results: readonly RequirementRecord[]): Clause[] {
  return results.flatMap(({ requirement: id, outcome, reason = "", counterexamples }) => {
    if (outcome !== "fail" && outcome !== "flaky" && outcome !== "inconclusive") return [];
    const seen = outcome === "inconclusive" ? [] : counterexamples.map(sightingOf);
    const sightings = seen.length > 0 ? seen : [{ explanations: explanationsOfReason(reason) }];
    return [{ id, outcome, reason, sightings }];
  });
}

function sightingOf(counterexample: Counterexample): Sighting {
  const difference = differenceOf(counterexample);
  return { counterexample, difference, explanations: explanationsOf(difference) };
}

/**
 * Covers clauses with explanations: the one that explains most first, then the one that explains most of the rest.
 * @param clauses each of which comes to stand in one group
 */
export function groupsOf(clauses: readonly Clause[]): Group[] {
  const groups: Group[] = [];
  for (let left = clauses; left.length > 0; ) {
    const key = bestExplanation(left);
    const members = left.flatMap((clause) => memberBy(clause, key) ?? []);
    groups.push({ key, members });
    left = left.filter((clause) => !members.some((member) => member.clause === clause));
  }
  return withoutConsequences(groups);
}

function memberBy(clause: Clause, key: string): Member | undefined {
  const sighting = clause.sightings.find(({ explanations }) => explanations.some((one) => one.key === key));
  return sighting === undefined ? undefined : { clause, sighting };
}

/** Of those that explain as many clauses, the one that says most. */
function bestExplanation(clauses: readonly Clause[]): string {
  const known = new Map<string, { readonly count: number; readonly breadth: number }>();
  for (const { sightings } of clauses) {
    const own = new Map(sightings.flatMap(({ explanations }) => explanations.map((one) => [one.key, one.breadth])));
    for (const [key, breadth] of own) known.set(key, { count: (known.get(key)?.count ?? 0) + 1, breadth });
  }
  const ranked = [...known].sort(
    ([a, x], [b, y]) => y.count - x.count || x.breadth - y.breadth || (a < b ? -1 : a > b ? 1 : 0),
  );
  return ranked[0]?.[0] ?? "";
}

/** Puts what another group may have brought about, and nobody has seen by itself, under that one. */
function withoutConsequences(groups: readonly Group[]): Group[] {
  const kept = groups.filter((group) => causeAmong(groups, group) === undefined);
  return kept.map((group) => ({
    key: group.key,
    members: groups.flatMap((other) => (other === group || causeAmong(kept, other) === group ? other.members : [])),
  }));
}

/** The group that explains most among those that may have brought about this one. */
function causeAmong(groups: readonly Group[], group: Group): Group | undefined {
  if (group.members.some(isSureByItself)) return undefined;
  const depth = depthOfGroup(group);
  const [most] = groups
    .filter((other) => other.members.some(isSureByItself) && depthOfGroup(other) < depth)
    .sort((a, b) => b.members.length - a.members.length);
  return most;
}

const isSureByItself = ({ clause, sighting: { counterexample } }: Member) =>
  clause.outcome === "fail" && counterexample?.byValue !== undefined;

const depthOfGroup = ({ members }: Group) =>
  Math.min(...members.map(({ sighting }) => depthOf(sighting.difference?.came)));
