/** The assumption ledger: every silence or contradiction of the page, the reading taken, and what follows for the verdict. */
import { ANSWER_ASSUMPTIONS } from "./assumptions/answers.js";
import type { Assumption } from "./assumptions/assumption.js";
import { CLIENT_TOKEN_ASSUMPTIONS } from "./assumptions/client-token.js";
import { OPERATION_ASSUMPTIONS } from "./assumptions/operation.js";
import { PARAMETER_ASSUMPTIONS } from "./assumptions/parameters.js";
import { PASSING_ASSUMPTIONS } from "./assumptions/passing.js";
import { TAG_ASSUMPTIONS } from "./assumptions/tag.js";

export type { Assumption };

const LEDGER = {
  ...OPERATION_ASSUMPTIONS,
  ...PARAMETER_ASSUMPTIONS,
  ...CLIENT_TOKEN_ASSUMPTIONS,
  ...TAG_ASSUMPTIONS,
  ...ANSWER_ASSUMPTIONS,
  ...PASSING_ASSUMPTIONS,
};

export type AssumptionId = keyof typeof LEDGER;

/** Every assumption by its id. */
export const ASSUMPTIONS: Readonly<Record<AssumptionId, Assumption>> = LEDGER;

/** All ids, in the order of the page. */
export const ASSUMPTION_IDS = Object.keys(LEDGER) as readonly AssumptionId[];

/**
 * The readings of the page that a requirement stands on, in the order of the page.
 * @param requirement its id; one that the catalogue does not know stands on none
 */
export function assumptionsBehind(requirement: string): readonly (Assumption & { readonly id: AssumptionId })[] {
  return ASSUMPTION_IDS.filter((id) => ASSUMPTIONS[id].requirements.some((one) => one === requirement)).map((id) => ({
    id,
    ...ASSUMPTIONS[id],
  }));
}
