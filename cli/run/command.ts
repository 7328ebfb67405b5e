/** The `run` command: from a configuration to a verdict, reports and an exit code. What the run itself does is done by the projects of Playwright. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { REPORTS_FOR_PEOPLE } from "../../reports/names.js";
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import { AnotherRun } from "../../target/ledger/run-lock.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import type { Io } from "../io.js";
import { STOP_SIGNALS } from "../stopping.js";
import { announcementOf, type BegunRun, beginRun } from "./begin.js";
import { filesOf } from "./brief.js";
import { TargetUnusable, tellLeft } from "./prepare.js";
import { runProjects } from "./projects-process.js";
import { RunShow } from "./show.js";

/**
 * Runs the suite against a target.
 * @param source flags, file and environment of the configuration
 * @returns the exit code. Source: the exit codes of the verdict engine
 * @throws ConfigError, BaselineError or OutputError, for people
 */
export async function runCommand(source: ConfigSource, io: Io): Promise<number> {
  const { output } = loadConfig(source).run;
  const interruption = interruptible(io);
  try {
    const run = await beginRun(source, interruption.signal);
    return await runBegun(run, interruption.signal, io);
  } catch (error) {
    if (error instanceof AnotherRun) return refuse(error, io);
    if (!(error instanceof TargetUnusable)) throw error;
    io.stderr.write(`${error.message}\n`);
    if (error.blame === "configuration") return EXIT_CODES.usage;
    writePaths(output, io);
    return EXIT_CODES.environment;
  } finally {
    interruption.end();
  }
}

/** Nothing was created, and no report is written: the folder is that of the other run. */
function refuse({ message }: AnotherRun, io: Io): number {
  io.stderr.write(`error: ${message}\n`);
  return EXIT_CODES.environment;
}

async function runBegun(run: BegunRun, signal: AbortSignal, io: Io): Promise<number> {
  const { output } = run.plan.config.run;
  for (const warning of run.warnings) io.stderr.write(`warning: ${warning}\n`);
  io.stderr.write(`${announcementOf(run)}\n`);
  const show = new RunShow(run.plan, io);
  try {
    const end = await runProjects(run.variables, signal);
    const report = await show.end({ interrupted: signal.aborted, words: end.output });
    return report.judgement.exitCode;
  } finally {
    show.close();
    tellLeft(await run.release(), io);
    rmSync(filesOf(output).work, { recursive: true, force: true });
    writePaths(output, io);
  }
}

/** Names the reports that are there for people, last of all. */
function writePaths(output: string, io: Io): void {
  const paths = REPORTS_FOR_PEOPLE.map((name) => join(output, name)).filter((path) => existsSync(path));
  if (paths.length > 0) io.stdout.write(`reports: ${paths.join("\n         ")}\n`);
}

/** The first Ctrl-C, SIGTERM or SIGHUP ends the checks in order, cleans up and writes what there is; a second one ends the process. */
function interruptible(io: Io): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) {
      io.stderr.write("stopped at once: what is left in the ledger is removed by `gwlb-conformance sweep`\n");
      process.exit(EXIT_CODES.certifiesNothing);
    }
    io.stderr.write(
      "\nstopping: cleaning up and writing what there is; once more to stop at once (then use `sweep`)\n",
    );
    controller.abort();
  };
  for (const name of STOP_SIGNALS) process.on(name, stop);
  const end = () => {
    for (const name of STOP_SIGNALS) process.off(name, stop);
  };
  return { signal: controller.signal, end };
}
