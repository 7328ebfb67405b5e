/** Finding requirements by what people know of them. */
import { REQUIREMENT_IDS, REQUIREMENTS, type RequirementId } from "../contract/catalogue.js";
import { PROFILES, type Profile } from "../contract/profile.js";
import { type Kind, SDK_SECTIONS, SECTIONS, type Section } from "../contract/requirement.js";
import type { Situation } from "../contract/situations.js";
import { UsageError } from "./usage-error.js";

/** What to look for; what is absent does not matter. */
export interface RequirementFilter {
  readonly kind?: Kind;
  /** A part of a section's heading, in any case. */
  readonly section?: string;
  /** One that checks it. */
  readonly profile?: Profile;
  /** One that it needs. */
  readonly situation?: Situation;
  /** Words that its id or its statement holds, all of them, in any case. */
  readonly words: readonly string[];
}

/**
 * Finds requirements.
 * @param filter what to look for
 * @param among where to look; the clauses on endpoints when absent
 * @returns ids in the order in which they were given
 * @throws UsageError when no section is meant
 */
export function findRequirements(
  { kind, section, profile, situation, words }: RequirementFilter,
  among: readonly RequirementId[] = REQUIREMENT_IDS,
): RequirementId[] {
  const sections = sectionsLike(section ?? "", among);
  return among.filter((id) => {
    const requirement = REQUIREMENTS[id];
    return (
      (kind === undefined || requirement.kind === kind) &&
      sections.includes(requirement.section) &&
      (profile === undefined || requirement.profiles.includes(profile)) &&
      (situation === undefined || requirement.situations.includes(situation)) &&
      words.every((word) => holds(`${id} ${requirement.statement}`, word))
    );
  });
}

/** The sections of requirements, in their order. */
export function sectionsOf(ids: readonly RequirementId[]): readonly Section[] {
  const own = new Set(ids.map((id) => REQUIREMENTS[id].section));
  return [...SECTIONS, ...SDK_SECTIONS].filter((section) => own.has(section));
}

/** The least thorough profile that checks a requirement. */
export function leastProfile(id: RequirementId): Profile | undefined {
  return PROFILES.find((profile) => REQUIREMENTS[id].profiles.includes(profile));
}

function sectionsLike(text: string, among: readonly RequirementId[]): readonly Section[] {
  const all = sectionsOf(among);
  const found = all.filter((section) => holds(section, text));
  if (found.length > 0) return found;
  throw new UsageError(`--section ${text}: no section is called so; they are: ${all.join(", ")}`);
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
