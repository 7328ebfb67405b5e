/** Turning a draft's references into ids and tokens of the run at hand. */
import type { LoadBalancerReference, ServerGroupReference, TokenDraft } from "../../contract/request.js";
import type { Situation } from "../../contract/situations.js";
import { unlike } from "../../target/neighbours/unknown-id.js";

/** Raised when a request needs a situation that nobody supplies here. */
export class SituationMissing extends Error {
  readonly situation: Situation;
  constructor(situation: Situation) {
    super(`no ${situation} here`);
    this.name = "SituationMissing";
    this.situation = situation;
  }
}

/**
 * The id a reference stands for.
 * @param idOf gives an id for a situation; throws SituationMissing
 * @param model an id of the target of the same kind, after which unknown ids are shaped
 * @returns the id, or `undefined` when the parameter is not sent
 */
export function resolveReference<S extends Situation>(
  reference:
    | Extract<LoadBalancerReference | ServerGroupReference, { is: "absent" | "literal" | "unknown" }>
    | { is: "situation"; situation: S },
  idOf: (situation: S) => string,
  model: () => string,
): string | undefined {
  switch (reference.is) {
    case "absent":
      return undefined;
    case "literal":
      return reference.id;
    case "unknown":
      return unlike(model(), reference.salt);
    case "situation":
      return idOf(reference.situation);
  }
}

/**
 * The token a draft stands for.
 * @param stem nonce that no other request of any run has; short, letters and digits
 */
export function resolveToken(token: TokenDraft | undefined, stem: string): string | undefined {
  if (token === undefined) return undefined;
  return token.is === "literal" ? token.text : `${stem}-${token.text}`;
}
