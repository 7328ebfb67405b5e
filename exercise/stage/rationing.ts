/** Doing less where requests are rationed; how much less is said by whoever asks. */
import type { Profile } from "../../contract/profile.js";
import type { Family } from "../../generators/specimen.js";
import type { Limits } from "../../target/config/config.js";
import { isRationed } from "../../target/config/rates.js";
import { spread } from "./quotas.js";

export { isRationed };

/** What tells how much a target can be asked: its session. */
interface Rationed {
  readonly profile: Profile;
  readonly config: { readonly limits: Pick<Limits, "requestsPerSecond"> };
}

/**
 * A family that is too long for a target whose requests are rationed: there an even share of it, but in a run of the profile full.
 * @param share number of examples for a rationed target
 */
export function asRateAllows({ profile, config }: Rationed, family: Family, share: number): Family {
  if (!isRationed(config.limits) || profile === "full") return family;
  return { ...family, examples: spread(family.examples, share) };
}
