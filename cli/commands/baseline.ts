/** The options of `baseline`; its work is done in `cli/loop/baseline.ts`. */
import { type Command, InvalidArgumentError } from "commander";
import { isDay } from "../../verdict/baseline.js";
import type { CommandLine } from "../command-line.js";

/** Where a baseline is, when nobody says. */
const FILE = "baseline.yaml";

interface WriteOptions {
  readonly until: string;
  readonly reason: string;
  readonly baseline: string;
}

interface ReadOptions {
  readonly report?: string;
}

/** Adds `baseline write`, `baseline check` and `baseline prune`. */
export function addBaseline(line: CommandLine): void {
  const baseline = line.program
    .command("baseline")
    .description("Keep the file of violations that are known and accepted until a day, which `run --baseline` takes.");
  addWrite(baseline, line);
  addCheck(baseline, line);
  addPrune(baseline, line);
}

function addWrite(baseline: Command, line: CommandLine): void {
  baseline
    .command("write")
    .description(
      "Write an excuse for each required clause that a report shows violated. Those with a good one keep it; comments and order are kept.",
    )
    .argument("<report>", "report.json of a run")
    .requiredOption("--until <day>", "last day on which the violations are accepted, YYYY-MM-DD", dayToCome)
    .requiredOption("--reason <text>", "why they are accepted, for whoever meets them", someText)
    .option("-b, --baseline <file>", "file to write to; made if absent", FILE)
    .action(async (report: string, { until, reason, baseline: file }: WriteOptions) => {
      const { writeBaseline } = await import("../loop/baseline.js");
      line.io.stdout.write(await writeBaseline(file, report, { reason, expires: until }));
    });
}

function addCheck(baseline: Command, line: CommandLine): void {
  baseline
    .command("check")
    .description(
      "Say what in a baseline has to be changed: unknown clauses, no reason, days that are past. Ends with 6 if anything has.",
    )
    .argument("[file]", "the baseline", FILE)
    .option("--report <file>", "report.json of a run; then also what passes by now")
    .action(async (file: string, { report }: ReadOptions) => {
      const { checkBaseline } = await import("../loop/baseline.js");
      const { text, exitCode } = await checkBaseline(file, report);
      line.io.stdout.write(text);
      line.exitCode = exitCode;
    });
}

function addPrune(baseline: Command, line: CommandLine): void {
  baseline
    .command("prune")
    .description(
      "Remove from a baseline what excuses nothing any more: days that are past, and clauses that are unknown or need no excuse.",
    )
    .argument("[file]", "the baseline", FILE)
    .option("--report <file>", "report.json of a run; then also what passes by now")
    .action(async (file: string, { report }: ReadOptions) => {
      const { pruneBaseline } = await import("../loop/baseline.js");
      line.io.stdout.write(await pruneBaseline(file, report));
    });
}

function dayToCome(text: string): string {
  if (isDay(text) && text >= new Date().toISOString().slice(0, 10)) return text;
  throw new InvalidArgumentError("It must be a day, YYYY-MM-DD, today or later.");
}

function someText(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("It must say why.");
}
