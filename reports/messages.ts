/** The one line that says what came of a requirement, the same in every report. */
import { assumptionsBehind } from "../contract/assumptions.js";
import type { Outcome } from "../contract/outcome.js";
import type { Kind } from "../contract/requirement.js";
import { counted } from "../contract/words.js";
import { cut, visible } from "../evidence/text.js";
import type { RequirementReport } from "./report.js";

/** How the one message of a requirement begins. It tells who is to act; Allure's categories go by it. */
export const MESSAGE_PREFIXES = {
  violation: "Contract violation",
  excused: "Excused violation",
  advisory: "Advisory",
  documentationGap: "Documentation gap",
  inconclusive: "Inconclusive",
  notExercised: "Not exercised",
  environment: "Environment",
  suiteFault: "Suite fault",
} as const;

export type MessagePrefix = (typeof MESSAGE_PREFIXES)[keyof typeof MESSAGE_PREFIXES];

/** What a message is made from: a record with its requirement, or an entry of a report. */
export interface Told {
  readonly id: string;
  readonly kind: Kind;
  readonly statement: string;
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly excuse?: { readonly reason: string; readonly expires: string };
  readonly counterexamples: readonly { readonly expected: string; readonly got: string }[];
  readonly fingerprint: Readonly<Record<string, string>>;
}

const MESSAGE_BYTES = 4 * 1024;

/**
 * Says in one line what came of a requirement.
 * @param told the requirement and its outcome
 * @returns the message with its prefix, hidden characters made visible; `undefined` for a plain pass
 */
export function messageOf(told: Told): string | undefined {
  const prefix = prefixOf(told);
  return prefix && cut(`${prefix}: ${visible(wordsOf(told))}`, MESSAGE_BYTES);
}

/**
 * The prefix of the message of a requirement.
 * @param told the requirement and its outcome
 * @returns `undefined` for a plain pass
 */
export function prefixOf(told: Told): MessagePrefix | undefined {
  switch (told.outcome) {
    case "harness-error":
      return MESSAGE_PREFIXES.suiteFault;
    case "environment-error":
      return MESSAGE_PREFIXES.environment;
    case "inconclusive":
      return MESSAGE_PREFIXES.inconclusive;
    case "not-exercised":
      return MESSAGE_PREFIXES.notExercised;
    case "fail":
    case "flaky":
      if (told.excuse !== undefined) return MESSAGE_PREFIXES.excused;
      return {
        required: MESSAGE_PREFIXES.violation,
        advisory: MESSAGE_PREFIXES.advisory,
        probe: MESSAGE_PREFIXES.documentationGap,
      }[told.kind];
    case "pass":
      return Object.keys(told.fingerprint).length > 0 ? MESSAGE_PREFIXES.documentationGap : undefined;
  }
}

/**
 * Why a requirement is not a plain pass, beyond its message: each thing once.
 * @param requirement entry of a report
 * @returns sentences without a full stop
 */
export function remarksOn({
  reason,
  missing,
  excuse,
  cut: left,
}: Pick<RequirementReport, "reason" | "missing" | "excuse" | "cut">): string[] {
  const unsaid = missing.filter((situation) => !reason?.includes(situation));
  return [
    ...(reason === undefined ? [] : [reason]),
    ...(unsaid.length > 0 ? [`missing: ${unsaid.join(", ")}`] : []),
    ...(excuse === undefined ? [] : [`excused until ${excuse.expires}: ${excuse.reason}`]),
    ...(left > 0 ? [leftOut(left)] : []),
  ];
}

/**
 * Says that bounds kept cases from being put to the target, and which there are; a record only counts them.
 * @param cases how many
 */
function leftOut(cases: number): string {
  return `${counted(cases, "case")} left out: the lens, or the time, requests or creations (limits.creates) of a check did not allow more`;
}

function wordsOf({ id, statement, outcome, reason, excuse, counterexamples, fingerprint }: Told): string {
  if (outcome === "pass") return fingerprintWords(fingerprint);
  const first = counterexamples[0];
  const violated = outcome === "fail" || outcome === "flaky";
  return [
    ...(violated && excuse !== undefined ? [`until ${excuse.expires}, ${excuse.reason}.`] : []),
    ...(violated ? [statement] : []),
    ...(outcome === "flaky" ? ["Seen on some of its re-runs only."] : []),
    ...(violated && first ? [`Expected ${first.expected}, got ${first.got}.`] : []),
    // The reason of a violation usually repeats its counterexample.
    ...(violated ? readingsTaken(id) : []),
    ...(violated && first ? [] : [reason ?? (violated ? "" : "no reason was recorded")]),
  ]
    .filter((words) => words !== "")
    .join(" ");
}

/** The names of the readings of the page that a clause stands on: whoever reads it otherwise has to know that it was read. */
function readingsTaken(id: string): readonly string[] {
  const names = assumptionsBehind(id).map((assumption) => assumption.id);
  return names.length === 0 ? [] : [`Assumes ${names.join(", ")}.`];
}

/**
 * The readings of the page that a violated clause stands on, with their words.
 * @param requirement entry of a report
 */
export function readingsOf({ id }: Pick<RequirementReport, "id">): readonly string[] {
  return assumptionsBehind(id).map(({ id: name, question, reading }) => `${name}: ${question} ${reading}`);
}

/** One thing that was seen where the page is silent. */
interface ObservedBehaviour {
  readonly id: string;
  readonly question: string;
  readonly behaviour: string;
}

/**
 * What was observed and is not graded, a behaviour each.
 * @param requirements entries of a report
 * @returns text of the target is in it
 */
export function observedIn(
  requirements: readonly Pick<RequirementReport, "id" | "fingerprint">[],
): ObservedBehaviour[] {
  return requirements.flatMap(({ id, fingerprint }) =>
    Object.entries(fingerprint).map(([question, behaviour]) => ({ id, question, behaviour })),
  );
}

/**
 * The observed behaviour of a probe in one line.
 * @param fingerprint behaviour by question
 */
export function fingerprintWords(fingerprint: Readonly<Record<string, string>>): string {
  return Object.entries(fingerprint)
    .map(([question, behaviour]) => `${question}: ${behaviour}`)
    .join("; ");
}
