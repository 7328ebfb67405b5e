/** The options of `run`, most of them settings of the configuration; its work is done in `cli/run`. */
import type { CommandLine } from "../command-line.js";
import { addConfigOptions, addVerboseOption, type ConfigOptions, sourceOf } from "../config-options.js";
import { addLoopOptions, type LoopOptions } from "../loop/options.js";
import type { Showing } from "../run/carry-out.js";
import { UsageError } from "../usage-error.js";
import { wholeNumber } from "../whole-number.js";

interface RunOptions extends ConfigOptions, LoopOptions, Showing {
  readonly plan?: true;
  readonly transition?: number;
}

const LONGEST_TRANSITION_MS = 3_600_000;

/** Adds `run`: from a target to a verdict and its reports. */
export function addRun(line: CommandLine): void {
  const command = line.program
    .command("run")
    .description(
      "Certify a target: generate requests, judge every answer, follow listeners to Running, clean up, report.",
    );
  addLoopOptions(addConfigOptions(addVerboseOption(command)))
    .option(
      "--plan",
      "run nothing: print how many requests, creations, minutes and load balancer minutes the run will take. It is rehearsed at the suite's own emulator; the target is only looked at, as by doctor",
    )
    .option(
      "--transition <ms>",
      "with --plan: milliseconds that a listener takes to be Running, where no --history knows",
      wholeNumber(0, LONGEST_TRANSITION_MS),
    );
  command.action(async ({ plan, transition, failed, watch, verbose, ...options }: RunOptions) => {
    if (plan) {
      const { planCommand } = await import("../plan/command.js");
      line.exitCode = await planCommand(sourceOf(options), transition, line.io);
      return;
    }
    if (transition !== undefined) throw new UsageError("--transition: goes with --plan");
    const { runCommand } = await import("../run/command.js");
    line.exitCode = await runCommand(sourceOf(options), { failed, watch, verbose }, line.io);
  });
}
