/** The options of `replay`; its work is done in `cli/replay`. */
import { type AdapterOptions, addAdapterOptions } from "../adapter-options.js";
import type { CommandLine } from "../command-line.js";
import { addConfigOptions, type ConfigOptions, sourceOf } from "../config-options.js";
import { REPLAY_FLAGS } from "../run/rerun.js";

/** Adds `replay`: what has become of a failure that an earlier run has kept. */
export function addReplay(line: CommandLine): void {
  const command = line.program
    .command("replay")
    .description(
      "Put a failure that an earlier run has kept to a target again, three times, and say whether it is fixed, still failing, different or unreachable. Without an endpoint only what was seen at the embedded emulator is put to it; anything else ends with 2 and names the endpoint that it needs. A client library's needs --adapter or --bundled.",
    )
    .argument("<file>", "a file of the folder failures in a run's output");
  addConfigOptions(command, REPLAY_FLAGS);
  addAdapterOptions(command).action(async (file: string, options: ConfigOptions & AdapterOptions) => {
    const { adapter, bundled, ...config } = options;
    const { replayCommand } = await import("../replay/command.js");
    const on = { endpoint: sourceOf(config), adapter: { adapter, bundled } };
    line.exitCode = await replayCommand(file, on, line.io);
  });
}
