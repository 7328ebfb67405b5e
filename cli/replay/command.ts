/** The `replay` command: puts a stored failure to a target again and says what has become of it. */
import { EMBEDDED_EMULATOR, type StoredFailure } from "../../evidence/stored-failure.js";
import { visible } from "../../evidence/text.js";
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
import { EXIT_CODES } from "../../verdict/judgement.js";
import { type AdapterOptions, namesAdapter } from "../adapter-options.js";
import type { Io } from "../io.js";
import type { Leftover } from "../leftovers.js";
import { nameOf, type PreparedTarget, prepareTarget, TargetUnusable, tellLeft } from "../run/prepare.js";
import { listenForStop } from "../stopping.js";
import { UsageError } from "../usage-error.js";
import { EXIT_CODE_OF, fateOf, inWords } from "./fate.js";
import { readStoredFailure } from "./read-stored.js";

/** What a stored failure is put to: an endpoint, by flags, file and environment of a configuration, or a client library, by its adapter. */
interface ReplayedOn {
  readonly endpoint: ConfigSource;
  readonly adapter: AdapterOptions;
}

/**
 * Puts a stored failure to the target three times.
 * @param on which target
 * @returns 0 fixed, 1 still failing or different, 3 unreachable, 4 an adapter that broke the protocol
 * @throws UsageError for a file that cannot be used; ConfigError or OutputError for the configuration
 */
export async function replayCommand(file: string, { endpoint, adapter }: ReplayedOn, io: Io): Promise<number> {
  const stored = await readStoredFailure(file);
  if (stored.byValue.is === "conversation") {
    const { replayConversation } = await import("./sdk.js");
    return replayConversation(stored, file, adapter, io);
  }
  if (namesAdapter(adapter)) throw new UsageError(`${file} is an endpoint's: name that, and no adapter`);
  return replayOnEndpoint(stored, file, endpoint, io);
}

async function replayOnEndpoint(stored: StoredFailure, file: string, options: ConfigSource, io: Io): Promise<number> {
  const config = loadConfig(options);
  if (stored.lens !== undefined && !config.run.lenses.includes(stored.lens)) {
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
