/** The emulator as others use it: start it, with a fault or without, and stop it. */
import { Conduct, type Faults } from "./conduct.js";
import { addControl } from "./control.js";
import { mutants } from "./faults/mutants/index.js";
import { variants } from "./faults/variants/index.js";
import { correctParts } from "./server/correct-parts.js";
import type { Served } from "./server/gateway.js";
import { ADMINISTRATOR, CALLERS, type KeyPair, type SeededSituations, seed } from "./server/seed.js";
import { buildServer } from "./server/server.js";
import { World } from "./server/world.js";

export type { MutantDescription, VariantDescription } from "./faults/fault.js";
export type { KeyPair, SeededSituations } from "./server/seed.js";
export { mutants, variants };

/** One answered request, for a log. Carries no parameters and no credentials. */
export interface ServedRequest {
  readonly action: string;
  /** HTTP status. */
  readonly status: number;
}

export interface EmulatorOptions extends Faults {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Milliseconds of every asynchronous transition. Default 20. */
  readonly transitionMs?: number;
  /** `verify`, the default, accepts V3 and V2 signatures; `none` looks at neither. */
  readonly auth?: "verify" | "none";
  /** Load balancers without a listener. Default 64. */
  readonly idleLoadBalancers?: number;
  /** Whether ids of listeners are numbers, counted from 1: after a restart they come again. */
  readonly numberedIds?: boolean;
  /** Whether its faults can be changed while it runs, from this machine. */
  readonly control?: boolean;
  /** Called for every answered request. */
  readonly logger?: (served: ServedRequest) => void;
}

export interface RunningEmulator {
  /** For example `http://127.0.0.1:40123`. */
  readonly endpoint: string;
  /** Ids and key pairs by situation name, the same in every run; callers only with `auth: "verify"`. */
  readonly situations: SeededSituations;
  /** The caller who may do everything. */
  readonly credentials: KeyPair;
  readonly region: string;
  /** How often the fault or difference took effect. */
  fired(): number;
  /** Requests answered. */
  requests(): number;
  /** Stops at once: open connections are closed. */
  close(): Promise<void>;
}

const REGION = "cn-hangzhou";
const DEFAULT_TRANSITION_MS = 20;
/** Load balancers without a listener, if nothing is said. */
export const DEFAULT_IDLE_LOAD_BALANCERS = 64;

/**
 * Starts an emulator of just enough of the GWLB OpenAPI.
 * @returns when it accepts connections
 * @throws Error for an unknown mutant or variant, with the nearest name; and what listening gives, for example EADDRINUSE
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const auth = options.auth ?? "verify";
  let fired = 0;
  let requests = 0;
  const correct = correctParts({
    transitionMs: options.transitionMs ?? DEFAULT_TRANSITION_MS,
    auth,
    numberedIds: options.numberedIds === true,
  });
  const conduct = new Conduct(correct, () => {
    fired += 1;
  });
  const { mutant, variant, latencyMs, requestsPerSecond } = options;
  conduct.change(given({ mutant, variant, latencyMs, requestsPerSecond }));
  const world = new World({ listenerGone: (listener, now) => conduct.parts.lifeCycle.listenerGone(listener, now) });
  const idleLoadBalancers = options.idleLoadBalancers ?? DEFAULT_IDLE_LOAD_BALANCERS;
  const situations = seed(world, { idleLoadBalancers, callers: auth === "verify" });
  const gateway = {
    get parts() {
      return conduct.parts;
    },
    world,
    callers: CALLERS,
    region: REGION,
    now: () => performance.now(),
  };
  const count = ({ action, answer }: Served) => {
    requests += 1;
    options.logger?.({ action, status: answer.status });
  };
  const server = buildServer(gateway, count, () => conduct.faults.latencyMs ?? 0);
  if (options.control) addControl(server, conduct);
  const endpoint = await server.listen({ port: options.port ?? 0, host: options.host ?? "127.0.0.1" });
  return {
    endpoint,
    situations,
    credentials: ADMINISTRATOR,
    region: REGION,
    fired: () => fired,
    requests: () => requests,
    close: () => server.close(),
  };
}

/** Without what nobody has said. */
function given(faults: { readonly [Name in keyof Faults]: Faults[Name] | undefined }): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([, value]) => value !== undefined));
}
