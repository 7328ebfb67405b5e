/** Which mutants and variants a self-test runs. */
import { REQUIREMENTS } from "../../contract/catalogue.js";
import type { Profile } from "../../contract/profile.js";
import type { MutantDescription, VariantDescription } from "../../emulator/index.js";
import { isInPart, type Part } from "../part.js";
import { UsageError } from "../usage-error.js";
import type { Job, ProofSubject } from "./job.js";

/** What is known of a mutant before it is run, be it of the emulator or of the reference client. */
export type MutantSummary = Omit<MutantDescription, "mutate">;

/** Likewise of a variant. */
export type VariantSummary = Omit<VariantDescription, "vary">;

/** What the command line says about it. Absent members ask for nothing in particular. */
export interface SelectionOptions {
  /** Faulty and different client libraries, in place of emulators. */
  readonly sdk?: boolean;
  /** Names of mutants, `*` standing for any characters; `none`: no mutants. */
  readonly mutants?: string;
  /** Names of variants, likewise. */
  readonly variants?: string;
  /** Area of mutants, likewise. */
  readonly area?: string;
  /** Whole runs against mutants, as a user starts them, in place of aimed ones. */
  readonly whole?: boolean;
  /** Which of how many parts of the mutants, and of the variants, counted from 1; absent: all. */
  readonly part?: Part;
  /** First seed. */
  readonly seed?: number;
  /** Seeds per variant. */
  readonly seeds?: number;
  /** How thoroughly variants are run. */
  readonly profile?: Profile;
}

/** What a self-test runs. */
export interface Selection {
  readonly mutants: readonly MutantSummary[];
  readonly variants: readonly VariantSummary[];
  /** Whether that is all there is. */
  readonly everything: boolean;
}

const FIRST_SEED = 1;
const NONE = "none";

/**
 * Selects mutants and variants. Who names only the one kind gets none of the other, and who wants none of the one gets all of the other.
 * @param options patterns
 * @param all every mutant and variant there is
 * @throws UsageError when a pattern matches nothing
 */
export function select(
  { mutants, variants, area, whole, part }: SelectionOptions,
  all: { readonly mutants: readonly MutantSummary[]; readonly variants: readonly VariantSummary[] },
): Selection {
  if (mutants === NONE && (variants === NONE || area !== undefined))
    throw new UsageError(
      `--mutants none: then there is nothing for ${area === undefined ? "--variants none" : "--area"} to choose`,
    );
  const mutantsAsked = mutants !== NONE && (mutants !== undefined || area !== undefined);
  const variantsAsked = variants !== NONE && variants !== undefined;
  // A whole run ends with the same exit code whatever a probe or an advisory tells.
  const candidates = all.mutants.filter((one) => !whole || REQUIREMENTS[one.requirement].kind === "required");
  const inPart = (_: unknown, index: number) => part === undefined || isInPart(part, index);
  const chosen = {
    mutants:
      mutants === NONE || (variantsAsked && !mutantsAsked)
        ? []
        : candidates.filter((one) => matches(mutants, one.name) && matches(area, one.area)).filter(inPart),
    variants:
      variants === NONE || (mutantsAsked && !variantsAsked)
        ? []
        : all.variants.filter(({ name }) => matches(variants, name)).filter(inPart),
  };
  if (mutantsAsked && chosen.mutants.length === 0) {
    const areas = [...new Set(all.mutants.map((mutant) => mutant.area))].join(", ");
    throw new UsageError(`no mutant matches ${words(mutants, area)}; the areas are ${areas}`);
  }
  if (variantsAsked && chosen.variants.length === 0) {
    const names = all.variants.map(({ name }) => name).join(", ");
    throw new UsageError(`no variant matches "${variants}"; the variants are ${names}`);
  }
  return {
    ...chosen,
    everything: chosen.mutants.length === candidates.length && chosen.variants.length === all.variants.length,
  };
}

/**
 * The jobs of a selection: the variants, one seed after the other, then the mutants. The longest come first, lest they be waited for at the end.
 * @param options seeds and depth
 */
export function jobsOf(
  { mutants, variants }: Selection,
  { seed = FIRST_SEED, seeds = 1, whole = false, profile = "standard", sdk = false }: SelectionOptions,
): Job[] {
  const subject: ProofSubject = sdk ? "sdk" : "endpoint";
  const mutantJobs = mutants.map(({ name }) => ({
    is: "mutant" as const,
    subject,
    name,
    seed,
    aim: whole ? ("whole" as const) : ("aimed" as const),
  }));
  const variantJobs = Array.from({ length: seeds }, (_, nth) =>
    variants.map(({ name }) => ({ is: "variant" as const, subject, name, seed: seed + nth, profile })),
  ).flat();
  return [...variantJobs, ...mutantJobs].map((job, id) => ({ ...job, id }));
}

function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  const literal = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/gu, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`, "u").test(text);
}

function words(mutants: string | undefined, area: string | undefined): string {
  const parts = [...(mutants === undefined ? [] : [`"${mutants}"`]), ...(area === undefined ? [] : [`area "${area}"`])];
  return parts.join(" in ");
}
