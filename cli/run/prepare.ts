/** Everything that has to be there before the first check: a target, its situations, a ledger. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { SITUATIONS } from "../../contract/situations.js";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import { EMBEDDED_EMULATOR } from "../../evidence/stored-failure.js";
import type { Config, StaticSituations } from "../../target/config/config.js";
import { credentialsOf, currentCredentials } from "../../target/config/credentials.js";
import { ConfigError } from "../../target/config/load-config.js";
import { Ledger } from "../../target/ledger/ledger.js";
import { lockLedger, lockLoadBalancers, type RunLock } from "../../target/ledger/run-lock.js";
import { sweep } from "../../target/ledger/sweep.js";
import { type OthersAtWork, othersAtWork } from "../../target/preflight/others-at-work.js";
import { type PreflightFinding, preflight } from "../../target/preflight/preflight.js";
import { resolveSituations, type Situations } from "../../target/situations/provider.js";
import type { Activity } from "../../target/wire/activity.js";
import { createClient, type TargetClient } from "../../target/wire/client.js";
import type { Io } from "../io.js";
import { type Leftover, leftoverLines, notRemovedBy } from "../leftovers.js";

/** A target that is ready for checks. */
export interface PreparedTarget {
  /** With an endpoint, credentials, and ids for every situation that could be supplied. */
  readonly config: Config;
  readonly embedded: boolean;
  readonly nonce: string;
  readonly ledgerFile: string;
  readonly warnings: readonly string[];
  /** Whether it answers the same to everything. */
  readonly isStatic: boolean;
  /** Whether others may use its load balancers: what was made for this run alone nobody knows of. */
  readonly mayBeShared: boolean;
  /** Removes what the run made and still owns. @returns what is left */
  release(): Promise<readonly Leftover[]>;
}

/**
 * The name of a target in stored failures and for people.
 * @returns its endpoint, or what stands for the embedded emulator
 */
export function nameOf({ embedded, config }: PreparedTarget): string {
  return embedded ? EMBEDDED_EMULATOR : (config.target.endpoint ?? "");
}

/** Raised when the target cannot be used at all. */
export class TargetUnusable extends Error {
  readonly blame: "environment" | "configuration" | "adapter" | "interruption";
  constructor(message: string, blame: TargetUnusable["blame"]) {
    super(message);
    this.name = "TargetUnusable";
    this.blame = blame;
  }
}

/** Milliseconds the embedded emulator's listeners take to be Running and to be gone. */
const EMBEDDED_TRANSITION_MS = 5;

/**
 * Makes the target ready: starts the embedded emulator when no endpoint is named, looks whether the endpoint is one, and brings about its
 * situations.
 * @param signal gives up
 * @param activity told of what is sent now and at the release
 * @throws TargetUnusable when there is no point in going on, AnotherRun when one is under way with the same ledger
 */
