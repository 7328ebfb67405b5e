/** The one screen at the end of a run: the verdict, what it comes from, counts, and what was not exercised. All else is in the reports. */
import pc from "picocolors";
import { OUTCOMES, type Outcome } from "../contract/outcome.js";
import type { Kind } from "../contract/requirement.js";
import { counted } from "../contract/words.js";
import { sdkInWords } from "../evidence/subject.js";
import { countOutcomes } from "./measures.js";
import { observedIn } from "./messages.js";
import { customMessagesOf, isCustomBroken, isOfEmbedded, secondsOf, verdictLine } from "./overview.js";
import { reasonsIn } from "./reasons.js";
import type { Report } from "./report.js";
import { writeCauses } from "./screen-causes.js";
import type { TerminalOptions } from "./terminal.js";
import { Page } from "./terminal-page.js";

/** How many of each there is room for. What is left out is counted, and in the reports. */
interface Room {
  readonly causes: number;
  readonly reasons: number;
  /** Of all that is told besides: customs, notes, faults of the suite, the baseline. */
  readonly others: number;
  /** Lines of a sentence in these lists. */
  readonly lines: number;
}

/** The first with which all fits is taken. */
const ROOMS: readonly Room[] = [
  { causes: 5, reasons: 4, others: 3, lines: 2 },
  { causes: 5, reasons: 4, others: 3, lines: 1 },
  { causes: 4, reasons: 3, others: 2, lines: 1 },
  { causes: 3, reasons: 2, others: 1, lines: 1 },
  { causes: 2, reasons: 1, others: 1, lines: 1 },
];
/** Lines of a screen, without the reports and the last line. */
const SCREEN = 36;
/** Columns of the labels. */
const LABEL = 15;
/** Lines of one sentence at most. */
const SENTENCE_LINES = 2;

/**
 * Writes what a person has to know at the end of a run, on one screen.
 * @param options colour and width
 * @returns about forty lines at most whatever the target did, with a line feed at the end; nothing from the target can move the cursor
 */
export function renderScreen(report: Report, options: TerminalOptions): string {
  let text = "";
  for (const room of ROOMS) {
    text = writtenIn(room, report, options);
    if (text.split("\n").length <= SCREEN) return text;
  }
  return text;
}

function writtenIn(room: Room, report: Report, options: TerminalOptions): string {
  const page = new Page(options.width, pc.createColors(options.color), LABEL);
  page.line(painted(page, report)(verdictLine(report)));
  page.bounded(report.target.is === "sdk" ? "SDK" : "Target", targetInWords(report), { most: SENTENCE_LINES });
  writeCauses(page, report, room.causes);
  page.line("");
  writeCounts(page, report);
  const isExplained = report.causes.length > 0;
  const reasoned = REASONED.filter(([outcome]) => outcome !== "inconclusive" || !isExplained);
  for (const [outcome, label] of reasoned) writeReasons(page, { report, outcome, label }, room);
  writeCustoms(page, report, room);
  writeList(page, "Suite fault", report.run.faults, room);
  writeList(page, "Baseline", report.staleExcuses, room);
  writeList(page, "Note", report.notes, room);
  writeCertificate(page, report, room);
  return page.text();
}

/**
 * The verdict as the last line of a run, below the reports.
 * @param report of the run
 * @param options colour
 */
export function renderLastLine(report: Report, options: TerminalOptions): string {
  const page = new Page(options.width, pc.createColors(options.color), LABEL);
  page.line(painted(page, report)(verdictLine(report)));
  return page.text();
}

function painted({ paint }: Page, { judgement }: Report): (text: string) => string {
  const colors = { conformant: paint.green, "not-conformant": paint.red, inconclusive: paint.yellow };
  return (text) => colors[judgement.verdict](paint.bold(text));
}

function targetInWords(report: Report): string {
  const { target, profile, seed } = report;
  const run = `profile ${profile}, seed ${seed}`;
  if (target.is === "sdk") return `${sdkInWords(target)}, ${run}`;
  const name = isOfEmbedded(report) ? "the embedded emulator" : target.endpoint;
  return `${name}, region ${target.region}, auth ${target.auth}, ${run}`;
}

