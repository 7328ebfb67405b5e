/** One mutant: which checks notice its fault, and how soon. */
import { REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import type { Profile } from "../../contract/profile.js";
import type { MutantDescription } from "../../emulator/index.js";
import type { RequirementRecord } from "../../evidence/record.js";
import type { DeclaredCheck } from "../../exercise/check/requirement.js";
import { runChecks } from "../../exercise/run-checks.js";
import { mergeCollateral } from "../../verdict/results.js";
import { type EmulatedTarget, openEmulatedTarget } from "./emulated-target.js";
import { JOB_BOUNDS, type MutantJob, type MutantResult, type MutantState } from "./job.js";
import { answerIn } from "./ungraded.js";
import type { Workbench } from "./workbench.js";

/** Long enough for a new listener's first state to be read on a busy machine: some faults are to be seen in that state only. */
const TRANSITION_MS = 25;

/** What was seen while a mutant was run. */
interface Sighting {
  readonly violated: Set<RequirementId>;
  /** When the named requirement was first noticed to fail. */
  noticed: { readonly requests: number; readonly ms: number } | undefined;
}

/**
 * Runs the checks against one mutant: that of the requirement it names first, and where that one notices nothing, all of its profile,
 * since another check may see the violation on its way.
 * @param job which mutant, seed and how far to go
 * @param mutant its description
 * @param bench checks and folder
 */
export async function tryMutant(job: MutantJob, mutant: MutantDescription, bench: Workbench): Promise<MutantResult> {
  const { requirement, profile = "standard" } = mutant;
  const look = { profile, seed: job.seed, transitionMs: TRANSITION_MS };
  const usual = isGraded(requirement) ? undefined : await bench.correctAnswers.to({ requirement, ...look });
  const nonce = `m${job.id.toString(36)}`;
  const target = await openEmulatedTarget({
    mutant: mutant.name,
    ...look,
    folder: bench.folder,
    nonce,
    minutes: JOB_BOUNDS.mutant.minutes,
  });
  try {
    return await watch(job, mutant, bench, target, usual);
  } finally {
    await target.close();
  }
}

async function watch(
  job: MutantJob,
  mutant: MutantDescription,
  bench: Workbench,
  target: EmulatedTarget,
  usual: string | undefined,
): Promise<MutantResult> {
  const startedAt = performance.now();
  const before = target.client.requests();
  const spent = () => ({
    requests: target.client.requests() - before,
    ms: Math.round(performance.now() - startedAt),
  });
  const seen: Sighting = { violated: new Set(), noticed: undefined };
  const checks = checksFor(job, mutant, bench);
  for await (const record of runChecks(target.session, checks)) {
    for (const id of violatedIn(record)) seen.violated.add(id);
    if (seen.noticed === undefined && noticedIn(record, mutant.requirement, seen, usual)) seen.noticed = spent();
    if (seen.noticed !== undefined && !job.whole) break;
  }
  return {
    is: "mutant",
    id: job.id,
    name: mutant.name,
    state: stateOf(seen, target.fired()),
    fired: target.fired(),
    ...(seen.noticed ?? spent()),
    violated: [...seen.violated],
  };
}

function stateOf({ noticed }: Sighting, fired: number): MutantState {
  if (fired === 0) return "not-fired";
  return noticed === undefined ? "survived" : "killed";
}

/** The named requirement's check first. What is not graded shows in that check only, so that the others need not be run. */
function checksFor(
  { whole }: MutantJob,
  { requirement, profile }: MutantDescription,
  bench: Workbench,
): DeclaredCheck[] {
  const planned = plannedChecks(bench.checks, profile ?? "standard");
  const isNamed = (check: DeclaredCheck) => check.requirement === requirement;
  const named = planned.filter(isNamed);
  return whole || isGraded(requirement) ? [...named, ...planned.filter((check) => !isNamed(check))] : named;
}

/**
 * The checks that a profile runs.
 * @param checks all of them
 * @param profile which
 */
export function plannedChecks(checks: readonly DeclaredCheck[], profile: Profile): readonly DeclaredCheck[] {
  return checks.filter(({ requirement }) => REQUIREMENTS[requirement].profiles.includes(profile));
}

/** Required requirements that a record shows violated, its own and those seen on the way. */
function violatedIn(record: RequirementRecord): RequirementId[] {
  return mergeCollateral([record], REQUIREMENTS)
    .filter(({ outcome }) => outcome === "fail" || outcome === "flaky")
    .map(({ requirement }) => requirement)
    .filter(isGraded);
}

/** @param usual what the correct emulator answers, for a requirement that is not graded */
function noticedIn(
  record: RequirementRecord,
  named: RequirementId,
  seen: Sighting,
  usual: string | undefined,
): boolean {
  if (usual === undefined) return seen.violated.has(named);
  return record.requirement === named && answerIn(record) !== usual;
}

function isGraded(requirement: RequirementId): boolean {
  return REQUIREMENTS[requirement].kind === "required";
}
