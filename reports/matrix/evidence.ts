/** What stands behind the cells of one target: counterexamples, reasons and figures of its report, within bounds of size. */
import { describeCommand } from "../../contract/commands.js";
import type { Exchange } from "../../contract/exchange.js";
import { counted } from "../../contract/words.js";
import { cut, visibleLines } from "../../evidence/text.js";
import { certaintyOf, commandsOf, operationOf, putAs, type ReportedCounterexample } from "../counterexample.js";
import { readingsOf, remarksOn } from "../messages.js";
import { isDecidingViolation, isViolation } from "../overview.js";
import type { Report, RequirementReport } from "../report.js";
import { timelineText } from "../timeline.js";
import type { CellEvidence, ShownCounterexample, TargetEvidence } from "./page/data.js";
import { shown } from "./shown.js";

const COUNTEREXAMPLES = 3;
const EXCHANGES = 2;
const PARAMETERS = { first: 10, last: 4 };
const BLOCK_BYTES = 3 * 1024;
const BRIEF_BYTES = 240;
/** Not worth cutting down. */
const SMALL_BYTES = 1024;
const IN_REPORT = "report.json has more";

/**
 * Gathers the evidence of a report.
 * @param bytes of JSON, about: when they are used up, what decides having come first, counterexamples are told in a few words
 * @returns an entry for each clause of the report
 */
export function evidenceOf(report: Report, bytes: number): TargetEvidence {
  let left = bytes;
  const weigh = (evidence: CellEvidence) => {
    left -= Buffer.byteLength(JSON.stringify(evidence));
    return evidence;
  };
  const byWeight = report.requirements.toSorted((a, b) => weightOf(a) - weightOf(b));
  return Object.fromEntries(
    byWeight.map((one) => {
      const whole = cellOf(one);
      const size = Buffer.byteLength(JSON.stringify(whole));
      const isTooMuch = size > left && size > SMALL_BYTES;
      return [shown(one.id), weigh(isTooMuch ? inBrief(whole) : whole)];
    }),
  );
}

function weightOf(requirement: RequirementReport): number {
  if (isDecidingViolation(requirement)) return 0;
  return isViolation(requirement) ? 1 : 2;
}

function cellOf(requirement: RequirementReport): CellEvidence {
  const { cases, requests, counterexamples, counterexamplesOmitted, warnings, fingerprint } = requirement;
  const omitted = Math.max(0, counterexamples.length - COUNTEREXAMPLES) + counterexamplesOmitted;
  return {
    figures: `${counted(cases, "case")}, ${counted(requests, "request")}`,
    remarks: remarksOn(requirement).map((remark) => shown(remark)),
    warnings: warnings.map((warning) => shown(warning)),
    observed: Object.entries(fingerprint).map(([question, behaviour]) => [shown(question), shown(behaviour)] as const),
    readings: isViolation(requirement) ? readingsOf(requirement) : [],
    counterexamples: counterexamples.slice(0, COUNTEREXAMPLES).map(counterexampleOf),
    left: omitted === 0 ? null : `${counted(omitted, "more counterexample")} not shown; ${IN_REPORT}.`,
  };
}

function counterexampleOf(one: ReportedCounterexample): ShownCounterexample {
  const { violation, request, byValue, history, exchanges, expected, got } = one;
  const title = `${operationOf(one)} as ${putAs(one)}${violation === undefined ? "" : `, violation ${violation}`}`;
  return {
    title: shown(title),
    parameters: elided(Object.entries(request).map(([name, value]) => [shown(name), shown(value)] as const)),
    course: byValue?.is === "course" ? byValue.commands.map((command) => shown(describeCommand(command))) : [],
    overlap: history === undefined ? null : cut(timelineText(history), BLOCK_BYTES),
    exchanges: exchanges.slice(-EXCHANGES).map(exchangeOf),
    expected: shown(expected),
    got: shown(got),
    certainty: certaintyOf(one),
    commands: commandsOf(one).map(({ label, command, note }) => ({
      label,
      command: shownLines(command),
      note: note ?? null,
    })),
  };
}

function exchangeOf({ request, outcome }: Exchange): ShownCounterexample["exchanges"][number] {
  const { method, url, body } = request;
  return {
    request: shownLines(`${method} ${url}${body === "" ? "" : `\n\n${body}`}`),
    answer:
      outcome.is === "response"
        ? shownLines(`HTTP ${outcome.response.status}\n\n${outcome.response.body}`)
        : shownLines(`no answer: ${outcome.problem.kind}: ${outcome.problem.detail}`),
  };
}

/** The middle of many parameters, such as those of too many tags, says nothing that their ends do not. */
function elided(all: ShownCounterexample["parameters"]): ShownCounterexample["parameters"] {
  const { first, last } = PARAMETERS;
  const left = all.length - first - last;
  return left < 2 ? all : [...all.slice(0, first), [`… ${left} more`, IN_REPORT], ...all.slice(-last)];
}

function inBrief(evidence: CellEvidence): CellEvidence {
  const { counterexamples, remarks, warnings, observed } = evidence;
  const brief = (text: string) => cut(text, BRIEF_BYTES);
  return {
    ...evidence,
    remarks: remarks.slice(0, 2).map(brief),
    warnings: warnings.slice(0, 2).map(brief),
    observed: observed.slice(0, 2).map(([question, behaviour]) => [brief(question), brief(behaviour)] as const),
    readings: [],
    counterexamples: counterexamples.slice(0, 1).map((one) => ({
      ...one,
      parameters: [],
      course: [],
      overlap: null,
      exchanges: [],
      expected: brief(one.expected),
      got: brief(one.got),
      commands: one.commands
        .filter(({ label }) => label !== "Curl")
        .map((command) => ({ ...command, command: brief(command.command) })),
    })),
    left: `Cut down, since the evidence of all targets together is large; ${IN_REPORT}.`,
  };
}

function shownLines(text: string): string {
  return cut(visibleLines(text), BLOCK_BYTES);
}
