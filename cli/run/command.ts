/** The `run` command: from a configuration to a verdict, reports and an exit code. What the run itself does is done by the projects of Playwright. */
import { EMBEDDED_EMULATOR } from "../../evidence/stored-failure.js";
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import type { Io } from "../io.js";
import { beginRun } from "./begin.js";
import { carryOut } from "./carry-out.js";

/**
 * Runs the suite against a target.
 * @param source flags, file and environment of the configuration
 * @returns the exit code. Source: the exit codes of the verdict engine
 * @throws ConfigError, BaselineError or OutputError, for people
 */
export async function runCommand(source: ConfigSource, io: Io): Promise<number> {
  const { run, target } = loadConfig(source);
  const wanted = {
    output: run.output,
    kept: { ...run, subject: target.endpoint ?? EMBEDDED_EMULATOR },
    ifStopped: {
      inOrder: "cleaning up and writing what there is; once more to stop at once (then use `sweep`)",
      atOnce: ": what is left in the ledger is removed by `gwlb-conformance sweep`",
    },
    begin: (signal: AbortSignal) => beginRun(source, signal),
  };
  return carryOut(wanted, io);
}
