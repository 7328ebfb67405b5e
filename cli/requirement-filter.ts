/** Finding requirements by what people know of them. */
import { REQUIREMENT_IDS, REQUIREMENTS, type RequirementId } from "../contract/catalogue.js";
import { PROFILES, type Profile } from "../contract/profile.js";
import { type Kind, SECTIONS, type Section } from "../contract/requirement.js";
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
 * @returns ids in the order of the page
 * @throws UsageError when no section is meant
 */
export function findRequirements({ kind, section, profile, situation, words }: RequirementFilter): RequirementId[] {
  const sections = sectionsLike(section ?? "");
  return REQUIREMENT_IDS.filter((id) => {
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

/** The least thorough profile that checks a requirement. */
export function leastProfile(id: RequirementId): Profile | undefined {
  return PROFILES.find((profile) => REQUIREMENTS[id].profiles.includes(profile));
}

function sectionsLike(text: string): readonly Section[] {
  const found = SECTIONS.filter((section) => holds(section, text));
  if (found.length > 0) return found;
  throw new UsageError(`--section ${text}: no section is called so; they are: ${SECTIONS.join(", ")}`);
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
