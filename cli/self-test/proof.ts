/** The proof of the suite: what a self-test found, as `proof.json` holds it. Schema: `schemas/proof.schema.json`. */
import type { RequirementId } from "../../contract/catalogue.js";
import { cut } from "../../evidence/text.js";
import type { ProofSummary } from "../../reports/report.js";
import { type CausesSummary, causesSummary } from "./causes-found.js";
import type { JobResult, MutantResult, MutantState, ProofSubject, VariantResult } from "./job.js";
import type { MutantSummary, Selection } from "./selection.js";

const PROOF_VERSION = 1;

/** One mutant in the proof, and what its clause's check came to. */
export interface MutantProof extends Omit<MutantResult, "is" | "id"> {
  readonly area: string;
  readonly title: string;
  readonly requirement: RequirementId;
}

/** One run against a variant in the proof. */
export interface VariantProof extends Omit<VariantResult, "is" | "id"> {
  readonly title: string;
}

export interface Score {
  readonly mutants: number;
  readonly killed: number;
  /** Its fault took effect, and the named requirement did not fail. */
  readonly survived: number;
  readonly notFired: number;
  /** Could not be run to an end. */
  readonly errors: number;
  readonly variants: number;
  /** Variants that were not found conformant with every seed, or whose difference never took effect where it should have. */
  readonly falseAlarms: number;
}

export interface Proof {
  readonly proofVersion: typeof PROOF_VERSION;
  readonly suite: { readonly name: string; readonly version: string; readonly contractRevision: string };
  readonly subject: ProofSubject;
  /** ISO 8601, UTC. */
  readonly provedAt: string;
  readonly durationMs: number;
  /** Every mutant and every variant there is was run to the end, and no variant with the smoke profile only. */
  readonly complete: boolean;
  /** The mutants were put whole runs to, as a user starts them. */
  readonly whole: boolean;
  readonly score: Score;
  /** Of the mutants that whole runs killed. */
  readonly causes?: CausesSummary;
  readonly mutants: readonly MutantProof[];
  readonly variants: readonly VariantProof[];
}

/** Everything a proof is made from. */
interface ProofMaterial {
  readonly suite: Proof["suite"];
  readonly subject: ProofSubject;
  readonly selection: Selection;
  readonly whole: boolean;
  readonly results: readonly JobResult[];
  readonly startedAt: Date;
  readonly durationMs: number;
  /** Whether every job has a result. */
  readonly finished: boolean;
}

const TEXT_BYTES = 500;
const ACCUSATIONS = 20;

/**
 * Makes the proof of what was found.
 * @param material results in any order
 * @returns mutants and variants in the order of their files, texts bounded
 */
export function makeProof(material: ProofMaterial): Proof {
  const { suite, subject, selection, results, startedAt, durationMs, finished, whole } = material;
  const byName = new Map(results.flatMap((result) => (result.is === "mutant" ? [[result.name, result]] : [])));
  const mutants = selection.mutants.flatMap((mutant) => {
    const result = byName.get(mutant.name);
    return result === undefined ? [] : [mutantProof(mutant, result)];
  });
  const runs = results.flatMap((result) => (result.is === "variant" ? [result] : []));
  const variants = selection.variants.flatMap(({ name, title }) =>
    runs
      .filter((run) => run.name === name)
      .sort((a, b) => a.seed - b.seed)
      .map((run) => variantProof(title, run)),
  );
  const causes = causesSummary(mutants.flatMap((mutant) => mutant.causes ?? []));
  return {
    proofVersion: PROOF_VERSION,
    suite,
    subject,
    provedAt: startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    complete: finished && selection.everything && variants.every(({ profile }) => profile !== "smoke"),
    whole,
    score: scoreOf(mutants, variants),
    ...(causes === undefined ? {} : { causes }),
    mutants,
    variants,
  };
}

/**
 * Counts what a proof holds.
 * @param mutants each once
 * @param variants each once per seed
 */
export function scoreOf(
  mutants: readonly Pick<MutantProof, "state">[],
  variants: readonly Pick<VariantProof, "name" | "conformant" | "fired" | "profile">[],
): Score {
  const inState = (state: MutantState) => mutants.filter((mutant) => mutant.state === state).length;
  return {
    mutants: mutants.length,
    killed: inState("killed"),
    survived: inState("survived"),
    notFired: inState("not-fired"),
    errors: inState("error"),
    variants: new Set(variants.map(({ name }) => name)).size,
    falseAlarms: new Set(variants.filter(isFalseAlarm).map(({ name }) => name)).size,
  };
}

/**
 * Whether a run against a variant is held against the suite: it was not found conformant, or nobody knows, because its difference never took
 * effect. The few requests of the smoke profile need not come upon every difference.
 */
export function isFalseAlarm({
  conformant,
  fired,
  profile,
}: Pick<VariantProof, "conformant" | "fired" | "profile">): boolean {
  return !conformant || (fired === 0 && profile !== "smoke");
}

/** Whether a score is the only one that will do: every mutant killed, every variant conformant. */
export function isPerfect({ mutants, killed, falseAlarms }: Score): boolean {
  return killed === mutants && falseAlarms === 0;
}

/**
 * What a report of a run says of the proof.
 * @param proof any
 * @returns `undefined` when the proof is of a part only: a part proves nothing of the whole
 */
export function summaryOf({ complete, provedAt, suite, score }: Proof): ProofSummary | undefined {
  if (!complete) return undefined;
  const { mutants, killed, notFired, variants, falseAlarms } = score;
  return {
    provedAt,
    suiteVersion: suite.version,
    contractRevision: suite.contractRevision,
    mutants,
    killed,
    // A mutant that could not be run has not been killed either.
    survived: mutants - killed - notFired,
    notFired,
    variants,
    falseAlarms,
  };
}

function mutantProof(mutant: MutantSummary, { is: _, id: __, problem, ...seen }: MutantResult): MutantProof {
  const { area, title, requirement } = mutant;
  return { ...seen, area, title, requirement, ...bounded(problem) };
}

function variantProof(title: string, { is: _, id: __, problem, accused, ...seen }: VariantResult): VariantProof {
  const told = accused.slice(0, ACCUSATIONS).map((one) => ({ ...one, reason: cut(one.reason, TEXT_BYTES) }));
  return { ...seen, title, accused: told, ...bounded(problem) };
}

function bounded(problem: string | undefined): { readonly problem?: string } {
  return problem === undefined ? {} : { problem: cut(problem, TEXT_BYTES) };
}
