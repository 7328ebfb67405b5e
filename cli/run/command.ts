/** The `run` command: from a configuration to a verdict, a report and an exit code. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { RequirementId } from "../../contract/catalogue.js";
import type { Outcome } from "../../contract/outcome.js";
import { counted } from "../../contract/words.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { writePlan } from "../../exercise/plan.js";
import type { RunMessage } from "../../playwright/messages.js";
import { ensureWritable, removeReports } from "../../reports/write.js";
import type { Config } from "../../target/config/config.js";
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import { type Excuse, readBaseline } from "../../verdict/baseline.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import type { Io } from "../io.js";
import type { Leftover } from "../leftovers.js";
import { runChecks } from "./checks-process.js";
import { conclude, concludeUnmet } from "./conclude.js";
import { nameOf, type PreparedTarget, prepareTarget, TargetUnusable, tellLeft } from "./prepare.js";
import { Progress } from "./progress.js";
import { RecordFile } from "./record-file.js";
import { replaysOf, rerunCommandOf } from "./rerun.js";
import { selectRequirements } from "./selection.js";
import { suiteIdentity } from "./suite.js";

/** Folder, within that of the output, in which failures wait for the next run. */
const FAILURES = "failures";

/** What the checks of a run came to, complete or not. */
export interface RunOutcome {
  readonly planned: readonly RequirementId[];
  readonly records: readonly RequirementRecord[];
  readonly faults: readonly string[];
  readonly interrupted: boolean;
  readonly startedAt: Date;
  /** The command that replays a counterexample which was kept. */
  readonly replayOf?: (counterexample: Counterexample) => string | undefined;
}

/**
 * Runs the suite against a target.
 * @param source flags, file and environment of the configuration
 * @param io where to write
 * @returns the exit code. Source: the exit codes of the verdict engine
 * @throws ConfigError, BaselineError or OutputError, for people
 */
export async function runCommand(source: ConfigSource, io: Io): Promise<number> {
  const config = loadConfig(source);
  const planned = selectRequirements(config.run.profile, config.run.only);
  const baseline = config.run.baseline === undefined ? undefined : await readBaseline(config.run.baseline);
  await ensureWritable(config.run.output);
  await removeReports(config.run.output);
  const interruption = interruptible(io);
  try {
    return await runPrepared(
      config,
      {
        planned,
        baseline,
        command: rerunCommandOf(source, config),
        replayOf: replaysOf(source, join(config.run.output, FAILURES)),
      },
      interruption.signal,
      io,
    );
  } catch (error) {
    if (!(error instanceof TargetUnusable)) throw error;
    io.stderr.write(`${error.message}\n`);
    if (error.blame === "configuration") return EXIT_CODES.usage;
    await concludeUnmet(config, planned, error.message, io);
    return EXIT_CODES.environment;
  } finally {
    interruption.end();
  }
}

/** What a run is to do. */
interface Task {
  readonly planned: readonly RequirementId[];
  readonly baseline: readonly Excuse[] | undefined;
  readonly command: string;
  readonly replayOf: NonNullable<RunOutcome["replayOf"]>;
}

async function runPrepared(config: Config, task: Task, signal: AbortSignal, io: Io): Promise<number> {
  const { planned, baseline } = task;
  const startedAt = new Date();
  const target = await prepareTarget(config, signal);
  for (const warning of target.warnings) io.stderr.write(`warning: ${warning}\n`);
  io.stderr.write(
    `${counted(planned.length, "requirement")}, profile ${config.run.profile}, seed ${config.run.seed}, ${nameOf(target)}\n`,
  );
  let left: readonly Leftover[] = [];
  let outcome: RunOutcome;
  try {
    outcome = {
      planned,
      startedAt,
      replayOf: task.replayOf,
      ...(await check(target, task, signal, io)),
      interrupted: signal.aborted,
    };
  } finally {
    left = await target.release();
  }
  tellLeft(left, io);
  return conclude(config, target, outcome, baseline, io);
}

async function check(
  target: PreparedTarget,
  { planned, command }: Task,
  signal: AbortSignal,
  io: Io,
): Promise<Pick<RunOutcome, "records" | "faults">> {
  const records: RequirementRecord[] = [];
  const faults: string[] = [];
  const progress = new Progress(io.stderr, io.stderr.isTTY === true);
  const file = new RecordFile(join(target.config.run.output, "records.jsonl"));
  const hear = (message: RunMessage) => {
    if (message.is === "begun") progress.begin(message.total);
    else if (message.is === "started") progress.start(message.requirement);
    else if (message.is === "fault") faults.push(message.message);
    else if (signal.aborted && UNDONE.has(message.record.outcome)) {
      // It was cut off by the stop: not the environment's doing, and not judged.
    } else {
      progress.add(message.record);
      records.push(message.record);
      file.add(message.record);
    }
  };
  const work = join(target.config.run.output, ".work");
  mkdirSync(work, { recursive: true });
  try {
    const plan = {
      config: target.config,
      requirements: planned,
      nonce: target.nonce,
      ledger: target.ledgerFile,
      command,
      failures: {
        folder: join(target.config.run.output, FAILURES),
        suiteVersion: suiteIdentity().version,
        target: nameOf(target),
      },
    };
    const { output } = await runChecks(writePlan(join(work, "plan.json"), plan), hear, signal);
    if (records.length === 0 && !signal.aborted) faults.push(`the checks did not start: ${output.trim()}`);
  } finally {
    progress.end();
    file.close();
    rmSync(work, { recursive: true, force: true });
  }
  return { records, faults };
}

/** Outcomes that a check cut off in the middle has through no fault of the target or its surroundings. */
const UNDONE: ReadonlySet<Outcome> = new Set<Outcome>(["environment-error", "inconclusive", "harness-error"]);

/** The first Ctrl-C or SIGTERM ends the checks in order, cleans up and writes what there is; a second one ends the process. */
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
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  const end = () => {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  };
  return { signal: controller.signal, end };
}
