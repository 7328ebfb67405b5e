/** Text of any length that still shrinks quickly. */
import fc from "fast-check";
import { lengthOf } from "../contract/characters.js";

interface PaddedTextConstraints {
  readonly minLength: number;
  readonly maxLength: number;
  /** Characters the varied part is drawn from; one code point each. */
  readonly alphabet: readonly string[];
  /** Characters that fill up the length; the first is the plainest. */
  readonly fillers: readonly string[];
}

/**
 * Text of a length in code points that reaches both bounds often: a short varied core and one filler character. It shrinks in a few
 * steps, where an array of 256 characters takes tens of thousands.
 */
export function paddedText(constraints: PaddedTextConstraints): fc.Arbitrary<string> {
  const { minLength, maxLength, alphabet, fillers } = constraints;
  const length = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...boundaryLengths(minLength, maxLength)) },
    { weight: 3, arbitrary: fc.integer({ min: minLength, max: maxLength }) },
    { weight: 3, arbitrary: fc.integer({ min: minLength, max: Math.min(maxLength, minLength + 12) }) },
  );
  const core = fc.array(fc.constantFrom(...alphabet), { maxLength: 8 });
  return fc
    .tuple(length, fc.constantFrom(...fillers), core)
    .map(([n, filler, characters]) => pad(characters, filler, n));
}

function boundaryLengths(minimum: number, maximum: number): number[] {
  return [...new Set([minimum, minimum + 1, maximum - 1, maximum])].filter((n) => n >= minimum && n <= maximum);
}

function pad(characters: readonly string[], filler: string, length: number): string {
  const core = characters.slice(0, length);
  // The filler goes first: then blanks and reserved words of the core are never at the start.
  const before = Math.ceil((length - core.length) / 2);
  return filler.repeat(before) + core.join("") + filler.repeat(length - core.length - before);
}

/**
 * A text with one character replaced.
 * @param share place of the character, 0 for the first to 1 for the last
 */
export function replaceAt(text: string, share: number, character: string): string {
  const characters = [...text];
  const index = Math.round(share * (lengthOf(text) - 1));
  return characters.map((old, i) => (i === index ? character : old)).join("");
}
