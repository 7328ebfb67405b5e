/** How a target differs from a ground truth, as data and as a list of what is to be mended. */
import { counted } from "../contract/words.js";
import { visible } from "../evidence/text.js";
import { originOf, type Truth } from "../evidence/truth/truth.js";
import { type Comparison, compareWith, type Difference, type OneSided } from "../verdict/against/compare.js";
import type { Report, RequirementReport } from "./report.js";

/** What is held against a truth: a report, or another recording. */
type HeldFile = { readonly is: "report"; readonly report: Report } | { readonly is: "truth"; readonly truth: Truth };

/** The differences of a target from a ground truth. */
interface TruthDifference extends Comparison {
  /** What makes the two less than comparable. */
  readonly caveats: readonly string[];
}

/**
 * Holds a file against a ground truth.
 * @param truth of the real service
 * @param held report of a run, or the recording of another target
 */
export function diffFromTruth(truth: Truth, held: HeldFile): TruthDifference {
  if (held.is === "truth")
    return { ...compareWith(truth, held.truth), caveats: caveatsOf(truth, held.truth.suite.contractRevision) };
  const { suite, requirements, waits } = held.report;
  const seen = { clauses: requirements.map(seenOf), times: waits };
  return { ...compareWith(truth, seen), caveats: caveatsOf(truth, suite.contractRevision) };
}

function seenOf({ id, outcome, reason, counterexamples: [first], fingerprint }: RequirementReport) {
  const saw = first === undefined ? reason : `expected ${first.expected}, got ${first.got}`;
  return { clause: id, outcome, reason: saw, answers: fingerprint };
}

function caveatsOf({ suite }: Truth, contractRevision: string): string[] {
  if (suite.contractRevision === contractRevision) return [];
  return [
    `the two were made by other contract revisions: ${suite.contractRevision} and ${contractRevision}; what was asked otherwise is not compared`,
  ];
}

/** Whether nothing is to be mended. */
export function isAsTruth({ differences, brokenHere }: Comparison): boolean {
  return differences.length + brokenHere.length === 0;
}

/**
 * Writes the differences for people.
 * @param names what to call the two, usually their files
 * @returns lines, with a line feed at the end; text from the targets cannot leave its line
 */
export function renderTruthDifference(
  found: TruthDifference,
  truth: Truth,
  names: { readonly truth: string; readonly target: string },
): string {
  const { caveats, brokenHere, brokenThere, chances, times, unanswered, compared } = found;
  const toMend = thingsToMend(found.differences);
  const count = toMend.length + brokenHere.length;
  const head = `${names.target} against the ground truth ${names.truth}, recorded ${originOf(truth)}: ${counted(compared, "answer")} compared, ${
    count === 0 ? "nothing to mend" : `${counted(count, "thing")} to mend`
  }.`;
  const sections = [
    section("Note", caveats),
    section("To mend: clauses of the page that hold at the real service, and not here", brokenHere.map(inWords)),
    section("To mend: answers that the page leaves open, other than the real service's", toMend),
    section(
      "Transitions that take another time; no fault",
      times.map(({ name, realMs, hereMs }) => `${name}: ${seconds(realMs)} there, ${seconds(hereMs)} here`),
    ),
    section(
      "Other answers in which chance has a part",
      chances.map(({ clause, question, real, here }) => `${clause}, ${question}: ${real} there, ${here} here`),
    ),
    section("Where the real service itself was seen to depart from the page", brokenThere.map(inWords)),
    section(
      "Not compared, for want of an answer here",
      unanswered.map(({ clause, questions }) => `${clause}: ${counted(questions, "question")}`),
    ),
  ];
  return `${[visible(head), ...sections.filter((text) => text !== "")].join("\n\n")}\n`;
}

const MOST_QUESTIONS = 8;

/** What is answered alike in two ways is one thing to mend. */
function thingsToMend(differences: readonly Difference[]): string[] {
  const byAnswer = new Map<string, { readonly first: Difference; readonly questions: string[] }>();
  for (const one of differences) {
    const key = JSON.stringify([one.clause, one.real, one.here]);
    const known = byAnswer.get(key) ?? { first: one, questions: [] };
    known.questions.push(one.question);
    byAnswer.set(key, known);
  }
  return [...byAnswer.values()].map(({ first: { clause, real, here }, questions }) => {
    const rest = questions.length - MOST_QUESTIONS;
    const named = questions.slice(0, MOST_QUESTIONS).join("; ");
    return `${clause}: answer "${real}", not "${here}", to: ${named}${rest > 0 ? `; and ${rest} more` : ""}`;
  });
}

const inWords = ({ clause, saw }: OneSided) => `${clause}: ${saw}`;
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines.map((line) => `  - ${visible(line)}`)].join("\n");
}
