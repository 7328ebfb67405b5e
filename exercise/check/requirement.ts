/**
 * Declaring checks. A spec calls `requirement(id, check)`; who runs the checks (Playwright, or the in-process runner of the self-test)
 * is decided by whoever loads the specs.
 */
import type { RequirementId } from "../../contract/catalogue.js";
import type { Check } from "./check.js";

/** What a check is given. */
export interface CheckContext {
  readonly check: Check;
}

export type CheckBody = (context: CheckContext) => Promise<void>;

/** The check of one requirement. */
export interface DeclaredCheck {
  readonly requirement: RequirementId;
  readonly body: CheckBody;
}

const declared = new Map<RequirementId, DeclaredCheck>();

/**
 * Declares the check of one requirement.
 * @param id requirement of the catalogue; an unknown one does not compile
 * @param body puts cases to the target; what it sees goes to its log, it does not throw for what the target does
 */
export function requirement(id: RequirementId, body: CheckBody): void {
  if (declared.has(id)) throw new Error(`${id} has two checks`);
  declared.set(id, { requirement: id, body });
}

/** The check of one requirement. @returns `undefined` when the specs that are loaded have none */
export function declaredCheck(id: RequirementId): CheckBody | undefined {
  return declared.get(id)?.body;
}

/** All checks declared so far, in the order of their declaration. */
export function declaredChecks(): readonly DeclaredCheck[] {
  return [...declared.values()];
}
