/** How `doctor` tells what it found: a line for each finding, and what a run could not exercise. */
import pc from "picocolors";
import wrapAnsi from "wrap-ansi";
import type { Unshown } from "../contract/needs.js";
import { counted } from "../contract/words.js";
import { visible } from "../evidence/text.js";
import type { TerminalOptions } from "../reports/terminal.js";
import type { Config } from "../target/config/config.js";
import type { Preflight, PreflightFinding } from "../target/preflight/preflight.js";
import type { Exercisable, MissingSituation } from "./exercisable.js";

/** One thing that was looked at, of an endpoint or of an adapter. */
export interface Finding extends Omit<PreflightFinding, "check"> {
  readonly check: string;
}

/** What `doctor` found out. */
export interface Diagnosis {
  readonly findings: readonly PreflightFinding[];
  readonly blame: Preflight["blame"];
  /** Absent when no run makes sense anyway, and for the embedded emulator, where everything can be exercised. */
  readonly exercisable?: Exercisable;
}

const MARKS: Readonly<Record<PreflightFinding["status"], string>> = { ok: "ok", warning: "warning", failed: "failed" };
const MARGIN = "warning  ".length;
const MOST_NAMED = 3;

/**
 * Writes a diagnosis for people.
 * @returns lines, with a line feed at the end; nothing from the target can move the cursor or change colours
 */
export function renderDiagnosis(
  { findings, blame, exercisable }: Diagnosis,
  run: Config["run"],
  options: TerminalOptions,
): string {
  const lines = findings.flatMap((finding) => findingLines(finding, options));
  return `${[...lines, "", ...conclusion(blame, exercisable, run, options.width)].join("\n")}\n`;
}

/**
 * A finding as lines.
 * @param options colour and width
 */
export function findingLines({ status, check, message, advice }: Finding, { color, width }: TerminalOptions): string[] {
  const paint = pc.createColors(color);
  const painter = { ok: paint.green, warning: paint.yellow, failed: paint.red }[status];
  const words = `${check}: ${visible(message)}${advice === undefined ? "" : `; ${visible(advice)}`}`;
  const [first = "", ...rest] = wrapAnsi(words, width - MARGIN, { hard: true }).split("\n");
  return [painter(MARKS[status].padEnd(MARGIN)) + first, ...rest.map((line) => " ".repeat(MARGIN) + line)];
}

function conclusion(
  blame: Diagnosis["blame"],
  exercisable: Exercisable | undefined,
  run: Config["run"],
  width: number,
): string[] {
  if (blame !== undefined || exercisable === undefined) {
    return [`A run makes no sense yet: the ${blame ?? "configuration"} has to be put right first.`];
  }
  const { required, exercisable: count, belowFloor, missing, unshown } = exercisable;
  const share = `Profile ${run.profile}: ${count} of ${counted(required, "required requirement")} can be exercised here.`;
  const floor = `That is below the floor of ${Math.round(run.coverageFloor * 100)} %: a run would certify nothing.`;
  const text = [share, ...(belowFloor ? [floor] : []), ...missing.map(missingWords), ...unshown.map(unshownWords)];
  return text.flatMap((paragraph) => wrapAnsi(paragraph, width, { hard: true }).split("\n"));
}

function missingWords({ situation, requirements }: MissingSituation): string {
  return `- without ${situation}, not or not fully: ${someOf(requirements)}`;
}

function unshownWords({ because, clauses }: Unshown): string {
  return `- because ${because}, not: ${someOf(clauses)}`;
}

function someOf(requirements: readonly string[]): string {
  const rest = requirements.length - MOST_NAMED;
  return `${requirements.slice(0, MOST_NAMED).join(", ")}${rest > 0 ? `, and ${rest} more` : ""}`;
}
