/** The emulator as others use it: start it, with a fault or without, and stop it. */
import leven from "leven";
import type { Fire } from "./faults/fault.js";
import { mutants } from "./faults/mutants/index.js";
import { variants } from "./faults/variants/index.js";
import { correctParts } from "./server/correct-parts.js";
import type { Served } from "./server/gateway.js";
import type { EmulatorParts } from "./server/parts.js";
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

export interface EmulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Milliseconds of every asynchronous transition. Default 20. */
  readonly transitionMs?: number;
  /** Milliseconds that every answer takes on its way, half of it before the request is carried out. Default 0. */
  readonly latencyMs?: number;
  /** `verify`, the default, accepts V3 and V2 signatures; `none` looks at neither. */
  readonly auth?: "verify" | "none";
  /** Load balancers without a listener. Default 64. */
  readonly idleLoadBalancers?: number;
  /** Whether ids of listeners are numbers, counted from 1: after a restart they come again. */
  readonly numberedIds?: boolean;
  /** Name of the fault to have. */
  readonly mutant?: string;
  /** Name of the legitimate difference to have. */
  readonly variant?: string;
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
  const parts = changedParts(
    correctParts({
      transitionMs: options.transitionMs ?? DEFAULT_TRANSITION_MS,
      auth,
      numberedIds: options.numberedIds === true,
    }),
    options,
    () => {
      fired += 1;
    },
  );
  const world = new World(parts.lifeCycle);
  const idleLoadBalancers = options.idleLoadBalancers ?? DEFAULT_IDLE_LOAD_BALANCERS;
  const situations = seed(world, { idleLoadBalancers, callers: auth === "verify" });
  const gateway = { parts, world, callers: CALLERS, region: REGION, now: () => performance.now() };
  const server = buildServer(
    gateway,
    ({ action, answer }: Served) => {
      requests += 1;
      options.logger?.({ action, status: answer.status });
    },
    options.latencyMs,
  );
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

function changedParts(correct: EmulatorParts, { mutant, variant }: EmulatorOptions, fire: Fire): EmulatorParts {
  const varied = variant === undefined ? correct : find(variants, variant, "variant").vary(correct, fire);
  return mutant === undefined ? varied : find(mutants, mutant, "mutant").mutate(varied, fire);
}

function find<Described extends { readonly name: string }>(
  descriptions: readonly Described[],
  name: string,
  kind: string,
): Described {
  const found = descriptions.find((description) => description.name === name);
  if (found !== undefined) return found;
  const nearest = descriptions
    .map((description) => description.name)
    .sort((left, right) => leven(name, left) - leven(name, right))[0];
  throw new Error(`unknown ${kind} "${name}"${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`);
}
