/** The `replay` command: puts a stored failure to a target again and says what has become of it. */
import { readFile, stat } from "node:fs/promises";
import { LARGEST_FILE } from "../../evidence/failure-store.js";
import { EMBEDDED_EMULATOR, parseStoredFailure, type StoredFailure } from "../../evidence/stored-failure.js";
import { cut, visible } from "../../evidence/text.js";
import { Check } from "../../exercise/check/check.js";
import { CheckLog } from "../../exercise/check/check-log.js";
import { declaredCheck } from "../../exercise/check/requirement.js";
import { retryRepeatedly } from "../../exercise/replay/replay-stored.js";
import type { RetryResult } from "../../exercise/replay/retry-stored.js";
import { loadChecks } from "../../exercise/run-checks.js";
import { openTarget } from "../../exercise/session/open-target.js";
import { ensureWritable } from "../../reports/write.js";
import type { Config } from "../../target/config/config.js";
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import { AnotherRun } from "../../target/ledger/run-lock.js";
import { EXIT_CODES, type ExitCode } from "../../verdict/judgement.js";
import type { Io } from "../io.js";
import type { Leftover } from "../leftovers.js";
import { nameOf, type PreparedTarget, prepareTarget, TargetUnusable, tellLeft } from "../run/prepare.js";
import { listenForStop } from "../stopping.js";
import { UsageError } from "../usage-error.js";

/** What has become of a stored failure. */
export type Fate = "fixed" | "still failing" | "different" | "unreachable";

const EXIT_CODE_OF: Readonly<Record<Fate, ExitCode>> = {
  fixed: EXIT_CODES.conformant,
  "still failing": EXIT_CODES.violation,
  different: EXIT_CODES.violation,
  unreachable: EXIT_CODES.environment,
};

/**
 * Puts a stored failure to the target three times.
 * @param options flags, file and environment of the configuration: which target
 * @returns 0 fixed, 1 still failing or different, 3 unreachable
 * @throws UsageError for a file that cannot be used; ConfigError or OutputError for the configuration
 */
export async function replayCommand(file: string, options: ConfigSource, io: Io): Promise<number> {
  const stored = await readStoredFailure(file);
  const config = loadConfig(options);
  if (stored.lens === undefined) throw new UsageError(`${file} is about a client library`);
  if (!config.run.lenses.includes(stored.lens)) {
    throw new UsageError(`${file} needs the ${stored.lens} lens, which this run does not allow; change --lens`);
  }
  requireTarget(file, stored, config);
  await ensureWritable(config.run.output);
  const stopping = listenForStop();
  try {
    const prepared = await prepareTarget(config, stopping.signal);
    tellTarget(stored, nameOf(prepared), io);
    return await replay(stored, prepared, io);
  } catch (error) {
    if (error instanceof AnotherRun) {
      io.stderr.write(`error: ${error.message}\n`);
      return EXIT_CODES.environment;
    }
    if (!(error instanceof TargetUnusable)) throw error;
    if (error.blame === "configuration") throw new UsageError(error.message);
    io.stdout.write(`unreachable: ${visible(error.message)}\n`);
    return EXIT_CODES.environment;
  } finally {
    stopping.end();
  }
}

/** What was seen at an endpoint is never put to the embedded emulator unasked: it would pass there, and seem to be fixed. */
function requireTarget(file: string, { target }: StoredFailure, config: Config): void {
  if (target === undefined || target === EMBEDDED_EMULATOR || config.target.endpoint !== undefined) return;
  throw new UsageError(
    `${file} was seen at ${visible(target)}, and no endpoint is named now; give --config FILE or --endpoint ${visible(target)}`,
  );
}

function tellTarget({ target: then }: StoredFailure, now: string, io: Io): void {
  io.stdout.write(`Target ${visible(now)}\n`);
  if (then !== undefined && then !== now)
    io.stderr.write(`warning: seen at ${visible(then)}, replayed on ${visible(now)}\n`);
}

