/** What explains a run that is not conformant, on the one screen at its end: the first cause with a request that shows it, others in two lines, the rest as a number. */
import { counted } from "../contract/words.js";
import type { ReportedCause } from "./causes.js";
import { type CauseInWords, type CauseLine, causesInWords } from "./causes-text.js";
import type { CounterexampleCommand } from "./counterexample.js";
import type { Report } from "./report.js";
import type { Page } from "./terminal-page.js";

const SENTENCE_LINES = 2;
/** Characters of a command that a screen has room for. */
const LONGEST_CURL = 600;
/** What the reports tell of the first cause besides. */
const NOT_FOR_SCREEN: ReadonlySet<string> = new Set(["Certainty"]);

/**
 * Writes the causes, directly under the verdict; nothing where there is none.
 * @param page to write to
 * @param report of the run
 * @param most how many are told; the others are counted
 */
export function writeCauses(page: Page, report: Report, most: number): void {
  const causes = report.causes.filter((cause) => !isExcused(cause, report));
  const [first, ...others] = causesInWords({ ...report, causes: causes.slice(0, most) });
  if (first === undefined) return;
  page.heading(counted(causes.length, "cause"));
  writeFirst(page, first);
  for (const one of others) writeShort(page, one, causes.find(({ id }) => id === one.id)?.clauses ?? []);
  if (causes.length > most) page.line(`and ${causes.length - most} more: summary.md has them all`);
}

/** What the baseline knows of is not told as if it were new. */
function isExcused({ clauses }: ReportedCause, { requirements }: Report): boolean {
  const excused = new Set(requirements.flatMap(({ id, excuse }) => (excuse === undefined ? [] : [id])));
  return clauses.length > 0 && clauses.every((id) => excused.has(id));
}

function writeFirst(page: Page, cause: CauseInWords): void {
  page.bounded(cause.outcome, `${cause.title} (${cause.id})`, { most: SENTENCE_LINES, paint: colorOf(page, cause) });
  for (const { label, text } of joined(cause.lines)) {
    if (!NOT_FOR_SCREEN.has(label)) page.bounded(label, text, { most: SENTENCE_LINES });
  }
  for (const command of cause.commands) if (isForScreen(command)) page.command(command, 0);
}

/** Lines that go on with the one before stand beside it. */
function joined(lines: readonly CauseLine[]): CauseLine[] {
  const all: CauseLine[] = [];
  for (const { label, text } of lines) {
    const last = all.at(-1);
    if (label === "" && last !== undefined) all[all.length - 1] = { ...last, text: `${last.text}; ${text}` };
    else all.push({ label, text });
  }
  return all;
}

/** What shows nothing by itself, or fills the screen, is for the reports. */
function isForScreen({ command, note, label }: CounterexampleCommand): boolean {
  if (label !== "Curl") return true;
  return note === undefined && command.length <= LONGEST_CURL && !command.includes("\n");
}

function writeShort(page: Page, cause: CauseInWords, clauses: readonly string[]): void {
  const tail = ` (${clauses.length === 1 ? clauses.join() : counted(clauses.length, "clause")})`;
  page.bounded(cause.outcome, cause.title, { tail, paint: colorOf(page, cause) });
  const again = cause.commands.at(-1);
  if (again !== undefined) page.command(again, 0);
}

function colorOf({ paint }: Page, { outcome }: CauseInWords): (text: string) => string {
  return outcome === "inconclusive" ? paint.yellow : paint.red;
}
