/** The options of `sdk run`; its work is done in `cli/sdk`. */
import type { Command } from "commander";
import { type AdapterOptions, addAdapterOptions } from "../../adapter-options.js";
import type { CommandLine } from "../../command-line.js";
import { addSettingOptions, addVerboseOption } from "../../config-options.js";
import type { Showing } from "../../run/command.js";
import { SDK_RUN_FLAGS, type SdkRunFlags } from "../../sdk/settings.js";

/** Adds `sdk run`: from an adapter to a verdict and its reports. */
export function addSdkRun(sdk: Command, line: CommandLine): void {
  const command = sdk
    .command("run")
    .description(
      "Certify a client library: drive it through its adapter, judge what it sends and what it makes of the answers, report.",
    );
  addAdapterOptions(command);
  addVerboseOption(command);
  addSettingOptions(command, SDK_RUN_FLAGS).action(
    async ({ adapter, bundled, verbose, ...flags }: AdapterOptions & Showing & SdkRunFlags) => {
      const { sdkRunCommand } = await import("../../sdk/command.js");
      line.exitCode = await sdkRunCommand({ adapter: { adapter, bundled }, verbose, flags }, line.io);
    },
  );
}
