/** What a mutant and a variant are: a change of the parts of the emulator, with its description. */
import type { RequirementId } from "../../contract/catalogue.js";
import type { Profile } from "../../contract/profile.js";
import type { EmulatorParts } from "../server/parts.js";

/** To be called whenever changed behaviour differs from the correct one. */
export type Fire = () => void;

/** A change of the emulator: parts in, changed parts out. */
export type Change = (parts: EmulatorParts, fire: Fire) => EmulatorParts;

/** The emulator with one named fault. */
export interface MutantDescription {
  /** Kebab case, unique. */
  readonly name: string;
  readonly area: string;
  /** What is wrong, in one sentence. */
  readonly title: string;
  /** The requirement whose check has to fail. */
  readonly requirement: RequirementId;
  /** The least profile that has to notice; absent: `standard`. */
  readonly profile?: Profile;
  /** False where the page is silent: the fault may only show in the fingerprint of a probe. */
  readonly graded?: false;
  /** Listeners per load balancer that the suite is told to expect; absent: nothing, so that it expects one. */
  readonly expectedLimit?: number;
  /** Clauses one of which it breaks instead in a whole run: the fault falls on the listener of whatever check is under way beside. */
  readonly besides?: readonly RequirementId[];
  readonly mutate: Change;
}

/** The emulator with one legitimate difference. */
export interface VariantDescription {
  /** Kebab case, unique. */
  readonly name: string;
  /** How it differs, in one sentence. */
  readonly title: string;
  /** Why the page allows it. */
  readonly because: string;
  /** As of a mutant. */
  readonly expectedLimit?: number;
  readonly vary: Change;
}
