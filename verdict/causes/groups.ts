/** The fewest explanations of what did not pass, and the clauses that each explains. */
import type { RequirementId } from "../../contract/catalogue.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { depthOf, isOfMany, mayBringAbout } from "./consequences.js";
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
  /** What explains them, one sentence. */
  readonly title: string;
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
 * @param passed clauses that did not fail, by which an explanation that predicts otherwise is refuted
 */
export function groupsOf(clauses: readonly Clause[], passed: ReadonlySet<RequirementId>): Group[] {
  const failed = new Set(clauses.flatMap(({ id, outcome }) => (outcome === "inconclusive" ? [] : [id])));
  const holds = ({ predicts }: Explanation) => predicts === undefined || isBorneOut(predicts, failed, passed);
  const groups: Group[] = [];
  for (let left = clauses; left.length > 0; ) {
    const { key, title } = bestExplanation(left, holds);
    const members = left.flatMap((clause) => memberBy(clause, key) ?? []);
    groups.push({ key, title, members });
    left = left.filter((clause) => !members.some((member) => member.clause === clause));
  }
  return withoutConsequences(groups);
}

function memberBy(clause: Clause, key: string): Member | undefined {
  const sighting = clause.sightings.find(({ explanations }) => explanations.some((one) => one.key === key));
  return sighting === undefined ? undefined : { clause, sighting };
}

/** Whether at least half of the clauses that an explanation predicts to fail, and at least two, do. */
function isBorneOut(
  predicts: readonly RequirementId[],
  failed: ReadonlySet<RequirementId>,
  passed: ReadonlySet<RequirementId>,
): boolean {
  const predicted = [...new Set(predicts)];
  const right = predicted.filter((id) => failed.has(id)).length;
  return right > 1 && right >= predicted.filter((id) => passed.has(id)).length;
}

/** Of those that explain as many clauses, the one that says most. */
function bestExplanation(clauses: readonly Clause[], holds: (one: Explanation) => boolean): Explanation {
  const counts = new Map<string, { count: number; readonly one: Explanation }>();
  for (const { sightings } of clauses) {
    const own = new Map(
      sightings.flatMap(({ explanations }) => explanations.filter(holds).map((one) => [one.key, one])),
    );
    for (const [key, one] of own) counts.set(key, { one, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const [best] = [...counts.values()].sort(
    (a, b) => b.count - a.count || a.one.breadth - b.one.breadth || (a.one.key < b.one.key ? -1 : 1),
  );
  if (best === undefined) throw new Error("a clause without an explanation");
  return best.one;
}

/** Puts what another group may have brought about, and nobody has seen by itself, under that one. */
function withoutConsequences(groups: readonly Group[]): Group[] {
  const kept = groups.filter((group) => causeAmong(groups, group) === undefined);
  return kept.map((group) => ({
    ...group,
    members: groups.flatMap((other) => (other === group || causeAmong(kept, other) === group ? other.members : [])),
  }));
}

/** The group that explains most among those that may have brought about this one. */
function causeAmong(groups: readonly Group[], group: Group): Group | undefined {
  if (group.members.some(isSureByItself)) return undefined;
  const depth = depthOfGroup(group);
  const [most] = groups
    .filter((other) => depthOfGroup(other) < depth && other.members.some((member) => mayExplain(member, depth)))
    .sort((a, b) => b.members.length - a.members.length);
  return most;
}

/** Whether a clause failed each time in a case of its own, and that is one request or one fixed course of them. */
export function isSureByItself({ clause, sighting: { counterexample } }: Member): boolean {
  const { byValue } = counterexample ?? {};
  return clause.outcome === "fail" && byValue !== undefined && !isOfMany(byValue.is);
}

const mayExplain = ({ clause, sighting: { difference } }: Member, depth: number) =>
  clause.outcome === "fail" && difference !== undefined && mayBringAbout(difference, depth);

const depthOfGroup = ({ members }: Group) =>
  Math.min(...members.map(({ sighting }) => depthOf(sighting.difference, sighting.counterexample?.byValue?.is)));
