/** The options of `sdk try`; its work is done in `cli/sdk`. */
import type { Command } from "commander";
import { type AdapterOptions, addAdapterOptions } from "../../adapter-options.js";
import type { CommandLine } from "../../command-line.js";

/** Adds `sdk try`: one conversation, for whoever is writing an adapter. */
export function addSdkTry(sdk: Command, line: CommandLine): void {
  const command = sdk
    .command("try")
    .description(
      "Have one conversation with an adapter and show it line by line, with the requests that it caused. Judges nothing.",
    );
  addAdapterOptions(command).action(async (options: AdapterOptions) => {
    const { tryCommand } = await import("../../sdk/try.js");
    line.exitCode = await tryCommand(options, line.io);
  });
}
