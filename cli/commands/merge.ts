/** The options of `merge`; its work is done in `cli/merge`. */
import type { CommandLine } from "../command-line.js";

/** Adds `merge`: one report of the shards of a run. */
export function addMerge(line: CommandLine): void {
  line.program
    .command("merge")
    .description(
      "Make one report of the shards of a run (`run --shard K/N`). Only all of them together, each once and of the same run, can be a certificate.",
    )
    .argument("<shard...>", "output folders of the shards")
    .option("-o, --output <folder>", "where the report goes", "reports/output")
    .action(async (shards: readonly string[], { output }: { readonly output: string }) => {
      const { mergeCommand } = await import("../merge/command.js");
      line.exitCode = await mergeCommand(shards, output, line.io);
    });
}
