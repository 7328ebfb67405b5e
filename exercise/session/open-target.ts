/** From a plan to a session that is ready for checks, and its end; what a process has its share of is divided here. */
import { FailureStore } from "../../evidence/failure-store.js";
import type { Limits } from "../../target/config/config.js";
import { credentialsOf } from "../../target/config/credentials.js";
import { shareOfRates } from "../../target/config/rates.js";
import { Ledger } from "../../target/ledger/ledger.js";
import { resolveSituations, type Situations } from "../../target/situations/provider.js";
import type { Activity } from "../../target/wire/activity.js";
import { createClient, type TargetClient } from "../../target/wire/client.js";
import type { EndpointPlan, FailureFolder } from "../plan.js";
import { lookForOthers } from "./first-look.js";
import { Session } from "./session.js";

/** An open session and what it stands on. */
export interface OpenTarget {
  readonly session: Session;
  readonly client: TargetClient;
  readonly situations: Situations;
  readonly ledger: Ledger;
  /** Closes the connections; removes what the session's situations made. */
  close(): Promise<void>;
}

/** Which worker of how many; each has a share of the idle load balancers. */
export interface WorkerPlace {
  readonly index: number;
  readonly count: number;
}

/**
 * Opens the target of a plan for one worker.
 * @param activity told of what is sent and waited for
 */
export async function openTarget(
  plan: Omit<EndpointPlan, "is">,
  place: WorkerPlace,
  activity?: Activity,
): Promise<OpenTarget> {
  const { config } = plan;
  const endpoint = config.target.endpoint;
  if (endpoint === undefined) throw new Error("a plan names its endpoint");
  const client = createClient({
    endpoint,
    auth: config.target.auth,
    credentials: credentialsOf(config),
    limits: shareOf(config.limits, place.count),
    waits: config.waits,
    activity,
  });
  const ledger = Ledger.open(plan.ledger, endpoint);
  const situations = await resolveSituations(config, client, ledger, config.run.seed);
  const loadBalancers = situations.idleLoadBalancers.filter((_, i) => i % place.count === place.index);
  const nonce = `${plan.nonce}${place.index.toString(36)}`;
  const openedAt = performance.now();
  const session = await Session.open({
    config,
    client,
    situations,
    ledger,
    loadBalancers,
    nonce,
    command: plan.command,
    ...(plan.failures === undefined ? {} : { failures: openStore(plan.failures) }),
  });
  if (plan.mayBeShared === true) await lookForOthers(session, nonce, performance.now() - openedAt);
  return {
    session,
    client,
    situations,
    ledger,
    close: async () => {
      await session.stage.restored();
      await situations.tearDown();
      await client.close();
      ledger.close();
    },
  };
}

function openStore({ folder, suiteVersion, target }: FailureFolder): FailureStore {
  return FailureStore.open(folder, suiteVersion, target);
}

/** Each worker keeps to its part of the rate limit; concurrency is per worker, so that the cases of a run stay the same. */
function shareOf(limits: Limits, workers: number): Limits {
  if (limits.requestsPerSecond === undefined) return limits;
  return { ...limits, requestsPerSecond: shareOfRates(limits.requestsPerSecond, workers) };
}
