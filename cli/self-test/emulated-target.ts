/** The bundled emulator in this process, opened for the checks as a target on the network would be. */
import { join } from "node:path";
import { LISTENERS_PER_LOAD_BALANCER } from "../../contract/parameters.js";
import type { Profile } from "../../contract/profile.js";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import { type OpenTarget, openTarget } from "../../exercise/session/open-target.js";
import type { Config, StaticSituations } from "../../target/config/config.js";
import type { WaitName } from "../../target/config/waits.js";

/** Budgets for an emulator whose transitions take milliseconds; they only matter for faults that never come to an end. */
const WAIT_BUDGETS: Readonly<Record<WaitName, number>> = {
  listenerRunning: 1_500,
  listenerGone: 1_500,
  loadBalancerReady: 1_500,
  serverGroupReady: 10_000,
  listAgrees: 600,
  staysRunning: 400,
  tokenReplay: 1_800,
  throttled: 5_000,
};

const LIMITS = { concurrency: 16, creates: 20_000, requestTimeoutMs: 5_000, responseBytes: 1 << 20 } as const;

/** Share of the required requirements that must be exercised for a variant to count as conformant. */
export const COVERAGE_FLOOR = 0.9;

/** Which emulator, and how it is looked at. */
export interface EmulatedTargetOptions {
  readonly mutant?: string;
  readonly variant?: string;
  readonly profile: Profile;
  readonly seed: number;
  /** Milliseconds of every transition of the emulator. */
  readonly transitionMs: number;
  /** Folder for the ledger. */
  readonly folder: string;
  /** Letters and digits that no other target of the folder has. */
  readonly nonce: string;
  /** Requests in flight at once; absent: 16. */
  readonly concurrency?: number;
  /** Listeners per load balancer that are expected; absent: one. */
  readonly expectedLimit?: number | undefined;
  /** Bound on the time of the run; absent: none. */
  readonly minutes?: number;
  /** Budgets that differ from those of a fast emulator. */
  readonly waits?: Readonly<Partial<Record<WaitName, number>>>;
}

/** An emulator with an open session. */
export interface EmulatedTarget extends OpenTarget {
  /** How often the fault or difference took effect. */
  fired(): number;
}

/**
 * Starts an emulator and opens a session with it.
 * @param options which, and how
 * @throws Error for an unknown mutant or variant
 */
export async function openEmulatedTarget(options: EmulatedTargetOptions): Promise<EmulatedTarget> {
  const { mutant, variant, folder, nonce } = options;
  const emulator = await startEmulator({
    transitionMs: options.transitionMs,
    ...(mutant === undefined ? {} : { mutant }),
    ...(variant === undefined ? {} : { variant }),
  });
  const config = configFor(emulator, options);
  try {
    const plan = {
      config,
      requirements: [],
      nonce,
      ledger: join(folder, `${nonce}.jsonl`),
      command: "gwlb-conformance self-test",
    };
    const open = await openTarget(plan, { index: 0, count: 1 });
    const close = async () => {
      try {
        await open.close();
      } finally {
        await emulator.close();
      }
    };
    return { ...open, close, fired: () => emulator.fired() };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

function configFor(emulator: RunningEmulator, options: EmulatedTargetOptions): Config {
  const { profile, seed, folder, waits, minutes, concurrency = LIMITS.concurrency } = options;
  const situations: StaticSituations = Object.fromEntries(Object.entries(emulator.situations));
  return {
    target: { endpoint: emulator.endpoint, region: emulator.region, auth: "acs3" },
    credentials: emulator.credentials,
    situations,
    expect: { listenersPerLoadBalancer: options.expectedLimit ?? LISTENERS_PER_LOAD_BALANCER },
    limits: { ...LIMITS, concurrency, ...(minutes === undefined ? {} : { minutes }) },
    waits: { ...WAIT_BUDGETS, ...waits },
    run: {
      profile,
      seed,
      workers: 1,
      shardLoadBalancers: "part",
      lenses: ["dry-run", "create"],
      only: [],
      output: folder,
      coverageFloor: COVERAGE_FLOOR,
    },
  };
}
