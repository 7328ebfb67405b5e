/**
 * Which causes the failures of a run have: clauses whose differences have one explanation in common stand together. Nothing is decided here; every clause
 * that failed, or could not be judged, stands under exactly one cause, with the outcome that it has.
 */
import { createHash } from "node:crypto";
import type { Catalogue, RequirementId } from "../../contract/catalogue.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { differenceOf } from "./difference.js";
import { type Explanation, explanationsOf } from "./explanation.js";
import { titleOf } from "./title.js";
import { withoutData } from "./without-data.js";

/** What explains some of the clauses that did not pass. */
export interface Cause {
  /** The same in every run that shows the same. */
  readonly id: string;
  /** What was observed, one sentence. */
  readonly title: string;
  /** The gravest of its clauses. */
  readonly outcome: "fail" | "flaky" | "inconclusive";
  /** The most telling first. */
  readonly clauses: readonly RequirementId[];
  /** What shows it with the least; none for what could not be judged. */
  readonly counterexample?: Counterexample;
}

/**
 * Groups what went wrong by cause.
 * @param results final ones, one for each requirement
 * @param catalogue tells which are graded
 * @returns the cause that explains most first; none for what is not graded, or is the suite's or the environment's fault
 */
export function causesOf(results: readonly RequirementRecord[], catalogue: Catalogue): Cause[] {
  const clauses = results.filter(({ requirement }) => catalogue[requirement].kind === "required").flatMap(clauseOf);
  const causes = cover(clauses).map(({ key, members }) => causeOf(key, members));
  return causes.sort((a, b) => weightOf(b) - weightOf(a));
}

const OUTCOMES = ["fail", "flaky", "inconclusive"] as const;

/** A clause that failed or could not be judged, and what explains it. */
interface Clause {
  readonly id: RequirementId;
  readonly outcome: Cause["outcome"];
  readonly reason: string;
  readonly sightings: readonly Sighting[];
}

interface Sighting {
  readonly counterexample?: Counterexample;
  readonly explanations: readonly Explanation[];
}

function clauseOf({ requirement, outcome, reason = "", counterexamples }: RequirementRecord): Clause[] {
  if (outcome !== "fail" && outcome !== "flaky" && outcome !== "inconclusive") return [];
  const shown = outcome === "inconclusive" ? [] : counterexamples;
  const sightings = shown.map((counterexample) => ({
    counterexample,
    explanations: explanationsOf(differenceOf(counterexample)),
  }));
  if (sightings.length > 0) return [{ id: requirement, outcome, reason, sightings }];
  const explanations = [{ key: `unseen|${withoutData(reason)}`, breadth: 0 }];
  return [{ id: requirement, outcome, reason, sightings: [{ explanations }] }];
}

interface Group {
  readonly key: string;
  readonly members: readonly { readonly clause: Clause; readonly sighting: Sighting }[];
}

/** The fewest explanations, as far as taking the best one after the other finds them. */
function cover(clauses: readonly Clause[]): Group[] {
  const groups: Group[] = [];
  let left = clauses;
  while (left.length > 0) {
    const best = bestExplanation(left);
    if (best === undefined) break;
    const explains = ({ explanations }: Sighting) => explanations.some(({ key }) => key === best);
    const members = left.flatMap((clause) => {
      const sighting = clause.sightings.find(explains);
      return sighting === undefined ? [] : [{ clause, sighting }];
    });
    groups.push({ key: best, members });
    left = left.filter((clause) => !members.some((member) => member.clause === clause));
  }
  return groups;
}

function bestExplanation(clauses: readonly Clause[]): string | undefined {
  const counts = new Map<string, { count: number; breadth: number }>();
  for (const { sightings } of clauses) {
    const own = new Map(
      sightings.flatMap(({ explanations }) => explanations.map(({ key, breadth }) => [key, breadth])),
    );
    for (const [key, breadth] of own) counts.set(key, { count: (counts.get(key)?.count ?? 0) + 1, breadth });
  }
  const [best] = [...counts].sort(([a, x], [b, y]) => y.count - x.count || x.breadth - y.breadth || (a < b ? -1 : 1));
  return best?.[0];
}

function causeOf(key: string, members: Group["members"]): Cause {
  const ordered = members.toSorted((a, b) => tellingOf(a) - tellingOf(b));
  const [first] = ordered;
  const outcome = OUTCOMES.find((one) => members.some(({ clause }) => clause.outcome === one)) ?? "inconclusive";
  const counterexample = first?.sighting.counterexample;
  return {
    id: `cause-${createHash("sha256").update(key).digest("hex").slice(0, 10)}`,
    title: counterexample === undefined ? withoutData(first?.clause.reason ?? "") : titleOf(counterexample),
    outcome,
    clauses: ordered.map(({ clause }) => clause.id),
    ...(counterexample === undefined ? {} : { counterexample }),
  };
}

/** The less, the more telling: what failed each time, in its own check, with the fewest parameters. */
function tellingOf({ clause, sighting: { counterexample } }: Group["members"][number]): number {
  if (counterexample === undefined) return 10_000;
  const { byValue, request } = counterexample;
  return OUTCOMES.indexOf(clause.outcome) * 1_000 + (byValue === undefined ? 500 : 0) + Object.keys(request).length;
}

function weightOf({ outcome, clauses }: Cause): number {
  return clauses.length - OUTCOMES.indexOf(outcome) * 10_000;
}
