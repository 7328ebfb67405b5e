/** Doing less where requests are rationed; how much less is said by whoever asks. */
import type { Profile } from "../../contract/profile.js";
import type { Family } from "../../generators/specimen.js";
import { spread } from "./quotas.js";

/** Drawn cases of a family on a target whose requests are counted out. */
export const DRAWN_WHERE_RATIONED = 3;

/** What tells how much a target can be asked: its session. */
interface Rationed {
  readonly profile: Profile;
  readonly isRationed: boolean;
}

/**
 * A family that is too long for a target whose requests are rationed: there an even share of it, but in a run of the profile full. That may
 * turn out while its cases are sent; then those that are left are thinned out in the same way.
 * @param share number of examples for a rationed target
 */
export function asRateAllows({ profile, isRationed }: Rationed, family: Family, share: number): Family {
  if (profile === "full") return family;
  const examples = spread(family.examples, share);
  return isRationed ? { ...family, examples } : { ...family, whereRationed: new Set(examples) };
}
