/**
 * Which causes the failures of a run have: clauses whose differences have one explanation in common stand together. Nothing is decided here; every clause
 * that failed, or could not be judged, stands under exactly one cause, with the outcome that it has.
 */
import { createHash } from "node:crypto";
import type { Catalogue, RequirementId } from "../../contract/catalogue.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { type Clause, clausesOf, type Group, groupsOf, isSureByItself, type Member } from "./groups.js";
import { compareRanks, mostTelling, rankOf } from "./most-telling.js";

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
  const passed = new Set(graded.filter(({ outcome }) => outcome === "pass").map(({ requirement }) => requirement));
  const groups = groupsOf(clausesOf(graded), passed).map(({ members, ...group }) => ({
    ...group,
    members: mostTelling(members),
  }));
  return groups.sort((a, b) => compareRanks(weightOf(a), weightOf(b))).map(causeOf);
}

const OUTCOMES = ["fail", "flaky", "inconclusive"] as const satisfies readonly Clause["outcome"][];

function causeOf({ key, members, ...group }: Group): Cause {
  const { counterexample, explanations = [] } = members[0]?.sighting ?? {};
  // The same explanation, in the words of what is told of it.
  const { title } = explanations.find((one) => one.key === key) ?? group;
  return {
    id: `cause-${createHash("sha256").update(key).digest("hex").slice(0, 10)}`,
    title,
    outcome: OUTCOMES[gravityOf(members)] ?? "inconclusive",
    clauses: members.map(({ clause }) => clause.id),
    ...(counterexample === undefined ? {} : { counterexample }),
  };
}

/** The gravest outcome among some clauses, by its place in the order. */
const gravityOf = (members: readonly Member[]) =>
  Math.min(...members.map(({ clause }) => OUTCOMES.indexOf(clause.outcome)));

/** The less, the sooner it is told: what is graver, what is seen in more cases of its own, what explains more, what is told with less. */
function weightOf({ members }: Group): number[] {
  const [first] = members;
  return [
    gravityOf(members),
    -members.filter(isSureByItself).length,
    -members.length,
    ...(first === undefined ? [] : rankOf(first)),
  ];
}
