/** From what the checks of a recording wrote to what the file of ground truth tells. */
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { QUESTIONS } from "../../contract/questions.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import type { RequirementRecord } from "../../evidence/record.js";
import type { Discretion } from "../../evidence/truth/discretion.js";
import { sealed, type ToldClause, TRUTH_VERSION, type Truth, type TruthContent } from "../../evidence/truth/truth.js";
import { waitsOf } from "../../reports/measures.js";
import { completeResults } from "../../verdict/results.js";

/** Waits that are times of the target's own. */
const TRANSITIONS = ["listenerRunning", "listenerGone", "loadBalancerReady"];
const LONGEST_REASON = 500;

/** What a truth says of itself. */
type TruthHead = Pick<TruthContent, "suite" | "region" | "recordedOn">;

/**
 * The truth that records tell.
 * @param head where, when and by what it was recorded
 * @param records of the questions that were asked, in any order
 * @param discretion knows what is not to be told
 */
export function truthOf(head: TruthHead, records: readonly RequirementRecord[], discretion: Discretion): Truth {
  const asked = new Set<string>(QUESTIONS.map(({ clause }) => clause));
  const results = completeResults(records, REQUIREMENTS, [], false).filter(
    // A violation that was seen on the way says something of a clause that was not asked for.
    ({ requirement, outcome }) => asked.has(requirement) || outcome === "fail",
  );
  return sealed({
    truthVersion: TRUTH_VERSION,
    ...head,
    clauses: results.map((result) => toldBy(result, discretion)),
    times: waitsOf(results, {}).flatMap(({ budgetMs: _, ...time }) =>
      TRANSITIONS.includes(time.name) && time.count > 0 ? [time] : [],
    ),
  });
}

function toldBy(
  { requirement, outcome, reason, counterexamples, fingerprint }: RequirementRecord,
  discretion: Discretion,
) {
  const [first] = counterexamples;
  const saw = outcome === "pass" ? undefined : first === undefined ? reason : seenIn(first);
  const answers = Object.entries(fingerprint)
    .map(([question, answer]) => [discretion.hide(question), discretion.hide(answer)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const told: ToldClause = {
    clause: requirement,
    outcome,
    ...(saw === undefined ? {} : { reason: discretion.hide(saw).slice(0, LONGEST_REASON) }),
    answers: Object.fromEntries(answers),
  };
  return told;
}

function seenIn({ expected, got }: Counterexample): string {
  return `expected ${expected}, got ${got}`;
}
