/** All of a report on the terminal, for whoever asks for it. */
import Table from "cli-table3";
import pc from "picocolors";
import { describeCommand } from "../contract/commands.js";
import type { Outcome } from "../contract/outcome.js";
import { counted } from "../contract/words.js";
import type { TimedOperation } from "../evidence/counterexample.js";
import type { ScheduleSummary } from "../evidence/schedule.js";
import { sdkInWords } from "../evidence/subject.js";
import { visible } from "../evidence/text.js";
import { OUTCOMES_BY_GRAVITY } from "../verdict/results.js";
import { writeCauses } from "./causes-text.js";
import {
  certaintyOf,
  commandsOf,
  operationOf,
  putAs,
  type ReportedCounterexample,
  wireLinesOf,
} from "./counterexample.js";
import { observedIn, readingsOf, remarksOn } from "./messages.js";
import {
  customMessagesOf,
  isCustomBroken,
  isDecidingViolation,
  missingFromPartition,
  secondsOf,
  sectionsOf,
  titleOf,
} from "./overview.js";
import { withRunsCounted } from "./repetition.js";
import type { Report, RequirementReport } from "./report.js";
import { type Colors, Page } from "./terminal-page.js";
import { timelineRows } from "./timeline.js";
import { ToldOnce } from "./told-once.js";

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

/** Columns of output that goes to a file or a pipe. */
const PLAIN_WIDTH = 100;
const NARROWEST = 40;

/**
 * How to write to a stream: colour on a terminal only, and never with NO_COLOR; FORCE_COLOR colours anything.
 * @param stream standard output or error
 * @param environment variables of the process
 */
export function terminalOptionsOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
): TerminalOptions {
  const wanted = stream.isTTY === true && environment.TERM !== "dumb";
  return {
    color: !environment.NO_COLOR && (wanted || Boolean(environment.FORCE_COLOR)),
    width: Math.max(NARROWEST, stream.columns ?? PLAIN_WIDTH),
  };
}

/**
 * Writes all that a report holds for people at a terminal: a table by section, what is not a plain pass, every violation in full, what probes
 * saw. The verdict and what stands with it is `screen.ts`.
 * @param options colour and width
 * @returns lines, with a line feed at the end; nothing from the target can move the cursor or change colours
 */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const paint = pc.createColors(options.color);
  const page = new Page(options.width, paint);
  writeHead(page, report);
  writeCauses(page, report);
  page.heading(`Required requirements, by section${report.target.is === "endpoint" ? " of the page" : ""}`);
  page.block(sectionTable(report, options.width, paint));
  writeRemarks(page, report);
  const violations = report.requirements.filter(isDecidingViolation);
  if (violations.length > 0) page.heading("Violations");
  const told = new ToldOnce();
  for (const requirement of violations) writeViolation(page, requirement, told);
  writeMeasures(page, report);
  writeObserved(page, report);
  return page.text();
}

function writeHead(page: Page, { target, suite, profile, seed, proof, notes }: Report): void {
  page.line(page.paint.bold(`${titleOf({ target })}, profile ${profile}, seed ${seed}`));
  if (target.is === "sdk") {
    page.field("SDK", sdkInWords(target), 0);
    page.field("Adapter", `${target.adapter}; features: ${target.features.join(", ") || "none"}`, 0);
  } else {
    const embedded = target.embedded ? " (embedded emulator)" : "";
    page.field("Target", `${target.endpoint}${embedded}, region ${target.region}, auth ${target.auth}`, 0);
  }
  page.field("Suite", `${suite.name} ${suite.version}, contract revision ${suite.contractRevision}`, 0);
  if (proof)
    page.field(
      "Proof",
      `${proof.killed} of ${proof.mutants} mutants killed, ${counted(proof.falseAlarms, "false alarm")} in ${counted(proof.variants, "variant")}, on ${proof.provedAt.slice(0, 10)}`,
      0,
    );
  for (const note of notes) page.field("Note", note, 0);
}