/** Outcomes that are told with their reasons. */
const REASONED: readonly (readonly [Outcome, string])[] = [
  ["inconclusive", "Inconclusive"],
  ["environment-error", "Environment"],
  ["harness-error", "Suite fault"],
  ["not-exercised", "Not exercised"],
];

const COUNTED: readonly (readonly [Kind, string])[] = [
  ["required", "Required"],
  ["advisory", "Advisory"],
];

const IN_WORDS: Readonly<Record<Outcome, string>> = {
  pass: "passed",
  fail: "violated",
  flaky: "violated at times",
  inconclusive: "inconclusive",
  "not-exercised": "not exercised",
  "harness-error": "harness-error",
  "environment-error": "environment-error",
};

function writeCounts(page: Page, report: Report): void {
  const { requirements, totals, coverage } = report;
  for (const [kind, label] of COUNTED) {
    const outcomes = countOutcomes(requirements.filter((one) => one.kind === kind));
    const words = OUTCOMES.filter((outcome) => outcomes[outcome] > 0).map((one) => `${outcomes[one]} ${IN_WORDS[one]}`);
    if (words.length > 0) page.bounded(label, words.join(", "), { most: SENTENCE_LINES });
  }
  const probes = requirements.filter(({ kind }) => kind === "probe");
  const observed = observedIn(requirements).length;
  if (probes.length > 0 || observed > 0) {
    page.bounded("Probes", `${counted(observed, "behaviour")} observed, not graded: summary.md has them in a table`);
  }
  const throttled = totals.throttled > 0 ? `, ${totals.throttled} of them put off by throttling` : "";
  const isWhole = !report.run.filtered && !report.run.interrupted;
  const partition =
    isWhole && coverage.total > 0 ? `, ${coverage.hit} of ${coverage.total} classes and boundaries hit` : "";
  const cases = counted(totals.cases, "case");
  page.bounded(
    "Requests",
    `${totals.requests} for ${cases} in ${secondsOf(report).toFixed(1)} s${throttled}${partition}`,
  );
}

interface Reasoned {
  readonly report: Report;
  readonly outcome: Outcome;
  readonly label: string;
}

/** One line for each reason, with how many clauses it is the reason of. */
function writeReasons(page: Page, { report, outcome, label }: Reasoned, { reasons: most, lines: height }: Room): void {
  const reasons = reasonsIn(report.requirements.filter((one) => one.outcome === outcome));
  const lines = reasons.map(({ reason, clauses }) => ({ text: reason, tail: `: ${counted(clauses, "clause")}` }));
  writeLines(page, label, lines, { most, height });
}

/** What breaks customs, each finding once. */
function writeCustoms(page: Page, { requirements }: Report, room: Room): void {
  const broken = requirements.filter((one) => isCustomBroken(one) || one.warnings.length > 0);
  const lines = broken.map((requirement) => {
    const [first = "", ...others] = customMessagesOf(requirement);
    const more = others.length === 0 ? "" : ` (and ${others.length} more like it)`;
    return { text: `${requirement.id}: ${first}`, tail: more };
  });
  writeLines(page, "Warning", lines, { most: room.others, height: room.lines });
}

function writeCertificate(page: Page, { certificate }: Report, { reasons, lines }: Room): void {
  if (certificate.granted) {
    page.line("");
    page.block(certificate.text);
    return;
  }
  const because = certificate.because.map((text) => ({ text, tail: "" }));
  writeLines(page, "No certificate", because, { most: reasons, height: lines });
}

function writeList(page: Page, label: string, texts: readonly string[], room: Room): void {
  const lines = texts.map((text) => ({ text, tail: "" }));
  writeLines(page, label, lines, { most: room.others, height: room.lines });
}

interface ShownLine {
  readonly text: string;
  /** Stands there however much of the text is cut. */
  readonly tail: string;
}

/** How many lines, and how high each may be. */
interface ListRoom {
  readonly most: number;
  readonly height: number;
}

function writeLines(page: Page, label: string, lines: readonly ShownLine[], { most, height }: ListRoom): void {
  const left = lines.length - most;
  for (const [i, { text, tail }] of lines.slice(0, most).entries()) {
    const more = i === most - 1 && left > 0 ? ` (${left} more in summary.md)` : "";
    page.bounded(i === 0 ? label : "", text, { most: height, tail: tail + more });
  }
}
