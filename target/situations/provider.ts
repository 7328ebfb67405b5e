/** The situations of a run: what the configuration names wins over what the API can make. */
import { CALLER_SITUATIONS, type CallerSituation, type Situation } from "../../contract/situations.js";
import type { Config, Credentials, StaticSituations } from "../config/config.js";
import { credentialsOf, currentCredentials } from "../config/credentials.js";
import type { Ledger } from "../ledger/ledger.js";
import type { TargetClient } from "../wire/client.js";
import { type FreshResource, recipes, type Supply, Workshop } from "./api.js";
import { callerCredentials } from "./callers.js";

/** The situations of one run. */
export interface Situations {
  /** Load balancers on which listeners may be created and removed. */
  readonly idleLoadBalancers: readonly string[];
  /** Resources in a situation; undefined when there are none. */
  find(situation: Situation): Supply | undefined;
  /**
   * Makes a resource that is in the situation for the moment only: load-balancer/provisioning or server-group/creating. Until it is
   * released, `find` gives it too, as racy.
   * @returns undefined when it cannot be made here
   */
  makeFresh(situation: Situation, signal?: AbortSignal): Promise<FreshResource | undefined>;
  /** Credentials of a caller; undefined for any other situation, and when the caller cannot be supplied. */
  caller(situation: Situation): Credentials | undefined;
  /** Why a situation is missing, where more is known than that nobody supplies it. */
  reasonMissing(situation: Situation): string | undefined;
  /** Removes what was made. @returns what is left, in words; it is in the ledger */
  tearDown(): Promise<readonly string[]>;
}

/**
 * Finds out, and brings about, the situations of a run: what the configuration names wins over what the API can make.
 * @param seed of the run: made-up keys come from it
 * @param signal gives up; the promise then rejects, and what was made is in the ledger
 * @throws ConfigError when requests are to be signed and there are no credentials
 */
export async function resolveSituations(
  config: Config,
  client: TargetClient,
  ledger: Ledger,
  seed: number,
  signal?: AbortSignal,
): Promise<Situations> {
  const own = await currentCredentials(credentialsOf(config));
  const { situations, waits, provision } = config;
  const isGiven = (situation: Situation) => givenIn(situations, situation) !== undefined;
  const made = new Workshop({ client, ledger, waits, provision, isGiven, signal });
  await made.makeAll();
  const find = (situation: Situation) => givenIn(situations, situation) ?? made.find(situation);
  return {
    idleLoadBalancers: find("load-balancer/idle")?.ids ?? [],
    find,
    makeFresh: (situation, freshSignal) => made.makeFresh(situation, freshSignal),
    caller: (situation) => (isCaller(situation) ? callerCredentials(situation, situations, own, seed) : undefined),
    reasonMissing: (situation) => made.reasonMissing(situation),
    tearDown: () => made.tearDown(),
  };
}

function isCaller(situation: Situation): situation is CallerSituation {
  return CALLER_SITUATIONS.some((caller) => caller === situation);
}

/** The resources that the configuration names. */
function givenIn(situations: StaticSituations, situation: Situation): Supply | undefined {
  const given = situations[situation];
  return Array.isArray(given) && given.length > 0 ? { by: "static", ids: given, racy: false } : undefined;
}

/** Where a situation would come from: the configuration, the API, the suite's own making, or nowhere. */
type PredictedSupply = "static" | "api" | "derived" | "missing";

/** Tells, without asking the target, who would supply a situation in a run: has to agree with what `resolveSituations` does. */
export function predictSupply(config: Config, situation: Situation): PredictedSupply {
  const { situations, provision, target } = config;
  if (isCaller(situation) && target.auth === "none") return "missing";
  if (situations[situation] !== undefined) return "static";
  if (isCaller(situation)) return situation === "caller/denied" ? "missing" : "derived";
  if (provision !== undefined && recipes(provision).has(situation)) return "api";
  // A listener put on an idle load balancer makes it an occupied one.
  return situation === "load-balancer/occupied" && predictSupply(config, "load-balancer/idle") !== "missing"
    ? "derived"
    : "missing";
}