async function readStoredFailure(file: string): Promise<StoredFailure> {
  const failure = parseStoredFailure(await readBounded(file));
  if ("problem" in failure) throw new UsageError(`${file} is no stored failure: ${failure.problem}`);
  return failure;
}

async function readBounded(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE)
      throw new UsageError(`${file} is no stored failure: it is larger than ${LARGEST_FILE} bytes`);
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsageError(`${file} cannot be read (${why}); failures are kept in the folder failures of a run's output`);
  }
}

async function replay(stored: StoredFailure, prepared: PreparedTarget, io: Io): Promise<number> {
  let left: readonly Leftover[] = [];
  let tries: readonly RetryResult[];
  try {
    tries = await tryOn(stored, prepared);
  } finally {
    left = await prepared.release();
  }
  const fate = fateOf(stored, tries);
  io.stdout.write(inWords(stored, tries, fate));
  tellLeft(left, io);
  return EXIT_CODE_OF[fate];
}

async function tryOn(stored: StoredFailure, prepared: PreparedTarget): Promise<readonly RetryResult[]> {
  const { nonce, ledgerFile: ledger } = prepared;
  const config = asThen(stored, prepared.config);
  await loadChecks();
  const body = declaredCheck(stored.requirement);
  if (body === undefined) throw new UsageError(`this version has no check of ${stored.requirement} any more`);
  const plan = { config, requirements: [stored.requirement], nonce, ledger, command: "npx gwlb-conformance run" };
  const target = await openTarget(plan, { index: 0, count: 1 });
  try {
    const check = new Check(target.session, new CheckLog(stored.requirement, stored.seed ?? 0));
    return await retryRepeatedly({ check, body, stored }, 0);
  } finally {
    await target.close();
  }
}

/** How much a check does hangs on the profile: a whole check is run with the one that saw it fail. */
function asThen({ byValue }: StoredFailure, config: Config): Config {
  return byValue.is === "check" ? { ...config, run: { ...config.run, profile: byValue.profile } } : config;
}

/** What has become of a stored failure. A failure that was seen counts more than tries that showed nothing. */
export function fateOf({ kind }: Pick<StoredFailure, "kind">, tries: readonly RetryResult[]): Fate {
  if (tries.some((one) => one.is === "fails" && one.kind === kind)) return "still failing";
  if (tries.some((one) => one.is === "fails")) return "different";
  return tries.every((one) => one.is === "passes") ? "fixed" : "unreachable";
}

const SENTENCE_BYTES = 500;

function inWords(stored: StoredFailure, tries: readonly RetryResult[], fate: Fate): string {
  const { requirement, violation, lens, expected, got, firstSeen, lastSeen } = stored;
  const lines = [
    `${requirement} (${lens}${violation === undefined ? "" : `, ${violation}`}), first seen ${firstSeen}, last seen ${lastSeen}`,
    `  expected  ${expected}`,
    `  got then  ${got}`,
    ...tries.map((one, i) => `  try ${i + 1}     ${describe(one)}`),
    `${fate}: ${meaningOf(fate, stored, tries)}`,
  ];
  return `${lines.map((line) => cut(visible(line), SENTENCE_BYTES)).join("\n")}\n`;
}

function describe(one: RetryResult): string {
  switch (one.is) {
    case "passes":
      return "passes";
    case "fails":
      return `got ${one.counterexample.got}, expected ${one.counterexample.expected}`;
    default:
      return one.reason;
  }
}

function meaningOf(fate: Fate, { kind }: StoredFailure, tries: readonly RetryResult[]): string {
  const alike = tries.filter((one) => one.is === "fails" && one.kind === kind).length;
  switch (fate) {
    case "fixed":
      return `it passed ${tries.length} times in a row`;
    case "still failing":
      return `it failed in the same way ${alike} of ${tries.length} times`;
    case "different":
      return "it fails, but not in the way it did";
    case "unreachable":
      return "the case could not be put to the target";
  }
}
