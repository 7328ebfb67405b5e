/** The `record` command: from a target to a file of ground truth, in as many goes as it takes. */
import { existsSync } from "node:fs";
import { access, constants } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { CONTRACT_REVISION } from "../../contract/catalogue.js";
import { QUESTIONS, type Question } from "../../contract/questions.js";
import { counted } from "../../contract/words.js";
import { DEFAULT_IDLE_LOAD_BALANCERS } from "../../emulator/index.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { visible } from "../../evidence/text.js";
import { writeTruth } from "../../evidence/truth/truth-file.js";
import { openTarget } from "../../exercise/session/open-target.js";
import type { Config } from "../../target/config/config.js";
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import { AnotherRun } from "../../target/ledger/run-lock.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import type { Io } from "../io.js";
import { type PreparedTarget, prepareTarget, TargetUnusable, tellLeft } from "../run/prepare.js";
import { suiteIdentity } from "../run/suite.js";
import { listenForStop } from "../stopping.js";
import { UsageError } from "../usage-error.js";
import { truthOf } from "./answers.js";
import { askQuestions, isAnswered, recordingConfig } from "./ask.js";
import { type Budget, type BudgetBasis, budgetInWords, budgetOf } from "./budget.js";
import { discretionOf } from "./discretion.js";
import { identityOf, UnfinishedRecording } from "./unfinished.js";

/** What was asked for on the command line. */
interface RecordWishes {
  readonly output: string;
  /** Only says what it would take. */
  readonly plan: boolean;
  /** Writes the file though questions are left without an answer. */
  readonly finish: boolean;
  /** Minutes after which a token is used once more. */
  readonly tokenMinutes: number;
}

/**
 * Records a target.
 * @returns the exit code
 * @throws ConfigError or UsageError, for people
 */
export async function recordCommand(source: ConfigSource, wishes: RecordWishes, io: Io): Promise<number> {
  const config = loadConfig(source);
  const output = resolve(wishes.output);
  const tokenAgeMs = Math.round(wishes.tokenMinutes * 60_000);
  if (!wishes.plan) await ensureNew(output);
  const unfinished = UnfinishedRecording.open(output, identityOf(config, tokenAgeMs));
  const done = new Set<string>(unfinished.records.map(({ requirement }) => requirement));
  const questions = QUESTIONS.filter(({ clause }) => !done.has(clause));
  const basis = basisOf(config, tokenAgeMs);
  const budget = budgetOf(questions, basis);
  if (done.size > 0)
    io.stderr.write(
      `going on with ${unfinished.file}: ${done.size} of ${QUESTIONS.length} clauses have their answers\n`,
    );
  (wishes.plan ? io.stdout : io.stderr).write(budgetInWords(budget, basis));
  if (wishes.plan) return EXIT_CODES.conformant;
  const recording = { config: recordingConfig(config, { budget, tokenAgeMs }), output, questions, unfinished, budget };
  return recordTarget(recording, wishes.finish, io);
}

async function ensureNew(output: string): Promise<void> {
  if (existsSync(output))
    throw new UsageError(`${output}: exists already; a recording does not replace another one: name another file`);
  await access(dirname(output), constants.W_OK).catch(() => {
    throw new UsageError(`${output}: its folder cannot be written to; name another file`);
  });
}

function basisOf({ target, situations, provision, limits, expect }: Config, tokenAgeMs: number): BudgetBasis {
  const named = situations["load-balancer/idle"]?.length ?? provision?.loadBalancers ?? 1;
  return {
    loadBalancers: target.endpoint === undefined ? DEFAULT_IDLE_LOAD_BALANCERS : named,
    rates: limits.requestsPerSecond,
    listenersPerLoadBalancer: expect.listenersPerLoadBalancer,
    minutes: limits.minutes,
    tokenAgeMs,
  };
}

interface Recording {
  readonly config: Config;
  readonly output: string;
  readonly questions: readonly Question[];
  readonly unfinished: UnfinishedRecording;
  readonly budget: Budget;
}

async function recordTarget(recording: Recording, finish: boolean, io: Io): Promise<number> {
  const stopping = listenForStop();
  try {
    const target = await prepareTarget(recording.config, stopping.signal);
    for (const warning of target.warnings) io.stderr.write(`warning: ${visible(warning)}\n`);
    try {
      return await ask(target, recording, { finish, signal: stopping.signal }, io);
    } finally {
      tellLeft(await target.release(), io);
    }
  } catch (error) {
    if (!(error instanceof TargetUnusable || error instanceof AnotherRun)) throw error;
    io.stderr.write(`error: ${visible(error.message)}\n`);
    return error instanceof TargetUnusable && error.blame === "configuration"
      ? EXIT_CODES.usage
      : EXIT_CODES.environment;
  } finally {
    stopping.end();
  }
}

async function ask(
  target: PreparedTarget,
  recording: Recording,
  { finish, signal }: { readonly finish: boolean; readonly signal: AbortSignal },
  io: Io,
): Promise<number> {
  const { unfinished, questions, output } = recording;
  const open = await openTarget(
    {
      config: target.config,
      requirements: [],
      nonce: target.nonce,
      ledger: target.ledgerFile,
      command: "gwlb-conformance run",
    },
    { index: 0, count: 1 },
  );
  const { session } = open;
  const discretion = discretionOf(target.config, target.nonce);
  const unanswered: RequirementRecord[] = [];
  const stop = () => session.stage.stop();
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    for await (const record of askQuestions(session, questions)) {
      const isOver = session.stage.leftMs === 0;
      if (isAnswered(record, isOver)) unfinished.add(record);
      else unanswered.push(record);
      io.stderr.write(
        `${unfinished.records.length} of ${QUESTIONS.length}  ${record.requirement}: ${wordsOf(record, isOver)}\n`,
      );
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await open.close();
  }
  if (unanswered.length > 0 && (!finish || signal.aborted)) return tellUnfinished(unanswered, recording, io);
  const head = {
    suite: { ...suiteIdentity(), contractRevision: CONTRACT_REVISION },
    region: target.config.target.region,
  };
  const recordedOn = new Date().toISOString().slice(0, 10);
  const truth = truthOf({ ...head, recordedOn }, [...unfinished.records, ...unanswered], discretion);
  const told = discretion.foundIn(JSON.stringify(truth));
  if (told !== undefined) throw new Error("the ground truth would tell an id or a secret; it was not written");
  await writeTruth(output, truth);
  unfinished.finish();
  const answers = truth.clauses.reduce((sum, one) => sum + Object.keys(one.answers).length, 0);
  io.stdout.write(
    `${output}: ${counted(answers, "answer")} to ${counted(truth.clauses.length, "clause")}, recorded on ${recordedOn} in ${truth.region}\n${truth.digest}\n`,
  );
  return EXIT_CODES.conformant;
}

function wordsOf(record: RequirementRecord, isOver: boolean): string {
  if (!isAnswered(record, isOver)) return `no answer yet (${visible(record.reason ?? record.outcome)})`;
  const answers = Object.keys(record.fingerprint).length;
  return answers > 0 ? counted(answers, "answer") : record.outcome;
}

function tellUnfinished(unanswered: readonly RequirementRecord[], { unfinished }: Recording, io: Io): number {
  io.stderr.write(
    `${counted(unanswered.length, "clause")} without an answer yet; what there is stands in ${unfinished.file}: the same command goes on from there, and --finish writes the file without them\n`,
  );
  return EXIT_CODES.certifiesNothing;
}
