/** The options of `merge`; its work is done in `cli/merge`. */
import type { CommandLine } from "../command-line.js";
import type { MergeOptions } from "../merge/command.js";

/** Adds `merge`: one report of the shards of a run. */
export function addMerge(line: CommandLine): void {
  line.program
    .command("merge")
    .description(
      "Make one report of the shards of a run (`run --shard K/N`). Only all of them together, each once and of the same run, can be a certificate.",
    )
    .argument("<shard...>", "output folders of the shards")
    .option("-o, --output <folder>", "where the report goes", "reports/output")
    .option("--verbose", "print all of the report")
    .action(async (shards: readonly string[], options: MergeOptions) => {
      const { mergeCommand } = await import("../merge/command.js");
      line.exitCode = await mergeCommand(shards, options, line.io);
    });
}
