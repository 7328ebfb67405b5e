/** What a run could exercise with the situations of a configuration and the operations of its target, told before it begins. */
import { REQUIREMENT_IDS, REQUIREMENTS, type RequirementId } from "../contract/catalogue.js";
import { type Offer, type Unshown, unshownWith } from "../contract/needs.js";
import type { Situation } from "../contract/situations.js";
import type { Config } from "../target/config/config.js";
import { predictSupply } from "../target/situations/provider.js";

/** A situation that a target does not have, and what is not exercised for want of it. */
export interface MissingSituation {
  readonly situation: Situation;
  readonly requirements: readonly RequirementId[];
}

/** What a run could exercise, as far as it can be told without one. */
export interface Exercisable {
  /** Required requirements of the profile. */
  readonly required: number;
  /** Those of them all whose situations can be had. */
  readonly exercisable: number;
  /** Whether that is too few for a certificate. */
  readonly belowFloor: boolean;
  readonly missing: readonly MissingSituation[];
  /** What is not exercised for want of something else. */
  readonly unshown: readonly Unshown[];
  /** Required requirements that can be exercised. */
  readonly requirements: readonly RequirementId[];
}

/** What of an offer was seen of the target. */
type SeenOffer = Pick<Offer, "isStatic" | "listsListeners" | "removesListeners">;

/** Predicts which requirements a run can exercise. Nothing is sent. */
export function predictExercisable(config: Config, operations: SeenOffer): Exercisable {
  const { profile, coverageFloor } = config.run;
  const ofProfile = REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].profiles.includes(profile));
  const isMissing = (situation: Situation) => predictSupply(config, situation) === "missing";
  const required = ofProfile.filter((id) => REQUIREMENTS[id].kind === "required");
  const supplied = required.filter((id) => !REQUIREMENTS[id].situations.some(isMissing));
  const unshown = unshownWith(offerOf(config, operations), supplied);
  const requirements = supplied.filter((id) => !unshown.some(({ clauses }) => clauses.includes(id)));
  const exercisable = requirements.length;
  const needed = new Set(ofProfile.flatMap((id) => REQUIREMENTS[id].situations));
  return {
    required: required.length,
    exercisable,
    belowFloor: exercisable === 0 || exercisable / required.length < coverageFloor,
    missing: [...needed].filter(isMissing).map((situation) => ({
      situation,
      requirements: ofProfile.filter((id) => REQUIREMENTS[id].situations.includes(situation)),
    })),
    unshown,
    requirements,
  };
}

function offerOf(config: Config, operations: SeenOffer): Offer {
  const { run, target, situations, provision } = config;
  return {
    ...operations,
    creations: run.lenses.includes("create"),
    authentication: target.auth !== "none",
    loadBalancers: situations["load-balancer/idle"]?.length ?? provision?.loadBalancers ?? 0,
  };
}
