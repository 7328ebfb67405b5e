/** The form of an entry of the ledger of assumptions. */
import type { RequirementId } from "../catalogue.js";

/** A silence or contradiction of the page, and how this suite reads it. The id is its key in the ledger. */
export interface Assumption {
  /** What the page leaves open. */
  readonly question: string;
  /** The reading that the suite takes. */
  readonly reading: string;
  /** What follows for the verdict of a target that reads it otherwise. */
  readonly consequence: string;
  /** Requirements that stand on the reading, or record what the target does. */
  readonly requirements: readonly RequirementId[];
}
