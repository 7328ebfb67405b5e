/** What the self-test hands to its worker processes, and what comes back. Plain data: it crosses a process boundary. */
import type { RequirementId } from "../../contract/catalogue.js";
import type { Outcome } from "../../contract/outcome.js";
import type { Profile } from "../../contract/profile.js";
import type { CausesFound } from "./causes-found.js";

/**
 * How the suite is put to a mutant. `aimed`: the check of the clause that the mutant names first, and no more than is needed. `whole`: a run as a
 * user starts it, all checks at once, to its end and its verdict; with the smoke profile, and what that does not notice with the mutant's own.
 */
export type Aim = "aimed" | "whole";

/** What the suite is proved on: emulators of the endpoint, or client libraries. */
export type ProofSubject = "endpoint" | "sdk";

interface JobHead {
  readonly subject: ProofSubject;
  /** Unique among the jobs of one self-test. */
  readonly id: number;
  /** Of the mutant or variant. */
  readonly name: string;
  readonly seed: number;
}

/** The suite against the emulator, or the reference client, with one fault. */
export interface MutantJob extends JobHead {
  readonly is: "mutant";
  /** How the suite is put to it. */
  readonly aim: Aim;
}

/** The suite against the emulator, or the reference client, with one legitimate difference. */
export interface VariantJob extends JobHead {
  readonly is: "variant";
  /** How thorough the run is. */
  readonly profile: Profile;
}

export type Job = MutantJob | VariantJob;

/** Bounds on the time of one job: minutes after which its run begins nothing more, milliseconds after which its process is ended. */
export const JOB_BOUNDS: Readonly<Record<Job["is"], { readonly minutes: number; readonly endMs: number }>> = {
  mutant: { minutes: 1, endMs: 180_000 },
  // Some variants are slow on purpose.
  variant: { minutes: 4, endMs: 300_000 },
};

/** `killed`: the requirement that the mutant names failed, and the fault took effect. `not-fired`: it never took effect. */
export type MutantState = "killed" | "survived" | "not-fired" | "error";

/** What one mutant came to. */
export interface MutantResult {
  readonly is: "mutant";
  readonly id: number;
  readonly name: string;
  readonly state: MutantState;
  /** Profile of the run that this is of: the last one that was needed. */
  readonly profile: Profile;
  /** How often the fault took effect. */
  readonly fired: number;
  /** Requests sent until the named requirement had failed; of the whole run when it did not. */
  readonly requests: number;
  /** Milliseconds, likewise. */
  readonly ms: number;
  /** Required requirements that failed, in the order in which they were seen to. */
  readonly violated: readonly RequirementId[];
  /** Of a whole run that noticed the fault. */
  readonly causes?: CausesFound;
  /** Why there is no better state. */
  readonly problem?: string;
  /** It is of a second run, with no other beside it. */
  readonly alone?: true;
}

/** One required requirement that a variant was wrongly accused by, or could not be judged by. */
export interface Accusation {
  readonly requirement: RequirementId;
  readonly outcome: Outcome;
  readonly reason: string;
}

/** What one run against a variant came to. */
export interface VariantResult {
  readonly is: "variant";
  readonly profile: Profile;
  readonly id: number;
  readonly name: string;
  readonly seed: number;
  readonly conformant: boolean;
  readonly fired: number;
  readonly requests: number;
  readonly ms: number;
  readonly accused: readonly Accusation[];
  readonly problem?: string;
}

export type JobResult = MutantResult | VariantResult;

/**
 * The result of a job that could not be carried out.
 * @param job which
 * @param problem what went wrong, one sentence
 */
export function failedJob(job: Job, problem: string): JobResult {
  const none = { id: job.id, name: job.name, fired: 0, requests: 0, ms: 0, problem };
  return job.is === "mutant"
    ? { ...none, is: "mutant", state: "error", profile: "standard", violated: [] }
    : { ...none, is: "variant", profile: job.profile, seed: job.seed, conformant: false, accused: [] };
}
