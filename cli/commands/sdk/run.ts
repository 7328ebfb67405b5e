/** The options of `sdk run`; its work is done in `cli/sdk`. */
import type { Command } from "commander";
import { type AdapterOptions, addAdapterOptions } from "../../adapter-options.js";
import type { CommandLine } from "../../command-line.js";
import { addSettingOptions, addVerboseOption } from "../../config-options.js";
import { addLoopOptions, type LoopOptions } from "../../loop/options.js";
import type { Showing } from "../../run/carry-out.js";
import { SDK_RUN_FLAGS, type SdkRunFlags } from "../../sdk/settings.js";

type SdkRunOptions = AdapterOptions & SdkRunFlags & LoopOptions & Showing;

/** Adds `sdk run`: from an adapter to a verdict and its reports. */
export function addSdkRun(sdk: Command, line: CommandLine): void {
  const command = sdk
    .command("run")
    .description(
      "Certify a client library: drive it through its adapter, judge what it sends and what it makes of the answers, report.",
    );
  addAdapterOptions(command);
  addVerboseOption(command);
  addLoopOptions(addSettingOptions(command, SDK_RUN_FLAGS)).action(
    async ({ adapter, bundled, failed, watch, verbose, ...flags }: SdkRunOptions) => {
      const { sdkRunCommand } = await import("../../sdk/command.js");
      const request = { adapter: { adapter, bundled }, flags, loop: { failed, watch }, verbose };
      line.exitCode = await sdkRunCommand(request, line.io);
    },
  );
}
