/** A process's part of a run that judges a client library. */
import type { RequirementId } from "../contract/catalogue.js";
import { FailureStore } from "../evidence/failure-store.js";
import type { RequirementRecord } from "../evidence/record.js";
import type { SdkPlan } from "../exercise/plan.js";
import {
  type DeclaredSdkCheck,
  loadSdkChecks,
  openAdapterTarget,
  runSdkChecks,
  type SdkSession,
} from "../sdk/run-sdk.js";
import { heldAgainst } from "../sdk/stored-failures.js";
import { blankRecord } from "../verdict/results.js";
import { callersEnvironment } from "./inheritance.js";
import type { Part } from "./part.js";

/**
 * Opens the adapter for the checks of one process.
 * @param plan of the run
 * @param planned what this process checks
 */
export async function openSdkPart(plan: SdkPlan, planned: readonly RequirementId[]): Promise<Part> {
  const { adapter, run } = plan.config;
  const mine = new Set<RequirementId>(planned);
  const checks = (await loadSdkChecks()).filter(({ requirement }) => mine.has(requirement));
  const session = await openAdapterTarget({
    command: adapter.command,
    cwd: adapter.folder,
    env: callersEnvironment(process.env, adapter.variables),
    profile: run.profile,
    seed: run.seed,
    rerun: plan.command,
  });
  let faults: readonly string[] = [];
  let closing: Promise<void> | undefined;
  let isMarred = false;
  const close = async () => {
    faults = await session.close();
  };
  return {
    async *records() {
      for await (const record of withinTime(plan, session, checks)) {
        isMarred ||= record.outcome !== "pass" && record.outcome !== "not-exercised";
        yield record;
      }
    },
    // The end of the adapters is a part of what they are judged to be fit for, so it is looked at before the run is over.
    end: async () => {
      closing ??= close();
      await closing;
      return faults.map((fault) => `the adapter: ${fault}`);
    },
    pulse: () => {
      const [command] = session.lanes.unanswered;
      const waitsFor = command === undefined ? {} : { waitsFor: `the adapter to answer \`${command}\`` };
      const leftMs = session.lanes.waitingMs;
      return { requests: session.service.requests, ...waitsFor, ...(leftMs === undefined ? {} : { leftMs }) };
    },
    notes: () => (isMarred ? lastWordsOf(session) : []),
    close: () => (closing ??= close()),
  };
}

const LAST_WORDS = 1_000;

/** What an adapter writes to standard error often says why something failed. */
function lastWordsOf(session: SdkSession): string[] {
  // Several adapters run at once, and say the same.
  const words = [...new Set(session.stderr().split("\n"))].join("\n").trim();
  return words === "" ? [] : [`the adapter's standard error ended with: ${words.slice(-LAST_WORDS)}`];
}

const MINUTE_MS = 60_000;

/** Checks that the time limit cuts off are inconclusive, each by name. */
async function* withinTime(
  { config, failures }: SdkPlan,
  session: SdkSession,
  checks: readonly DeclaredSdkCheck[],
): AsyncGenerator<RequirementRecord> {
  const { minutes } = config.limits;
  const signal = minutes === undefined ? undefined : AbortSignal.timeout(minutes * MINUTE_MS);
  const left = new Set<RequirementId>(checks.map(({ requirement }) => requirement));
  const records = runSdkChecks(session, checks, signal);
  const store = failures && FailureStore.open(failures.folder, failures.suiteVersion, failures.target);
  for await (const record of store === undefined ? records : heldAgainst(store, session, records)) {
    left.delete(record.requirement);
    yield record;
  }
  if (signal?.aborted !== true) return;
  for (const id of left) yield blankRecord(id, "inconclusive", "cut off by the time limit before it was judged");
}
