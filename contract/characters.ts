/** Which characters a listener description may hold. Source: the sentence on allowed characters of ListenerDescription. */
import { LISTENER_DESCRIPTION } from "./parameters.js";

/**
 * Class of one character of a description. The `unspecified` ones are those of which the page does not say whether they
 * count as Chinese, as a letter or as a digit; requests that hold one are never judged.
 */
export type CharacterClass =
  | "letter"
  | "digit"
  | "punctuation"
  | "chinese"
  | "forbidden-ascii"
  | "forbidden-control"
  | "forbidden-symbol"
  | "unspecified";

const LISTED_PUNCTUATION: ReadonlySet<string> = new Set(LISTENER_DESCRIPTION.punctuation);

/** Classes already worked out; requests use a few hundred characters, over and over. */
const known = new Map<string, CharacterClass>();

/** Class of one character. */
export function characterClass(character: string): CharacterClass {
  const seen = known.get(character);
  if (seen !== undefined) return seen;
  const found = workOutClass(character);
  if (known.size < 10_000) known.set(character, found);
  return found;
}

function workOutClass(character: string): CharacterClass {
  if (/^[A-Za-z]$/u.test(character)) return "letter";
  if (/^[0-9]$/u.test(character)) return "digit";
  if (LISTED_PUNCTUATION.has(character)) return "punctuation";
  // The ideographs that every candidate definition of "Chinese character" holds.
  if (/^[\u4e00-\u9fa5]$/u.test(character)) return "chinese";
  if (/^[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]$/u.test(character)) return "forbidden-control";
  if (/^[\x20-\x7e]$/u.test(character)) return "forbidden-ascii";
  if (/^\p{Zs}$/u.test(character)) return "forbidden-control";
  if (/^\p{Script=Han}$/u.test(character)) return "unspecified";
  if (/^[\p{S}\p{P}]$/u.test(character)) return "forbidden-symbol";
  return "unspecified";
}

/** Length in characters as the page counts them: Unicode code points. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/**
 * What is left of a text when all is taken away of which the page does not say that it tells tag keys apart: case, in every way of folding
 * it, and the way in which an accent is written.
 */
export function withoutCase(text: string): string {
  return withoutForm(withoutForm(text).toUpperCase().toLowerCase());
}

/** A text with its accents written in one way, the composed one. */
export function withoutForm(text: string): string {
  return text.normalize("NFC");
}