export async function prepareTarget(config: Config, signal: AbortSignal, activity?: Activity): Promise<PreparedTarget> {
  if (config.target.endpoint !== undefined) return prepareEndpoint(config, undefined, { signal, activity });
  const emulator = await startEmulator({
    transitionMs: EMBEDDED_TRANSITION_MS,
    auth: config.target.auth === "none" ? "none" : "verify",
  });
  try {
    return await prepareEndpoint(onEmulator(config, emulator), emulator, { signal, activity });
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

function onEmulator(config: Config, emulator: RunningEmulator): Config {
  const situations: StaticSituations = Object.fromEntries(Object.entries(emulator.situations));
  return {
    ...config,
    target: { ...config.target, endpoint: emulator.endpoint, region: emulator.region },
    situations: { ...situations, ...config.situations },
    credentials: emulator.credentials,
  };
}

interface Preparation {
  readonly signal: AbortSignal;
  readonly activity: Activity | undefined;
}

async function prepareEndpoint(
  config: Config,
  emulator: RunningEmulator | undefined,
  { signal, activity }: Preparation,
): Promise<PreparedTarget> {
  const endpoint = config.target.endpoint ?? "";
  const credentials = await currentCredentials(credentialsOf(config));
  const client = createClient({
    endpoint,
    auth: config.target.auth,
    credentials: credentialsOf(config),
    limits: config.limits,
    waits: config.waits,
    activity,
  });
  const ledgerFile = join(config.run.output, "ledger.jsonl");
  // An emulator of one's own is shared with nobody.
  const lock = emulator === undefined ? await lockLedger(ledgerFile) : undefined;
  let places: RunLock | undefined;
  const unlock = () => {
    places?.release();
    lock?.release();
  };
  const ledger = Ledger.open(ledgerFile, endpoint);
  try {
    const { warnings, isStatic } = emulator === undefined ? await lookAtEndpoint(config, client) : UNQUESTIONED;
    const situations = await resolveSituations(config, client, ledger, config.run.seed, signal);
    let taken: Taken | undefined;
    if (emulator === undefined) {
      places = await lockLoadBalancers(endpoint, situations.idleLoadBalancers);
      taken = await requireSolitude(client, situations, ledger, signal);
    }
    const patient = isStatic ? withoutPatience(config) : config;
    const idle = situations.idleLoadBalancers.filter((id) => id !== taken?.loadBalancerId);
    const prepared = {
      ...patient,
      situations: { ...suppliedBy(situations, config.situations), "load-balancer/idle": idle },
      ...(credentials === undefined ? {} : { credentials }),
    };
    return {
      config: fitWorkers(prepared, idle.length),
      embedded: emulator !== undefined,
      nonce: `c${randomBytes(4).toString("hex")}`,
      ledgerFile,
      warnings: [...warnings, ...(taken === undefined ? [] : [leftOut(taken)])],
      isStatic,
      mayBeShared: emulator === undefined && !isStatic && isGiven(situations),
      release: () => release({ client, ledger, config: patient, situations, emulator }).finally(unlock),
    };
  } catch (error) {
    await client.close();
    ledger.close();
    unlock();
    throw error;
  }
}

/** Milliseconds to wait for what a target that answers the same to everything never does. */
const STATIC_WAIT_MS = 500;

function withoutPatience(config: Config): Config {
  const { waits } = config;
  const short = (ms: number) => Math.min(ms, STATIC_WAIT_MS);
  return {
    ...config,
    waits: {
      ...waits,
      listenerRunning: short(waits.listenerRunning),
      listenerGone: short(waits.listenerGone),
      loadBalancerReady: short(waits.loadBalancerReady),
      listAgrees: short(waits.listAgrees),
    },
  };
}

const UNQUESTIONED = { warnings: [], isStatic: false };

async function lookAtEndpoint(config: Config, client: TargetClient) {
  const { findings, blame, isStatic } = await preflight(config, client);
  const failed = findings.filter(({ status }) => status === "failed");
  if (blame !== undefined) throw new TargetUnusable(failed.map(inWords).join("\n"), blame);
  return { warnings: findings.filter(({ status }) => status !== "ok").map(inWords), isStatic };
}

/** The load balancer that is left to somebody else, and a listener that came or went there. */
type Taken = NonNullable<OthersAtWork["onlyOn"]>;

/**
 * Looks whether somebody else is at work on the load balancers of the run.
 * @returns the one that they use, where it is but one among others
 * @throws TargetUnusable where another run may be under way
 */
async function requireSolitude(
  client: TargetClient,
  situations: Situations,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Taken | undefined> {
  if (!isGiven(situations)) return undefined;
  const known = ledger.named;
  const others = await othersAtWork(client, { loadBalancers: situations.idleLoadBalancers, known, signal });
  if (others !== undefined && others.onlyOn === undefined) throw new TargetUnusable(others.words, "environment");
  return others?.onlyOn;
}

/** Whether the idle load balancers were named, and not made for this run alone: others cannot know of those. */
const isGiven = ({ find }: Situations) => find("load-balancer/idle")?.by === "static";

const leftOut = ({ loadBalancerId, listenerId }: Taken) =>
  `somebody else is at work on ${loadBalancerId} (listener ${listenerId}): nothing is made there; the other load balancers are used`;

const inWords = ({ message, advice }: PreflightFinding) => (advice === undefined ? message : `${message}; ${advice}`);

/** All that could be supplied, as if the user had named it: the workers need not find it out again. */
function suppliedBy(situations: Situations, given: StaticSituations): StaticSituations {
  const all: Record<string, unknown> = { ...given };
  for (const situation of SITUATIONS) {
    const supply = situations.find(situation);
    const caller = situations.caller(situation);
    if (supply !== undefined && !supply.racy) all[situation] = supply.ids;
    else if (caller !== undefined) all[situation] = caller;
  }
  return all;
}

/** A load balancer holds one listener, and workers do not share them. */
function fitWorkers(config: Config, loadBalancers: number): Config {
  const workers = Math.max(1, Math.min(config.run.workers, loadBalancers));
  return { ...config, run: { ...config.run, workers } };
}

interface Holdings {
  readonly client: TargetClient;
  readonly ledger: Ledger;
  readonly config: Config;
  readonly situations: Situations;
  readonly emulator: RunningEmulator | undefined;
}

async function release({ client, ledger, config, situations, emulator }: Holdings): Promise<readonly Leftover[]> {
  const left: Leftover[] = [];
  try {
    if (emulator === undefined) {
      left.push(...(await sweepUp(client, config)));
      left.push(...(await situations.tearDown()).map((reason) => ({ reason })));
    }
  } finally {
    await client.close();
    ledger.close();
    await emulator?.close();
  }
  return left;
}

/** The workers wrote to the ledger's file: it is read anew to see what they left. */
async function sweepUp(client: TargetClient, config: Config): Promise<Leftover[]> {
  const ledger = Ledger.open(join(config.run.output, "ledger.jsonl"), config.target.endpoint ?? "");
  try {
    const owned = ledger.owned().filter(({ kind }) => kind === "listener");
    if (owned.length === 0) return [];
    return notRemovedBy(await sweep({ client, ledger, waits: config.waits, yes: true, justRun: true }));
  } catch (error) {
    if (error instanceof ConfigError) return [{ reason: error.message }];
    throw error;
  } finally {
    ledger.close();
  }
}

/**
 * Tells what a run could not remove, and how to finish that.
 * @param left what is left, if anything
 */
export function tellLeft(left: readonly Leftover[], io: Io): void {
  for (const line of leftoverLines(left)) io.stderr.write(`not removed: ${line}\n`);
  if (left.length > 0) io.stderr.write("`gwlb-conformance sweep` lists and removes what is left\n");
}
