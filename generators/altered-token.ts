/** Tokens with something of everything, each with others that it becomes where tokens are folded, decoded, cut or counted as numbers. */
import { digitsOf, LONGEST_COMMON, uuidOf } from "./client-token.js";

/** A token that is used, and those that are like it and not it. */
export interface AlteredToken {
  readonly used: string;
  /** By what was done to it; each differs from the used one and from the others. */
  readonly others: Readonly<Record<string, string>>;
}

/** @param nonce letters and digits that no other token has; a dozen or so */
export type AlteredTokenOf = (nonce: string) => AlteredToken;

/** Used twice on its own, this would be two tokens that nobody made: what is like the used one begins like it, but for one letter. */
const anotherLetter = (letter: string | undefined) => (letter === "q" ? "r" : "q");

/** Marks at which texts are split. */
const SEPARATORS = " _/.:;,=#?&+%";

/** Letters of both cases, blanks, every mark that stores take off, and escapes, up to the longest common length. */
const ofEveryKind: AlteredTokenOf = (nonce) => {
  const used = `${nonce}-Aa  b_c/d.e:%41"f"\\h&amp;i+01,j=k#l?m`.padEnd(LONGEST_COMMON, "z").slice(0, LONGEST_COMMON);
  return {
    used,
    others: {
      "small letters": used.toLowerCase(),
      capitals: used.toUpperCase(),
      "another first character": `${anotherLetter(used[0])}${used.slice(1)}`,
      "another last character": `${used.slice(0, -1)}y`,
      "no last character": used.slice(0, -1),
      "half of it": used.slice(0, LONGEST_COMMON / 2),
      "its first 36 characters": used.slice(0, 36),
      "no blanks": used.replaceAll(" ", ""),
      "one blank for two": used.replace("  ", " "),
      "plus signs for blanks": used.replaceAll(" ", "+"),
      "a blank for the plus sign": used.replace("+", " "),
      "a hyphen for the underscore": used.replace("_", "-"),
      "no hyphen": used.replaceAll("-", ""),
      "no underscore": used.replace("_", ""),
      "no dot": used.replace(".", ""),
      "no slash": used.replace("/", ""),
      "no punctuation": used.replaceAll(/[^A-Za-z\d]/gu, ""),
      ...Object.fromEntries(
        [...SEPARATORS].map((mark) => [`only what is before its first ${mark}`, used.slice(0, used.indexOf(mark))]),
      ),
      "escape resolved": used.replace("%41", "A"),
      "character reference resolved": used.replace("&amp;", "&"),
      "quotes taken off": used.replaceAll('"', ""),
      "other quotes": used.replaceAll('"', "'"),
      "backslash taken off": used.replace("\\", ""),
      "backslash for the slash": used.replace("/", "\\"),
      "leading zero taken off": used.replace("+01", "+1"),
      "two characters exchanged": used.replace("d.e", "e.d"),
    },
  };
};

/** A number longer than any that a computer counts with. */
const ofDigits: AlteredTokenOf = (nonce) => {
  const used = digitsOf(nonce);
  const last = Number(used.at(-1));
  return {
    used,
    others: {
      "leading zero": `0${used}`,
      "plus sign": `+${used}`,
      "minus sign": `-${used}`,
      "fraction of nothing": `${used}.0`,
      "exponent of nothing": `${used}e0`,
      "another last digit": `${used.slice(0, -1)}${(last + 1) % 10}`,
      "no last digit": used.slice(0, -1),
      "one digit more": `${used}0`,
    },
  };
};

const ofUuid: AlteredTokenOf = (nonce) => {
  const used = uuidOf(nonce);
  return {
    used,
    others: {
      capitals: used.toUpperCase(),
      "no hyphens": used.replaceAll("-", ""),
      braces: `{${used}}`,
      "a prefix": `urn:uuid:${used}`,
      "another last digit": `${used.slice(0, -1)}${used.endsWith("0") ? "1" : "0"}`,
      "no last group": used.slice(0, used.lastIndexOf("-")),
    },
  };
};

const ofBase64: AlteredTokenOf = (nonce) => {
  const used = `${nonce}ab+/cdE0==`;
  return {
    used,
    others: {
      "no padding": used.replace("==", ""),
      "less padding": used.replace("==", "="),
      "signs of URLs": used.replace("+/", "-_"),
      "small letters": used.toLowerCase(),
    },
  };
};

/** Every kind of token, by name. */
export const ALTERED_TOKENS: Readonly<Record<string, AlteredTokenOf>> = {
  "something of everything": ofEveryKind,
  "digits alone": ofDigits,
  UUID: ofUuid,
  Base64: ofBase64,
};
