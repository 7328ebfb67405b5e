/** What a CI server is told of a run, whichever it is: one finding for each clause that somebody has to look at, and one for a run that failed for something else. */
import { EXIT_CODES } from "../../verdict/judgement.js";
import type { ReportedCause } from "../causes.js";
import { commandsOf } from "../counterexample.js";
import { messageOf } from "../messages.js";
import { headline, isDecidingViolation, isViolation } from "../overview.js";
import type { Report, RequirementReport } from "../report.js";

/** How much a finding weighs: it fails the run, it is a custom that is not kept, or it is excused. */
export type CiLevel = "error" | "warning" | "notice";

export interface CiFinding {
  /** Id of the clause, or `run`. */
  readonly id: string;
  readonly level: CiLevel;
  /** What explains it, where something does; the clause that shows a cause best comes before the others of it. */
  readonly cause?: ReportedCause;
  /** Lines of text; what the target said in them is visible, and not yet escaped for any format. */
  readonly message: readonly string[];
}

/** The id of the finding on the run as a whole. */
export const RUN = "run";

/**
 * What there is to look at in a run.
 * @returns the heaviest first, violations in the order of their causes; none for a conformant run that has nothing to warn of
 */
export function ciFindingsOf(report: Report): CiFinding[] {
  const { requirements } = report;
  return [
    ...runFinding(report),
    ...byCause(report, requirements.filter(isDecidingViolation)),
    ...requirements.filter(isBrokenCustom).map((one) => clauseFinding(one, "warning")),
    ...requirements.filter(({ excuse }) => excuse !== undefined).map((one) => clauseFinding(one, "notice")),
  ];
}

/** Every cause has a turn before any has a second one, so that whoever shows the first few shows as many causes as there are. */
function byCause({ causes }: Report, violated: readonly RequirementReport[]): CiFinding[] {
  const explained = causes.map((cause) => {
    const own = cause.clauses.flatMap((id) => violated.find((one) => one.id === id) ?? []);
    return own.map((one) => ({ ...clauseFinding(one, "error"), cause }));
  });
  const others = violated.filter(({ id }) => !causes.some(({ clauses }) => clauses.includes(id)));
  return [
    ...explained.flatMap((own) => own.slice(0, 1)),
    ...others.map((one) => clauseFinding(one, "error")),
    ...explained.flatMap((own) => own.slice(1)),
  ];
}

/** Where the exit code says more than the violations do. */
function runFinding(report: Report): CiFinding[] {
  const { judgement, certificate, run } = report;
  const carried = judgement.exitCode === EXIT_CODES.conformant || judgement.exitCode === EXIT_CODES.violation;
  if (carried || certificate.granted) return [];
  const message = [`${headline(report)} (exit ${judgement.exitCode})`, ...certificate.because, ...run.faults];
  return [{ id: RUN, level: "error", message }];
}

function isBrokenCustom(requirement: RequirementReport): boolean {
  return requirement.kind === "advisory" && isViolation(requirement) && requirement.excuse === undefined;
}

function clauseFinding(requirement: RequirementReport, level: CiLevel): CiFinding {
  const [first] = requirement.counterexamples;
  const commands = first === undefined ? [] : commandsOf(first).slice(-1);
  return {
    id: requirement.id,
    level,
    message: [messageOf(requirement) ?? "", ...commands.map(({ label, command }) => `${label}: ${command}`)],
  };
}
