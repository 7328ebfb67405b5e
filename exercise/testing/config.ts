/** Configuration of the targets that the tests of this room make. */
import type { Config } from "../../target/config/config.js";
import type { FailureFolder } from "../plan.js";

/** What a test changes of it. */
export interface ConfigChanges {
  readonly endpoint?: string;
  readonly seed?: number;
  /** Milliseconds. */
  readonly listenerRunning?: number;
  readonly runs?: number;
  readonly concurrency?: number;
  readonly creates?: number;
  /** Bound on the time of the run. */
  readonly minutes?: number;
  readonly lenses?: Config["run"]["lenses"];
  readonly profile?: Config["run"]["profile"];
  readonly situations?: Config["situations"];
  readonly auth?: Config["target"]["auth"];
  /** Not of the configuration: where failures are kept. */
  readonly failures?: FailureFolder;
}

/** A configuration with short waits. */
export function configWith(changes: ConfigChanges = {}): Config {
  return {
    target: {
      region: "cn-hangzhou",
      auth: changes.auth ?? "none",
      ...(changes.endpoint === undefined ? {} : { endpoint: changes.endpoint }),
    },
    situations: changes.situations ?? {},
    expect: { listenersPerLoadBalancer: 1 },
    limits: {
      concurrency: changes.concurrency ?? 1,
      creates: changes.creates ?? 1_000,
      ...(changes.minutes === undefined ? {} : { minutes: changes.minutes }),
      requestTimeoutMs: 2_000,
      responseBytes: 1 << 20,
    },
    waits: {
      listenerRunning: changes.listenerRunning ?? 500,
      listenerGone: 500,
      loadBalancerReady: 500,
      serverGroupReady: 500,
      listAgrees: 200,
      staysRunning: 20,
      tokenReplay: 20,
      throttled: 500,
    },
    run: {
      profile: changes.profile ?? "smoke",
      seed: changes.seed ?? 1,
      ...(changes.runs === undefined ? {} : { runs: changes.runs }),
      workers: 1,
      shardLoadBalancers: "part",
      lenses: changes.lenses ?? ["dry-run", "create"],
      only: [],
      output: "/nowhere",
      coverageFloor: 0,
    },
  };
}
