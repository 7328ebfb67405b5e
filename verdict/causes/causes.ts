/**
 * Which causes the failures of a run have: clauses whose differences have one explanation in common stand together. Nothing is decided here; every clause
 * that failed, or could not be judged, stands under exactly one cause, with the outcome that it has.
 */
import { createHash } from "node:crypto";
import type { Catalogue, RequirementId } from "../../contract/catalogue.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { type Clause, clausesOf, type Group, groupsOf } from "./groups.js";
import { mostTelling } from "./most-telling.js";
import { titleOf } from "./title.js";
import { withoutData } from "./without-data.js";

/** What explains some of the clauses that did not pass. */
export interface Cause {
  /** The same in every run that shows the same. */
  readonly id: string;
  /** What was observed, one sentence. */
  readonly title: string;
  readonly outcome: Clause["outcome"];
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
  const graded = results.filter(({ requirement }) => catalogue[requirement].kind === "required");
  return groupsOf(clausesOf(graded))
    .map(causeOf)
    .sort((a, b) => gravityOf(a) - gravityOf(b) || b.clauses.length - a.clauses.length);
}

const OUTCOMES = ["fail", "flaky", "inconclusive"] as const satisfies readonly Clause["outcome"][];

function causeOf({ key, members }: Group): Cause {
  const ordered = mostTelling(members);
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

const gravityOf = ({ outcome }: Cause) => OUTCOMES.indexOf(outcome);
