/** The options of commands that can be done again: `--failed` and `--watch`. */
import type { Command } from "commander";

/** What commander gives for the options of the loop. */
export interface LoopOptions {
  readonly failed?: true | undefined;
  readonly watch?: true | undefined;
}

/** Adds `--failed` and `--watch` to a command. */
export function addLoopOptions(command: Command): Command {
  return command
    .option(
      "--failed",
      "only what was red or inconclusive in the last report of the output folder, with its profile and seed; certifies nothing",
    )
    .option(
      "--watch",
      "do it again whenever the target is another build (it was away and is there again, names another version, or its adapter's files changed), or a key is pressed: what was red, and the whole when nothing was; q or Ctrl-C ends, with the exit code of the last run",
    );
}
