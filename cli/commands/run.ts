/** The options of `run`, most of them settings of the configuration; its work is done in `cli/run`. */
import type { CommandLine } from "../command-line.js";
import { addConfigOptions, addVerboseOption, type ConfigOptions, sourceOf } from "../config-options.js";
import { addLoopOptions, type LoopOptions } from "../loop/options.js";
import type { Showing } from "../run/carry-out.js";

/** Adds `run`: from a target to a verdict and its reports. */
export function addRun(line: CommandLine): void {
  const command = line.program
    .command("run")
    .description(
      "Certify a target: generate requests, judge every answer, follow listeners to Running, clean up, report.",
    );
  addLoopOptions(addConfigOptions(addVerboseOption(command))).action(
    async ({ failed, watch, verbose, ...options }: ConfigOptions & LoopOptions & Showing) => {
      const { runCommand } = await import("../run/command.js");
      line.exitCode = await runCommand(sourceOf(options), { failed, watch, verbose }, line.io);
    },
  );
}
