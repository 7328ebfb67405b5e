/** Which requirements a profile and `--only` ask for. */
import { REQUIREMENTS, type RequirementId, SDK_REQUIREMENT_IDS } from "../../contract/catalogue.js";
import type { Profile } from "../../contract/profile.js";
import { idsJudged, type RunPlan } from "../../exercise/plan.js";
import { ConfigError } from "../../target/config/load-config.js";
import { nearestNames } from "../nearest-names.js";

/**
 * The requirements of a run.
 * @param profile whose requirements
 * @param only ids, with `*` for any characters; empty means all
 * @param judged whose clauses they are
 * @returns ids in the order of the catalogue
 * @throws ConfigError when an entry of `only` names nothing
 */
export function selectRequirements(
  profile: Profile,
  only: readonly string[],
  judged: RunPlan["is"] = "endpoint",
): RequirementId[] {
  const ids = idsJudged({ is: judged });
  const ofProfile = ids.filter((id) => REQUIREMENTS[id].profiles.includes(profile));
  if (only.length === 0) return ofProfile;
  const patterns = only.map(patternOf);
  return ofProfile.filter((id) => patterns.some((pattern) => pattern.test(id)));

  function patternOf(text: string): RegExp {
    const pattern = new RegExp(`^${text.split("*").map(escapeRegExp).join(".*")}$`, "u");
    if (ofProfile.some((id) => pattern.test(id))) return pattern;
    if (ids.some((id) => pattern.test(id))) {
      throw new ConfigError(`--only ${text}: not in the profile ${profile}; try --profile full`);
    }
    if (judged === "endpoint" && SDK_REQUIREMENT_IDS.some((id) => pattern.test(id))) {
      throw new ConfigError(`--only ${text}: a clause on client libraries; \`gwlb-conformance sdk run\` judges those`);
    }
    const [nearest] = nearestNames(text, ids, 1);
    throw new ConfigError(
      `--only ${text}: there is no such requirement${nearest === undefined ? "" : `; did you mean ${nearest}?`} \`gwlb-conformance ${judged === "sdk" ? "sdk list" : "list"}\` shows all`,
    );
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&");
}
