/** Which requirements a profile and `--only` ask for. */
import { closestMatch } from "leven";
import { REQUIREMENT_IDS, REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import type { Profile } from "../../contract/profile.js";
import { ConfigError } from "../../target/config/load-config.js";

/**
 * The requirements of a run.
 * @param profile whose requirements
 * @param only ids, with `*` for any characters; empty means all
 * @returns ids in the order of the catalogue
 * @throws ConfigError when an entry of `only` names nothing
 */
export function selectRequirements(profile: Profile, only: readonly string[]): RequirementId[] {
  const ofProfile = REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].profiles.includes(profile));
  if (only.length === 0) return ofProfile;
  const patterns = only.map(patternOf);
  return ofProfile.filter((id) => patterns.some((pattern) => pattern.test(id)));

  function patternOf(text: string): RegExp {
    const pattern = new RegExp(`^${text.split("*").map(escapeRegExp).join(".*")}$`, "u");
    if (ofProfile.some((id) => pattern.test(id))) return pattern;
    if (REQUIREMENT_IDS.some((id) => pattern.test(id))) {
      throw new ConfigError(`--only ${text}: not in the profile ${profile}; try --profile full`);
    }
    const nearest = closestMatch(text, [...REQUIREMENT_IDS]);
    throw new ConfigError(
      `--only ${text}: there is no such requirement${nearest === undefined ? "" : `; did you mean ${nearest}?`} \`gwlb-conformance list\` shows all`,
    );
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&");
}
