/** A run on the command line, whatever it judges: begun, carried out by Playwright's projects, shown, and ended in order whenever somebody asks for it. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { visible } from "../../evidence/text.js";
import { locateClauses } from "../../playwright/clause-locations.js";
import { type CiStep, ciStep } from "../../reports/ci/step.js";
import { REPORTS_FOR_PEOPLE } from "../../reports/names.js";
import type { Report } from "../../reports/report.js";
import { renderLastLine } from "../../reports/screen.js";
import { terminalOptionsOf } from "../../reports/terminal.js";
import { AnotherRun } from "../../target/ledger/run-lock.js";
import { Activity } from "../../target/wire/activity.js";
import { EXIT_CODES, type ExitCode } from "../../verdict/judgement.js";
import { faultOf } from "../faults.js";
import type { Io } from "../io.js";
import { STOP_SIGNALS } from "../stopping.js";
import { announcementOf, type BegunRun } from "./begin.js";
import { filesOf } from "./brief.js";
import { type CorpusOfRun, growCorpus } from "./corpus.js";
import { type KeptRun, keepResult, type RunEnd, readyToKeep } from "./keep-result.js";
import { TargetUnusable, tellLeft } from "./prepare.js";
import { Progress, placeOf } from "./progress.js";
import { runProjects } from "./projects-process.js";
import { RunShow } from "./show.js";

/** How a run is shown. */
export interface Showing {
  /** All of the report at the end, and not one screen. */
  readonly verbose?: boolean | undefined;
}

/** A run that somebody asked for. */
export interface WantedRun extends Showing {
  /** Absolute path of its output folder. */
  readonly output: string;
  /** What is told of it besides its reports. */
  readonly kept: KeptRun & CorpusOfRun;
  /** What becomes of what was made, when the run is stopped in order, and at once. */
  readonly ifStopped: { readonly inOrder: string; readonly atOnce: string };
  /**
   * Begins it.
   * @param signal gives up
   * @param activity told of the requests that this takes, and of those of the end
   * @throws TargetUnusable or AnotherRun, and errors for people
   */
  begin(signal: AbortSignal, activity: Activity): Promise<BegunRun>;
}

const EXIT_CODE_OF: Readonly<Record<TargetUnusable["blame"], ExitCode>> = {
  environment: EXIT_CODES.environment,
  configuration: EXIT_CODES.usage,
  adapter: EXIT_CODES.suiteFault,
  interruption: EXIT_CODES.certifiesNothing,
};

/**
 * Carries a run out, from its beginning to its verdict and reports.
 * @returns the exit code. Source: the exit codes of the verdict engine
 * @throws what beginning it throws for people
 */
export async function carryOut(wanted: WantedRun, io: Io): Promise<number> {
  const startedAt = new Date();
  await readyToKeep(wanted.kept);
  const end = await endOf(wanted, io).catch(async (error: unknown) => {
    const { exitCode, text } = faultOf(error, {});
    // What is told of the run is told of its own error, whatever else cannot be written.
    await keepResult(wanted.kept, startedAt, { exitCode, reason: text }).catch(() => {});
    throw error;
  });
  await keepResult(wanted.kept, startedAt, end);
  if (end.report !== undefined) growCorpus(wanted.kept, wanted.output, end.report);
  return end.exitCode;
}

async function endOf(wanted: WantedRun, io: Io): Promise<RunEnd> {
  const activity = new Activity();
  const progress = new Progress(placeOf(io.stderr, process.env), () => activity.requests);
  const interruption = interruptible(wanted, progress, io);
  const ci = ciStep({ env: process.env, ...io });
  ci.begin();
  try {
    const run = await wanted.begin(interruption.signal, activity);
    return await runBegun(run, { wanted, progress, ci, signal: interruption.signal }, io);
  } catch (error) {
    progress.end();
    if (error instanceof AnotherRun) return refuse(error, io);
    if (!(error instanceof TargetUnusable)) throw error;
    io.stderr.write(`${error.message}\n`);
    await tellUnmet(ci, wanted.output);
    if (error.blame !== "configuration") writePaths(wanted.output, io);
    return { exitCode: EXIT_CODE_OF[error.blame], reason: error.message };
  } finally {
    progress.end();
    interruption.end();
    ci.end();
  }
}

/** A target that cannot be judged has a report too, where its surroundings or its adapter are to blame; that of an earlier run is gone. */
async function tellUnmet(ci: CiStep, output: string): Promise<void> {
  const path = filesOf(output).report;
  if (!existsSync(path)) return;
  const report: Report = JSON.parse(readFileSync(path, "utf8"));
  await ci.tell(report, output, locateClauses);
}

/** Nothing was created, and no report is written: the folder is that of the other run. */
function refuse({ message }: AnotherRun, io: Io): RunEnd {
  io.stderr.write(`error: ${message}\n`);
  return { exitCode: EXIT_CODES.environment, reason: message };
}

/** What goes on around a run. */
interface Conduct {
  readonly wanted: WantedRun;
  readonly progress: Progress;
  readonly ci: CiStep;
  readonly signal: AbortSignal;
}

async function runBegun(run: BegunRun, { wanted, progress, ci, signal }: Conduct, io: Io): Promise<RunEnd> {
  const { output } = run.plan.config.run;
  const warnings = run.warnings.map((warning) => `warning: ${warning}`);
  progress.beside(() => io.stderr.write(`${[announcementOf(run), ...warnings].join("\n")}\n`));
  const show = new RunShow(run.plan, io, progress, wanted.verbose);
  let report: Report | undefined;
  try {
    const end = await runProjects(run.variables, signal);
    report = await show.end({ interrupted: signal.aborted, words: end.output });
    await ci.tell(report, output, locateClauses);
    return { exitCode: report.judgement.exitCode, report };
  } finally {
    show.close();
    const left = await run.release();
    progress.end();
    tellLeft(left, io);
    rmSync(filesOf(output).work, { recursive: true, force: true });
    writePaths(output, io);
    if (report !== undefined) io.stdout.write(renderLastLine(report, terminalOptionsOf(io.stdout, process.env)));
  }
}

/** Names the reports that are there for people. */
export function writePaths(output: string, io: Io): void {
  const names = REPORTS_FOR_PEOPLE.filter((name) => existsSync(join(output, name)));
  if (names.length > 0) io.stdout.write(`reports in ${visible(output)}: ${names.join(", ")}\n`);
}

interface Interruption {
  readonly signal: AbortSignal;
  readonly end: () => void;
}

/** The first Ctrl-C, SIGTERM or SIGHUP ends the checks in order, cleans up and writes what there is; a second one ends the process. */
function interruptible({ ifStopped }: WantedRun, progress: Progress, io: Io): Interruption {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) {
      progress.end();
      io.stderr.write(`stopped at once${ifStopped.atOnce}\n`);
      process.exit(EXIT_CODES.certifiesNothing);
    }
    progress.beside(() => io.stderr.write(`\nstopping: ${ifStopped.inOrder}\n`));
    progress.enter("cleaning up");
    controller.abort();
  };
  for (const name of STOP_SIGNALS) process.on(name, stop);
  const end = () => {
    for (const name of STOP_SIGNALS) process.off(name, stop);
  };
  return { signal: controller.signal, end };
}
