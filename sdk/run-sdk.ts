/** The way into certifying a client library: starting a run against an adapter, its checks, and their records. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Profile } from "../contract/profile.js";
import type { RequirementRecord } from "../evidence/record.js";
import type { StoredFailure } from "../evidence/stored-failure.js";
import { CheckLog } from "../exercise/check/check-log.js";
import { seedOf } from "../generators/seed.js";
import { AdapterFault } from "./adapter/adapter-fault.js";
import { adapterEnvironment, wordsOf } from "./adapter/command-line.js";
import { type DeclaredSdkCheck, declaredSdkChecks } from "./check/declare.js";
import { type OnlyCase, SdkCheck } from "./check/sdk-check.js";
import { CredentialBook, LeakWatch } from "./credentials.js";
import { Lanes } from "./lanes.js";
import { ScriptedService } from "./service/scripted-service.js";
import { SdkSession } from "./session.js";

export { AdapterFault } from "./adapter/adapter-fault.js";
export { CommandLineError } from "./adapter/command-line.js";
export type { DeclaredSdkCheck } from "./check/declare.js";
export type { SdkSession } from "./session.js";

interface AdapterTargetOptions {
  /** Command line of the adapter, split as a POSIX shell splits it. */
  readonly command: string;
  readonly profile: Profile;
  readonly seed: number;
  /** Default: the working directory. */
  readonly cwd?: string;
  /** Default: the environment of this process. What names credentials or proxies is left out in any case. */
  readonly env?: NodeJS.ProcessEnv;
  /** How many adapters run at once at most. Default 4. */
  readonly lanes?: number;
  /** The command that begins the same run again, for the evidence. */
  readonly rerun?: string;
}

const LANES = 4;

/**
 * Starts an adapter and the service that it is to talk to.
 * @param options which adapter, and how thoroughly
 * @returns the session, in which one adapter has said who it is; whoever opened it closes it
 * @throws CommandLineError for a command line without words; AdapterFault when the adapter does not start as the protocol says
 */
export async function openAdapterTarget(options: AdapterTargetOptions): Promise<SdkSession> {
  const { command, profile, seed, cwd = process.cwd(), env = process.env } = options;
  const words = wordsOf(command);
  const credentials = new CredentialBook(seed);
  const stderrWatch = new LeakWatch(credentials);
  const lanes = new Lanes({
    words,
    cwd,
    env: adapterEnvironment(env),
    most: options.lanes ?? LANES,
    onStderr: (chunk) => stderrWatch.read(chunk),
  });
  const service = await ScriptedService.start();
  try {
    const { sdk: identity, features } = await lanes.borrow(async (lane) => lane);
    const rerun = `gwlb-conformance sdk run --adapter ${JSON.stringify(command)} --profile ${profile} --seed ${seed}`;
    return new SdkSession({
      profile,
      seed,
      command: options.rerun ?? rerun,
      service,
      lanes,
      credentials,
      identity,
      features,
      stderrWatch,
    });
  } catch (error) {
    await lanes.close();
    await service.close();
    throw error;
  }
}

/** Loads the specs and gives their checks, in the order of the files. */
export async function loadSdkChecks(): Promise<readonly DeclaredSdkCheck[]> {
  const folder = fileURLToPath(new URL("./specs", import.meta.url));
  const specs = readdirSync(folder).filter((name) => name.endsWith(".spec.js"));
  for (const name of specs.sort()) await import(new URL(`./specs/${name}`, import.meta.url).href);
  return declaredSdkChecks();
}

/**
 * Runs checks, all at once as far as there are adapters; those that look back at the others come last.
 * @param session whose adapters
 * @param checks those of the profile, or a part of them
 * @param signal ends the run early: checks that have not begun leave no record
 * @returns the record of each check as it ends; what breaks the protocol is a fault of the suite's side in the record, never thrown
 */
export async function* runSdkChecks(
  session: SdkSession,
  checks: readonly DeclaredSdkCheck[],
  signal?: AbortSignal,
): AsyncGenerator<RequirementRecord> {
  for (const last of [false, true]) {
    const running = new Map(
      checks.filter((check) => check.last === last).map((check) => [check, runSdkCheck(session, check)] as const),
    );
    const aborted = new Promise<undefined>((resolve) => {
      if (signal?.aborted) resolve(undefined);
      signal?.addEventListener("abort", () => resolve(undefined), { once: true });
    });
    while (running.size > 0) {
      const ended = [...running].map(async ([check, record]) => ({ check, record: await record }));
      const first = await Promise.race([...ended, aborted]);
      if (first === undefined) return;
      running.delete(first.check);
      yield first.record;
    }
  }
}

/**
 * Runs one check.
 * @param session whose adapters
 * @param only a single conversation of it, for the replay of a stored failure
 */
async function runSdkCheck(
  session: SdkSession,
  { requirement, body }: DeclaredSdkCheck,
  only?: OnlyCase,
): Promise<RequirementRecord> {
  const startedAt = performance.now();
  const log = new CheckLog(requirement, seedOf(session.seed, requirement));
  const sdk = new SdkCheck(session, requirement, log, only);
  try {
    await body({ sdk });
  } catch (error) {
    if (error instanceof AdapterFault) log.suiteFault = error.message;
    else log.suiteFault = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return log.record({ requests: sdk.requests, throttled: 0, durationMs: performance.now() - startedAt, waits: {} });
}

/**
 * Puts a stored conversation to an adapter again.
 * @param stored a failure whose case is a conversation
 * @returns the record: `pass` when it no longer fails, `fail` with the counterexample when it does; `undefined` when it is no conversation, or no check knows it
 */
export async function retryConversation(
  session: SdkSession,
  { requirement, byValue }: StoredFailure,
): Promise<RequirementRecord | undefined> {
  const check = (await loadSdkChecks()).find((one) => one.requirement === requirement);
  return byValue.is === "conversation" && check !== undefined ? runSdkCheck(session, check, byValue) : undefined;
}
