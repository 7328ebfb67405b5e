/** Declaring the checks of client libraries: one per clause, beside the clause's name. */
import type { SdkRequirementId } from "../../contract/catalogue.js";
import type { SdkCheck } from "./sdk-check.js";

/** What a check is given. */
interface SdkCheckContext {
  readonly sdk: SdkCheck;
}

export type SdkCheckBody = (context: SdkCheckContext) => Promise<void>;

/** The check of one clause. */
export interface DeclaredSdkCheck {
  readonly requirement: SdkRequirementId;
  readonly body: SdkCheckBody;
  /** Whether it looks back at what all others have done, and comes after them. */
  readonly last: boolean;
}

const declared = new Map<SdkRequirementId, DeclaredSdkCheck>();

/**
 * Declares the check of one clause.
 * @param id clause of the catalogue; an unknown one does not compile
 * @param body holds conversations; what it sees goes to its log
 * @param options `last`: it comes after all others
 */
export function sdkRequirement(
  id: SdkRequirementId,
  body: SdkCheckBody,
  { last = false }: { readonly last?: boolean } = {},
): void {
  if (declared.has(id)) throw new Error(`${id} has two checks`);
  declared.set(id, { requirement: id, body, last });
}

/** All checks declared so far, in the order of their declaration. */
export function declaredSdkChecks(): readonly DeclaredSdkCheck[] {
  return [...declared.values()];
}