const COLUMNS: readonly { readonly head: string; readonly outcomes: readonly [Outcome, ...Outcome[]] }[] = [
  { head: "pass", outcomes: ["pass"] },
  { head: "fail", outcomes: ["fail", "flaky"] },
  { head: "incon-\nclusive", outcomes: ["inconclusive"] },
  { head: "not exer-\ncised", outcomes: ["not-exercised"] },
  { head: "error", outcomes: ["harness-error", "environment-error"] },
];
/** The table with the sections' full names needs this many columns; with their last words it fits 80. */
const TABLE_WIDTH = 99;

function sectionTable(report: Report, width: number, paint: Colors): string {
  const nameOf = (section: string) => (width >= TABLE_WIDTH ? section : (section.split(" / ").at(-1) ?? section));
  const table = new Table({
    head: ["Section", ...COLUMNS.map(({ head }) => head), "requests"],
    colAligns: ["left", ...COLUMNS.map(() => "right" as const), "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const { section, outcomes, requests } of sectionsOf(report)) {
    const cells = COLUMNS.map((column) => {
      const count = column.outcomes.reduce((sum, outcome) => sum + outcomes[outcome], 0);
      return count === 0 ? paint.dim("·") : colorOf(column.outcomes[0], paint)(String(count));
    });
    table.push([nameOf(section), ...cells, String(requests)]);
  }
  return table.toString();
}

function colorOf(outcome: Outcome, paint: Colors): (text: string) => string {
  if (outcome === "pass") return paint.green;
  return outcome === "fail" || outcome === "flaky" ? paint.red : paint.yellow;
}

/** Everything that is not a plain pass, gravest first. */
function writeRemarks(page: Page, report: Report): void {
  const remarkable = OUTCOMES_BY_GRAVITY.filter((outcome) => outcome !== "pass").flatMap((outcome) =>
    report.requirements.filter((requirement) => requirement.outcome === outcome && !isCustomBroken(requirement)),
  );
  if (remarkable.length > 0) page.heading("Not a plain pass");
  for (const requirement of remarkable) {
    page.line(
      `  ${colorOf(requirement.outcome, page.paint)(requirement.outcome)}  ${visible(requirement.id)}${kindNote(requirement)}`,
    );
    for (const words of remarksOn(requirement)) page.field("", words, 0);
  }
  const warned = report.requirements.filter((requirement) => customMessagesOf(requirement).length > 0);
  if (warned.length > 0) page.heading("Warnings (customs, not graded)");
  for (const requirement of warned) {
    page.line(`  ${visible(requirement.id)}`);
    for (const words of customMessagesOf(requirement)) page.field("", words, 0);
  }
  if (report.run.faults.length > 0) page.heading("Faults of the suite");
  for (const words of report.run.faults) page.field("", words, 0);
  if (report.staleExcuses.length > 0) page.heading("Baseline: to be changed");
  for (const words of report.staleExcuses) page.field("", words, 0);
}

function kindNote({ kind }: RequirementReport): string {
  return kind === "required" ? "" : ` (${kind}: not graded)`;
}

function writeViolation(page: Page, requirement: RequirementReport, told: ToldOnce): void {
  page.line("");
  page.line(`  ${page.paint.red(requirement.outcome)}  ${page.paint.bold(visible(requirement.id))}`);
  page.field("Section", requirement.section);
  page.field("Clause", requirement.statement);
  page.field("Breaks", requirement.breaks);
  for (const [i, reading] of readingsOf(requirement).entries()) page.field(i === 0 ? "Assumes" : "", reading);
  for (const counterexample of requirement.counterexamples) {
    const place = told.before(counterexample, requirement.id);
    if (place === undefined) writeCounterexample(page, counterexample);
    else if (place !== requirement.id) page.field("Seen", `the same request and answer as under ${place}`);
  }
  if (requirement.counterexamples.length === 0)
    page.field("Seen", requirement.reason ?? "no counterexample was recorded");
  if (requirement.counterexamplesOmitted > 0)
    page.field("", `${counted(requirement.counterexamplesOmitted, "more counterexample")} not shown`);
}

function writeCounterexample(page: Page, counterexample: ReportedCounterexample): void {
  page.line("");
  const { violation, request } = counterexample;
  const parameters = elided(Object.entries(request).map(([name, value]) => `${name} = ${withRunsCounted(value)}`));
  page.field(
    "Request",
    `${operationOf(counterexample)} as ${putAs(counterexample)}${violation === undefined ? "" : `, violation ${violation}`}`,
  );
  for (const parameter of parameters) page.field("", parameter);
  const { byValue, history } = counterexample;
  const commands = byValue?.is === "course" ? byValue.commands : [];
  for (const [index, command] of commands.entries()) {
    page.field(index === 0 ? "Course" : "", `${index + 1}. ${describeCommand(command)}`);
  }
  if (history !== undefined) writeOverlap(page, history);
  for (const [index, line] of wireLinesOf(counterexample).entries()) page.field(index === 0 ? "Wire" : "", line);
  page.field("Expected", withRunsCounted(counterexample.expected));
  page.field("Got", withRunsCounted(counterexample.got));
  page.field("Certainty", certaintyOf(counterexample));
  for (const command of commandsOf(counterexample)) page.command(command);
}

const PARAMETERS_SHOWN = { first: 6, last: 4 };

/** The middle of a long list, such as that of too many tags, says nothing that its ends do not. */
function elided(parameters: readonly string[]): readonly string[] {
  const { first, last } = PARAMETERS_SHOWN;
  const left = parameters.length - first - last;
  if (left < 2) return parameters;
  return [...parameters.slice(0, first), `… ${left} more (report.json has all)`, ...parameters.slice(-last)];
}

/** Bars, each with its words on a line of their own: beside it they would be wrapped below it. */
function writeOverlap(page: Page, history: readonly TimedOperation[]): void {
  const { scale, rows } = timelineRows(history);
  page.field("Overlap", scale);
  for (const { bar, words } of rows) {
    page.field("", bar);
    page.field("", words, WORDS_BELOW_BAR);
  }
}

const WORDS_BELOW_BAR = 6;

function writeMeasures(page: Page, report: Report): void {
  const { coverage, totals, waits } = report;
  const seconds = secondsOf(report);
  page.heading("Measures");
  page.field(
    "Requests",
    `${totals.requests} for ${counted(totals.cases, "case")} in ${seconds.toFixed(1)} s${totals.throttled > 0 ? `, put off by throttling ${totals.throttled} times` : ""}`,
  );
  for (const schedule of report.schedules) page.field("Schedule", scheduleInWords(schedule));
  if (coverage.total > 0) {
    const missing = missingFromPartition(report);
    const named = missing.length > 0 ? `; missing: ${missing.join(", ")}` : "";
    page.field("Partition", `${coverage.hit} of ${coverage.total} classes and boundaries hit${named}`);
  }
  for (const { name, count, budgetMs, p50, p95, max } of waits.filter((wait) => wait.count > 0)) {
    page.field(
      "Wait",
      `${name}: p50 ${ms(p50)}, p95 ${ms(p95)}, max ${ms(max)} of ${ms(budgetMs)}, ${counted(count, "time")}`,
    );
  }
}

/** What probes saw, a behaviour a line. */
function writeObserved(page: Page, { requirements }: Report): void {
  const rows = observedIn(requirements);
  if (rows.length === 0) return;
  page.heading("Observed (not graded)");
  for (const [index, { id, question, behaviour }] of rows.entries()) {
    if (rows[index - 1]?.id !== id) page.line(`  ${visible(id)}`);
    page.field("", `${question}: ${behaviour}`, 0);
  }
}

function scheduleInWords(schedule: ScheduleSummary): string {
  const { durationMs, lowerBoundMs, boundBy, listeners, loadBalancers, inUse } = schedule;
  return `${ms(durationMs)} of at least ${ms(lowerBoundMs)} (${boundBy}): ${counted(listeners, "listener")} on ${counted(loadBalancers, "load balancer")}, in use ${Math.round(inUse * 100)} % of the time`;
}

function ms(milliseconds: number): string {
  return milliseconds >= 1000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds)} ms`;
}
