/** Turning a draft's references into ids and tokens of the run at hand. */
import { createHash } from "node:crypto";
import type { LoadBalancerReference, ServerGroupReference, TokenDraft } from "../contract/request.js";
import type { Situation } from "../contract/situations.js";

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
 * @param reference the draft's reference
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

/** Fewest characters an unknown id has after its prefix: too many to hit a real one by chance. */
const UNKNOWN_TAIL = 18;

/**
 * An id shaped like a real one that names nothing: the prefix is kept, each letter and digit after it is replaced by another of its kind.
 * @param model a real id
 * @param salt chooses the characters
 */
export function unlike(model: string, salt: number): string {
  const cut = model.indexOf("-") + 1;
  const tail = model.slice(cut);
  const template = /\d/u.test(tail) ? tail : `${tail}0`;
  const shape = template.length >= UNKNOWN_TAIL ? template : template.padEnd(UNKNOWN_TAIL, "a0");
  const noise = createHash("sha256").update(`${model}\0${salt}`).digest();
  const replaced = [...shape].map((character, i) => replacement(character, noise[i % noise.length] ?? 0));
  return model.slice(0, cut) + replaced.join("");
}

function replacement(character: string, noise: number): string {
  if (/\d/u.test(character)) return String(noise % 10);
  if (/[a-z]/u.test(character)) return String.fromCharCode(97 + (noise % 26));
  if (/[A-Z]/u.test(character)) return String.fromCharCode(65 + (noise % 26));
  return character;
}

/**
 * The token a draft stands for.
 * @param token the draft's token
 * @param stem nonce that no other request of any run has; short, letters and digits
 */
export function resolveToken(token: TokenDraft | undefined, stem: string): string | undefined {
  if (token === undefined) return undefined;
  return token.is === "literal" ? token.text : `${stem}-${token.text}`;
}
