/** One mutant: which checks notice its fault, and how soon. */
import { REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import type { Profile } from "../../contract/profile.js";
import type { MutantDescription } from "../../emulator/index.js";
import type { RequirementRecord } from "../../evidence/record.js";
import type { DeclaredCheck } from "../../exercise/check/requirement.js";
import { runChecks } from "../../exercise/run-checks.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import { mergeCollateral } from "../../verdict/results.js";
import { type CausesFound, causesFound } from "./causes-found.js";
import { type EmulatedTarget, openEmulatedTarget } from "./emulated-target.js";
import { JOB_BOUNDS, type MutantJob, type MutantResult, type MutantState } from "./job.js";
import { answerIn } from "./ungraded.js";
import { runWhole } from "./whole-run.js";
import type { Workbench } from "./workbench.js";

/** Milliseconds, long enough for a new listener's first state to be read on a busy machine: some faults are to be seen in that state only. */
const TRANSITION_MS = 60;

/** What was seen while a mutant was run. */
interface Sighting {
  /** Required requirements that failed, in the order in which they were seen to. */
  readonly violated: readonly RequirementId[];
  /** When the named requirement was noticed to fail. */
  readonly noticed: Pick<MutantResult, "requests" | "ms"> | undefined;
  /** What a whole run that noticed it says of its causes. */
  readonly causes?: CausesFound;
}

/**
 * Puts the suite to one mutant.
 * @param job which mutant, seed and how
 * @param mutant its description
 */
export async function tryMutant(job: MutantJob, mutant: MutantDescription, bench: Workbench): Promise<MutantResult> {
  const own = mutant.profile ?? "standard";
  if (job.aim === "aimed") return inTarget(job, mutant, bench, own, aimAt);
  const smoke = await inTarget(job, mutant, bench, "smoke", putWhole);
  return smoke.state === "killed" || own === "smoke" ? smoke : inTarget(job, mutant, bench, own, putWhole);
}

/** What one way of putting the suite to a mutant came to. */
type Way = (mutant: MutantDescription, run: MutantRun) => Promise<Sighting>;

/** A mutant that is served, and everything to be put to it. */
interface MutantRun {
  readonly target: EmulatedTarget;
  readonly planned: readonly DeclaredCheck[];
  /** What the correct emulator answers, for a requirement that is not graded. */
  readonly usual: string | undefined;
  /** What was sent until now. */
  readonly spent: () => Pick<MutantResult, "requests" | "ms">;
}

async function inTarget(
  job: MutantJob,
  { requirement, ...mutant }: MutantDescription,
  bench: Workbench,
  profile: Profile,
  put: Way,
): Promise<MutantResult> {
  const { expectedLimit } = mutant;
  const look = { profile, seed: job.seed, transitionMs: TRANSITION_MS, expectedLimit };
  const usual = isGraded(requirement) ? undefined : await bench.correctAnswers.to({ requirement, ...look });
  const nonce = `m${job.id.toString(36)}${profile.charAt(0)}`;
  const { minutes } = JOB_BOUNDS.mutant;
  const target = await openEmulatedTarget({ mutant: mutant.name, ...look, folder: bench.folder, nonce, minutes });
  try {
    const startedAt = performance.now();
    const before = target.client.requests();
    const spent = () => ({
      requests: target.client.requests() - before,
      ms: Math.round(performance.now() - startedAt),
    });
    const planned = plannedChecks(bench.checks, profile);
    const { noticed, ...seen } = await put({ requirement, ...mutant }, { target, planned, usual, spent });
    const fired = target.fired();
    const state = stateOf(noticed !== undefined, fired);
    return { is: "mutant", id: job.id, name: mutant.name, state, profile, fired, ...(noticed ?? spent()), ...seen };
  } finally {
    await target.close();
  }
}

function stateOf(isNoticed: boolean, fired: number): MutantState {
  if (fired === 0) return "not-fired";
  return isNoticed ? "killed" : "survived";
}

/**
 * The check of the named clause first; where that one notices nothing, the others of the profile, since one of them may see the violation on its
 * way. What is not graded shows in its own check only.
 */
async function aimAt(
  { requirement }: MutantDescription,
  { target, planned, usual, spent }: MutantRun,
): Promise<Sighting> {
  const violated = new Set<RequirementId>();
  const isNamed = (check: DeclaredCheck) => check.requirement === requirement;
  const others = usual === undefined ? planned.filter((check) => !isNamed(check)) : [];
  for (const checks of [planned.filter(isNamed), others]) {
    for await (const record of runChecks(target.session, checks)) {
      for (const id of violatedIn(record)) violated.add(id);
      if (noticedIn(record, requirement, violated, usual)) return { violated: [...violated], noticed: spent() };
    }
  }
  return { violated: [...violated], noticed: undefined };
}

/** It has to end with a violation, and the named clause has to be among those that failed. */
async function putWhole(
  { requirement, besides = [] }: MutantDescription,
  { target, planned, spent }: MutantRun,
): Promise<Sighting> {
  const { results, judgement } = await runWhole(target, planned);
  const violated = results.filter(isViolated).map((result) => result.requirement);
  const named = [requirement, ...besides];
  const isNoticed = judgement.exitCode === EXIT_CODES.violation && named.some((id) => violated.includes(id));
  if (!isNoticed) return { violated, noticed: undefined };
  return { violated, noticed: spent(), causes: causesFound(results, named) };
}

const isViolated = ({ outcome, requirement }: RequirementRecord) =>
  isGraded(requirement) && (outcome === "fail" || outcome === "flaky");

/**
 * The checks that a profile runs.
 * @param checks all of them
 */
export function plannedChecks(checks: readonly DeclaredCheck[], profile: Profile): readonly DeclaredCheck[] {
  return checks.filter(({ requirement }) => REQUIREMENTS[requirement].profiles.includes(profile));
}

/** Required requirements that a record shows violated, its own and those seen on the way. */
function violatedIn(record: RequirementRecord): RequirementId[] {
  return mergeCollateral([record], REQUIREMENTS)
    .filter(isViolated)
    .map(({ requirement }) => requirement);
}

/** @param usual what the correct emulator answers, for a requirement that is not graded */
function noticedIn(
  record: RequirementRecord,
  named: RequirementId,
  violated: ReadonlySet<RequirementId>,
  usual: string | undefined,
): boolean {
  if (usual === undefined) return violated.has(named);
  return record.requirement === named && answerIn(record) !== usual;
}

function isGraded(requirement: RequirementId): boolean {
  return REQUIREMENTS[requirement].kind === "required";
}
