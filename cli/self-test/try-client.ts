/** One client library with a fault, or with a legitimate difference: what the checks of client libraries make of it. */
import { REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import type { RequirementRecord } from "../../evidence/record.js";
import type { ClientDifference, ClientFault } from "../../sdk/reference/change.js";
import { type DeclaredSdkCheck, openAdapterTarget, runSdkChecks, type SdkSession } from "../../sdk/run-sdk.js";
import { concludeRun } from "../../verdict/conclude.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import { mergeCollateral } from "../../verdict/results.js";
import { causesFound } from "./causes-found.js";
import { COVERAGE_FLOOR } from "./emulated-target.js";
import type { MutantJob, MutantResult, VariantJob, VariantResult } from "./job.js";
import { hasFired, type ReferenceClient, referenceCommand } from "./reference-client.js";
import { accusation, problemOf } from "./try-variant.js";

/** Adapters of one job: several jobs run side by side already. */
const LANES = { aimed: 1, whole: 2 } as const;

/**
 * Puts the suite to a client with a fault.
 * @param job how
 * @param fault which
 * @param checks all that there are
 */
export async function tryFaultyClient(
  job: MutantJob,
  fault: ClientFault,
  checks: readonly DeclaredSdkCheck[],
): Promise<MutantResult> {
  const profile = fault.profile ?? "standard";
  const whole = job.aim === "whole";
  const planned = whole
    ? plannedFor(checks, profile)
    : checks.filter((check) => check.requirement === fault.requirement);
  if (planned.length === 0) throw new Error(`${fault.requirement} has no check`);
  const client = { fault: fault.name };
  const lanes = whole ? LANES.whole : (fault.adapters ?? LANES.aimed);
  const { records, fired, ms } = await run(client, { profile, seed: job.seed, lanes }, planned);
  const violated = violatedIn(records);
  const conclusion = whole ? concluded(records, planned) : undefined;
  const isKilled =
    conclusion === undefined
      ? records.some((record) => isNoticed(record, fault.requirement))
      : conclusion.judgement.exitCode === EXIT_CODES.violation && violated.includes(fault.requirement);
  const causes =
    conclusion !== undefined && isKilled ? { causes: causesFound(conclusion.results, [fault.requirement]) } : {};
  const state = fired === 0 ? "not-fired" : isKilled ? "killed" : "survived";
  const requests = records.reduce((sum, record) => sum + record.requests, 0);
  const faults = records.flatMap(({ outcome, reason }) => (outcome === "harness-error" ? [reason ?? outcome] : []));
  const problem = state === "killed" ? undefined : faults[0];
  const head = { is: "mutant", id: job.id, name: job.name, state, profile } as const;
  return { ...head, fired, requests, ms, violated, ...causes, ...(problem === undefined ? {} : { problem }) };
}

/**
 * Puts the suite to a client that differs and is right.
 * @param job how
 * @param difference which
 * @param checks all that there are
 */
export async function tryDifferentClient(
  job: VariantJob,
  difference: ClientDifference,
  checks: readonly DeclaredSdkCheck[],
): Promise<VariantResult> {
  const planned = plannedFor(checks, job.profile);
  const look = { profile: job.profile, seed: job.seed, lanes: LANES.whole };
  const { records, fired, ms } = await run({ difference: difference.name }, look, planned);
  const { results, judgement } = concluded(records, planned);
  const conformant = judgement.verdict === "conformant";
  const accused = results.flatMap(accusation);
  const requests = records.reduce((sum, record) => sum + record.requests, 0);
  const problem = problemOf(conformant, accused.length, judgement.withheld, fired);
  const head = { is: "variant", id: job.id, name: job.name, seed: job.seed, profile: job.profile } as const;
  return { ...head, conformant, fired, requests, ms, accused, ...(problem === undefined ? {} : { problem }) };
}

/** What a run against one client came to. */
interface ClientRun {
  readonly records: readonly RequirementRecord[];
  /** Adapters that told of an effect, as far as that was kept: 0 or 1. */
  readonly fired: number;
  readonly ms: number;
}

async function run(
  client: ReferenceClient,
  look: Pick<SdkSession, "profile" | "seed"> & { readonly lanes: number },
  checks: readonly DeclaredSdkCheck[],
): Promise<ClientRun> {
  const startedAt = performance.now();
  const session = await openAdapterTarget({ command: referenceCommand(client), ...look });
  try {
    const records: RequirementRecord[] = [];
    for await (const record of runSdkChecks(session, checks)) records.push(record);
    const ms = Math.round(performance.now() - startedAt);
    return { records, fired: hasFired(session.stderr(), client) ? 1 : 0, ms };
  } finally {
    await session.close();
  }
}

function plannedFor(checks: readonly DeclaredSdkCheck[], profile: SdkSession["profile"]): readonly DeclaredSdkCheck[] {
  return checks.filter(({ requirement }) => REQUIREMENTS[requirement].profiles.includes(profile));
}

function concluded(records: readonly RequirementRecord[], planned: readonly DeclaredSdkCheck[]) {
  const facts = {
    filtered: false,
    interrupted: false,
    timeStretched: false,
    coverageFloor: COVERAGE_FLOOR,
    faults: [],
  };
  const requirements = planned.map(({ requirement }) => requirement);
  return concludeRun({ records, planned: requirements, facts, excuses: [], today: "" }, REQUIREMENTS);
}

const isViolated = ({ outcome }: RequirementRecord) => outcome === "fail" || outcome === "flaky";

function violatedIn(records: readonly RequirementRecord[]): RequirementId[] {
  return mergeCollateral(records, REQUIREMENTS)
    .filter((record) => isViolated(record) && REQUIREMENTS[record.requirement].kind === "required")
    .map(({ requirement }) => requirement);
}

/** The named clause failed; one that is not graded warns. */
function isNoticed(record: RequirementRecord, named: RequirementId): boolean {
  if (record.requirement !== named) return false;
  return isViolated(record) || (REQUIREMENTS[named].kind !== "required" && record.warnings.length > 0);
}
