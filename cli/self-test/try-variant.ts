/** One variant: the suite must find nothing wrong with it. */
import { REQUIREMENTS } from "../../contract/catalogue.js";
import type { VariantDescription } from "../../emulator/index.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { type EmulatedTarget, openEmulatedTarget } from "./emulated-target.js";
import { type Accusation, JOB_BOUNDS, type VariantJob, type VariantResult } from "./job.js";
import { plannedChecks } from "./try-mutant.js";
import { runWhole } from "./whole-run.js";
import type { Workbench } from "./workbench.js";

const TRANSITION_MS = 8;

/** Some variants are slow on purpose; none forgets its tokens, so that waiting long for that shows nothing more. */
const WAITS = { listenerRunning: 8_000, listenerGone: 8_000, loadBalancerReady: 8_000, tokenReplay: 500 } as const;

/**
 * Runs all checks of a profile against one variant.
 * @param job which seed and profile
 */
export async function tryVariant(
  job: VariantJob,
  variant: VariantDescription,
  bench: Workbench,
): Promise<VariantResult> {
  const target = await openEmulatedTarget({
    variant: variant.name,
    profile: job.profile,
    seed: job.seed,
    transitionMs: TRANSITION_MS,
    folder: bench.folder,
    nonce: `v${job.id.toString(36)}`,
    waits: WAITS,
    minutes: JOB_BOUNDS.variant.minutes,
  });
  try {
    return await judge(job, variant, bench, target);
  } finally {
    await target.close();
  }
}

async function judge(
  job: VariantJob,
  variant: VariantDescription,
  { checks }: Workbench,
  target: EmulatedTarget,
): Promise<VariantResult> {
  const startedAt = performance.now();
  const before = target.client.requests();
  const planned = plannedChecks(checks, job.profile);
  const { results, judgement } = await runWhole(target, planned);
  const { verdict, withheld } = judgement;
  const accused = results.flatMap(accusation);
  const fired = target.fired();
  const problem = problemOf(verdict === "conformant", accused.length, withheld, fired);
  return {
    is: "variant",
    profile: job.profile,
    id: job.id,
    name: variant.name,
    seed: job.seed,
    conformant: verdict === "conformant",
    fired,
    requests: target.client.requests() - before,
    ms: Math.round(performance.now() - startedAt),
    accused,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Why a variant without an accusation is not found conformant, or shows nothing. */
export function problemOf(conformant: boolean, accused: number, withheld: readonly string[], fired: number) {
  if (fired === 0) return "its difference never took effect";
  return conformant || accused > 0 ? undefined : withheld.join("; ");
}

/** What a record holds against a variant. */
export function accusation({ requirement, outcome, reason, counterexamples }: RequirementRecord): Accusation[] {
  const harmless = outcome === "pass" || outcome === "not-exercised";
  if (harmless || REQUIREMENTS[requirement].kind !== "required") return [];
  const [first] = counterexamples;
  const shown = first === undefined ? "" : `expected ${first.expected}, got ${first.got}`;
  return [{ requirement, outcome, reason: reason ?? shown }];
}
