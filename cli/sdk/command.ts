/** The `sdk run` command: from an adapter to a verdict, reports and an exit code. */
import { type AdapterOptions, tellOn } from "../adapter-options.js";
import type { Io } from "../io.js";
import { carryOut } from "../run/carry-out.js";
import type { Showing } from "../run/command.js";
import { beginSdkRun } from "./begin.js";
import { type SdkRunFlags, sdkSettings } from "./settings.js";

/** What somebody asked for. */
export interface SdkRunRequest extends Showing {
  readonly adapter: AdapterOptions;
  readonly flags: SdkRunFlags;
}

/**
 * Runs the suite against a client library.
 * @returns the exit code. Source: the exit codes of the verdict engine
 * @throws UsageError, ConfigError, BaselineError or OutputError, for people
 */
export async function sdkRunCommand(request: SdkRunRequest, io: Io): Promise<number> {
  const settings = sdkSettings(request.flags);
  const wanted = {
    output: settings.run.output,
    verbose: request.verbose ?? false,
    ifStopped: { inOrder: "ending the adapter and writing what there is; once more to stop at once", atOnce: "" },
    begin: (signal: AbortSignal) => beginSdkRun(request.adapter, settings, signal, tellOn(io)),
  };
  return carryOut(wanted, io);
}
