/** What a run is not conformant for, on the one screen at its end: the first with a request that shows it, the others in two lines, the rest as a number. */
import { counted } from "../contract/words.js";
import { visible } from "../evidence/text.js";
import {
  type CounterexampleCommand,
  commandsOf,
  operationOf,
  putAs,
  type ReportedCounterexample,
  wireLinesOf,
} from "./counterexample.js";
import { isDecidingViolation } from "./overview.js";
import type { Report, RequirementReport } from "./report.js";
import type { Page } from "./terminal-page.js";

const SENTENCE_LINES = 2;
/** Characters of a command that a screen has room for. */
const LONGEST_CURL = 600;

/** What is told of one. */
interface Told {
  readonly outcome: string;
  /** What was observed. */
  readonly title: string;
  /** Ids, the most telling first. */
  readonly clauses: readonly string[];
  readonly counterexample?: ReportedCounterexample;
}

/**
 * Writes the causes, directly under the verdict; nothing where there is none.
 * @param page to write to
 * @param report of the run
 * @param most how many are told; the others are counted
 */
export function writeCauses(page: Page, report: Report, most: number): void {
  const all = report.requirements.filter(isDecidingViolation).map(toldOf);
  if (all.length === 0) return;
  const statements = new Map(report.requirements.map(({ id, statement }) => [id, statement]));
  const [first, ...others] = all.slice(0, most);
  page.heading("Violated");
  if (first !== undefined) writeFirst(page, first, statements.get(first.clauses[0] ?? ""));
  for (const one of others) writeShort(page, one);
  if (all.length > most) page.line(`and ${all.length - most} more: summary.md has them all`);
}

function toldOf({ id, outcome, reason, counterexamples }: RequirementReport): Told {
  const [counterexample] = counterexamples;
  const seen =
    counterexample === undefined ? undefined : `expected ${counterexample.expected}, got ${counterexample.got}`;
  return {
    outcome,
    title: seen ?? reason ?? "no counterexample was recorded",
    clauses: [id],
    ...(counterexample === undefined ? {} : { counterexample }),
  };
}

function writeFirst(page: Page, told: Told, statement: string | undefined): void {
  writeHead(page, told);
  if (statement !== undefined) page.bounded("Page", statement, { most: SENTENCE_LINES });
  const { counterexample } = told;
  if (counterexample === undefined) page.bounded("Seen", told.title, { most: SENTENCE_LINES });
  else writeCounterexample(page, counterexample);
}

function writeCounterexample(page: Page, counterexample: ReportedCounterexample): void {
  const parameters = Object.entries(counterexample.request).map(([name, value]) => `${name}=${value}`);
  const operation = `${operationOf(counterexample)} as ${putAs(counterexample)}`;
  page.bounded("Request", `${operation}: ${parameters.join(", ")}`, { most: SENTENCE_LINES });
  const [wire] = wireLinesOf(counterexample).slice(-1);
  if (wire !== undefined) page.bounded("Wire", wire, { most: SENTENCE_LINES });
  page.bounded("Expected", counterexample.expected, { most: SENTENCE_LINES });
  page.bounded("Got", counterexample.got, { most: SENTENCE_LINES });
  for (const command of commandsOf(counterexample)) if (isForScreen(command)) page.command(command, 0);
}

/** What shows nothing by itself, or fills the screen, is for the reports. */
function isForScreen({ command, note, label }: CounterexampleCommand): boolean {
  if (label !== "Curl") return true;
  return note === undefined && command.length <= LONGEST_CURL && !command.includes("\n");
}

function writeShort(page: Page, told: Told): void {
  writeHead(page, told);
  page.bounded("", told.title);
  const again = told.counterexample === undefined ? undefined : commandsOf(told.counterexample).at(-1);
  if (again !== undefined) page.command(again, 0);
}

function writeHead(page: Page, { outcome, clauses }: Told): void {
  const [first = "", ...others] = clauses;
  const more = others.length === 0 ? "" : ` and ${counted(others.length, "more clause")}`;
  page.line(`${page.paint.red(outcome)}  ${page.paint.bold(visible(first))}${more}`);
}
