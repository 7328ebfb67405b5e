/** What the outputs for people tell of a report, in the words and the order they share. */
import type { Outcome } from "../contract/outcome.js";
import { SECTIONS } from "../contract/requirement.js";
import { counted } from "../contract/words.js";
import { EXIT_CODES } from "../verdict/judgement.js";
import { countOutcomes } from "./measures.js";
import type { Report, RequirementReport } from "./report.js";

interface SectionOverview {
  readonly section: string;
  readonly requirements: readonly RequirementReport[];
  /** Of its required requirements, the only ones that decide. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly requests: number;
}

/**
 * What the outputs for people are headed with.
 * @param target what was judged
 */
export function titleOf({ target }: Pick<Report, "target">): string {
  return target.is === "endpoint" ? "CreateListener conformance" : "CreateListener SDK conformance";
}

/** Tells the clauses on client libraries from those on endpoints. */
export function isOfSdk({ id }: { readonly id: string }): boolean {
  return id.startsWith("sdk.");
}

/** Groups the requirements of a report by section of the page, in the page's order, without empty sections. */
export function sectionsOf(report: Report): SectionOverview[] {
  const names = [...new Set([...SECTIONS, ...report.requirements.map(({ section }) => section)])];
  return names
    .map((section) => {
      const requirements = report.requirements.filter((requirement) => requirement.section === section);
      return {
        section,
        requirements,
        outcomes: countOutcomes(requirements.filter(({ kind }) => kind === "required")),
        requests: requirements.reduce((sum, { requests }) => sum + requests, 0),
      };
    })
    .filter(({ requirements }) => requirements.length > 0);
}

/**
 * Tells a violation that decides: of a required requirement, and not excused.
 * @param requirement entry of a report
 */
export function isDecidingViolation(requirement: RequirementReport): boolean {
  return requirement.kind === "required" && isViolation(requirement) && requirement.excuse === undefined;
}

/**
 * Tells whether the target was seen to differ from what a requirement says, graded or not.
 * @param requirement entry of a report
 */
export function isViolation({ outcome }: { readonly outcome: Outcome }): boolean {
  return outcome === "fail" || outcome === "flaky";
}

/**
 * Tells a custom that the target was seen to break: it warns, and decides nothing.
 * @param requirement entry of a report
 */
export function isCustomBroken(requirement: RequirementReport): boolean {
  return requirement.kind === "advisory" && isViolation(requirement);
}

/**
 * What is said of customs in a report, beside a requirement.
 * @param requirement entry of a report
 * @returns one sentence for each finding
 */
export function customMessagesOf(requirement: RequirementReport): readonly string[] {
  const { warnings, reason, outcome } = requirement;
  return warnings.length === 0 && isCustomBroken(requirement) ? [reason ?? outcome] : warnings;
}

/**
 * Tells a run that somebody filtered, or a shard, in which all there was to see was well: it certifies nothing, and nothing is open.
 * @param report of the run
 */
export function isGreenInPart({ run, judgement, requirements }: Report): boolean {
  const isOpen = ({ kind, outcome }: RequirementReport) => kind === "required" && outcome === "inconclusive";
  const certifiesNothing = judgement.exitCode === EXIT_CODES.certifiesNothing;
  const isPart = run.filtered || run.shard !== undefined;
  const isGreenSoFar = isPart && run.shardProblems === undefined && certifiesNothing;
  return isGreenSoFar && !run.interrupted && !requirements.some(isOpen);
}

/**
 * The verdict as a heading.
 * @param report of the run
 */
export function headline(report: Report): string {
  const { judgement, requirements, run } = report;
  const passed = requirements.filter(({ outcome }) => outcome === "pass").length;
  if (isGreenInPart(report) && passed > 0)
    return run.shard === undefined
      ? `passed: ${passed} of ${requirements.length} selected (a filtered run certifies nothing)`
      : `passed: ${passed} of ${requirements.length} in shard ${run.shard} (a shard certifies nothing)`;
  switch (judgement.verdict) {
    case "conformant": {
      const excused = requirements.filter(({ excuse }) => excuse !== undefined).length;
      return excused === 0 ? "CONFORMANT" : `CONFORMANT apart from ${counted(excused, "excused violation")}`;
    }
    case "not-conformant":
      return "NOT CONFORMANT";
    case "inconclusive":
      return "INCONCLUSIVE";
  }
}

/**
 * The verdict in one line, with what it rests on.
 * @param report of the run
 * @returns names the embedded emulator where that is what was judged: its verdict is nobody else's
 */
export function verdictLine(report: Report): string {
  const { judgement, requirements } = report;
  const { exitCode, exercised, required } = judgement;
  const judged = isOfEmbedded(report) ? ", the embedded emulator" : "";
  if (isGreenInPart(report)) return `${headline(report)}, exit ${exitCode}${judged}`;
  const violated = requirements.filter((one) => one.kind === "required" && isViolation(one)).length;
  return `${headline(report)}${judged}: ${exercised} of ${counted(required, "required requirement")} exercised, ${violated} violated (exit ${exitCode})`;
}

/** Whether the suite's own emulator was judged. */
export function isOfEmbedded({ target }: Pick<Report, "target">): boolean {
  return target.is === "endpoint" && target.embedded;
}

/** The classes and boundaries whose absence is news: a part of a run cannot reach all of them. */
export function missingFromPartition({ run, coverage }: Report): readonly string[] {
  return run.filtered || run.interrupted || run.shard !== undefined ? [] : coverage.missing;
}

/** Length of a run in seconds. */
export function secondsOf({ startedAt, endedAt }: Report): number {
  return (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
}
