/** The options of `record`; its work is done in `cli/record`. */
import { InvalidArgumentError } from "commander";
import type { CommandLine } from "../command-line.js";
import { addConfigOptions, type ConfigOptions, sourceOf } from "../config-options.js";

interface RecordOptions extends Omit<ConfigOptions, "output"> {
  readonly output: string;
  readonly plan?: true;
  readonly finish?: true;
  readonly tokenMinutes: number;
}

/** Adds `record`: how a target answers where the page is silent, as a file that others are held against. */
export function addRecord(line: CommandLine): void {
  const command = line.program
    .command("record")
    .description(
      "Record the ground truth of a target, best of the real service: ask a fixed list of questions, and write what it answers to a file that `run --against` and `diff` hold others against. Interrupted, the same command goes on where it stopped.",
    );
  addConfigOptions(command, ["endpoint", "region", "auth", "concurrency", "rate", "timeLimit"])
    .requiredOption("-o, --output <file>", "file to write; nothing is overwritten")
    .option("--plan", "say what it takes at most, and send nothing")
    .option("--token-minutes <n>", "minutes after which a used client token is used once more", minutesOf, 10)
    .option("--finish", "write the file though some questions have found no answer; it says which")
    .action(async ({ output, plan, finish, tokenMinutes, ...options }: RecordOptions) => {
      const { recordCommand } = await import("../record/command.js");
      const wishes = { output, plan: plan === true, finish: finish === true, tokenMinutes };
      line.exitCode = await recordCommand(sourceOf(options), wishes, line.io);
    });
}

const A_DAY = 24 * 60;

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (text.trim() !== "" && minutes >= 0 && minutes <= A_DAY) return minutes;
  throw new InvalidArgumentError(`give minutes, from 0 to ${A_DAY}.`);
}
