/** The `run` command: from a configuration to a verdict, reports and an exit code. What the run itself does is done by the projects of Playwright. */
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import type { Activity } from "../../target/wire/activity.js";
import type { Io } from "../io.js";
import { beginRun } from "./begin.js";
import { carryOut } from "./carry-out.js";

/** How a run is shown. */
export interface Showing {
  /** All of the report at the end, and not one screen. */
  readonly verbose?: boolean;
}

/**
 * Runs the suite against a target.
 * @param source flags, file and environment of the configuration
 * @param showing how much is told at the end
 * @returns the exit code. Source: the exit codes of the verdict engine
 * @throws ConfigError, BaselineError or OutputError, for people
 */
export async function runCommand(source: ConfigSource, { verbose = false }: Showing, io: Io): Promise<number> {
  const wanted = {
    output: loadConfig(source).run.output,
    verbose,
    ifStopped: {
      inOrder: "cleaning up and writing what there is; once more to stop at once (then use `sweep`)",
      atOnce: ": what is left in the ledger is removed by `gwlb-conformance sweep`",
    },
    begin: (signal: AbortSignal, activity: Activity) => beginRun(source, signal, activity),
  };
  return carryOut(wanted, io);
}
