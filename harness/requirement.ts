/**
 * Declaring checks. A spec calls `requirement(id, check)`; who runs the checks (Playwright, or the in-process runner of the self-test)
 * is decided by whoever loads the specs.
 */
import type { RequirementId } from "../contract/catalogue.js";
import type { Endpoint } from "./endpoint.js";

/** What a check is given. */
export interface CheckContext {
  readonly endpoint: Endpoint;
}

export type Check = (context: CheckContext) => Promise<void>;

/** The check of one requirement. */
export interface DeclaredCheck {
  readonly requirement: RequirementId;
  readonly check: Check;
}

type Declare = (declared: DeclaredCheck) => void;

const declared = new Map<RequirementId, DeclaredCheck>();
const listeners: Declare[] = [];

/**
 * Declares the check of one requirement.
 * @param id requirement of the catalogue; an unknown one does not compile
 * @param check puts cases to the endpoint; what it sees goes to its log, it does not throw for what the target does
 */
export function requirement(id: RequirementId, check: Check): void {
  if (declared.has(id)) throw new Error(`${id} has two checks`);
  const one = { requirement: id, check };
  declared.set(id, one);
  for (const listen of listeners) listen(one);
}

/**
 * Hears of every check declared from now on.
 * @param listen called once per declaration
 */
export function onDeclaration(listen: Declare): void {
  listeners.push(listen);
}

/**
 * The check of one requirement.
 * @param id requirement of the catalogue
 * @returns `undefined` when the specs that are loaded have none
 */
export function declaredCheck(id: RequirementId): Check | undefined {
  return declared.get(id)?.check;
}

/** All checks declared so far, in the order of their declaration. */
export function declaredChecks(): readonly DeclaredCheck[] {
  return [...declared.values()];
}
