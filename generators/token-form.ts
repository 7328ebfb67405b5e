/** Forms that clients give their tokens: whatever its form, a token is remembered. */
import { createHash } from "node:crypto";

/** A form of tokens. */
export interface TokenForm {
  readonly name: string;
  /** @param nonce letters and digits that no other token has */
  readonly of: (nonce: string) => string;
}

/** Length up to which the products next to this one take tokens; the page names none. */
export const LONGEST_COMMON = 64;

const hexOf = (nonce: string) => createHash("sha256").update(nonce).digest("hex");

/**
 * A number of many digits, as some clients send for a token.
 * @param nonce letters and digits
 */
export const digitsOf = (nonce: string) =>
  `1${[...nonce].map((character) => character.charCodeAt(0)).join("")}`.slice(0, LONGEST_COMMON - 4);

/**
 * A UUID in small letters.
 * @param nonce letters and digits
 */
export function uuidOf(nonce: string): string {
  const hex = hexOf(nonce);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

/** Sixteen signs for the sixteen hexadecimal digits. */
const SIGNS = "!#$%&'()*+,-./:;";
const inSigns = (hex: string) => [...hex].map((digit) => SIGNS[Number.parseInt(digit, 16)]).join("");
const inLetters = (hex: string) => [...hex].map((digit) => "abcdefghijklmnop"[Number.parseInt(digit, 16)]).join("");

const form = (name: string, of: TokenForm["of"]): TokenForm => ({ name, of });

/** Every form; a careless store takes them for numbers, ids, paths or documents, or leaves them out. */
export const TOKEN_FORMS: readonly TokenForm[] = [
  form("digits alone", digitsOf),
  form("UUID", uuidOf),
  form("hexadecimal digits", (nonce) => hexOf(nonce).slice(0, 32)),
  form("letters alone", (nonce) => inLetters(hexOf(nonce).slice(0, 32))),
  form("punctuation alone", (nonce) => inSigns(hexOf(nonce).slice(0, 40))),
  form("blanks inside", (nonce) => `token of ${nonce} with  blanks`),
  form("longest common", (nonce) => nonce.padEnd(LONGEST_COMMON, "x").slice(0, LONGEST_COMMON)),
  form("UUID in capitals", (nonce) => uuidOf(nonce).toUpperCase()),
  form("capitals alone", (nonce) => inLetters(hexOf(nonce).slice(0, 32)).toUpperCase()),
  form("made by a provisioning tool", (nonce) =>
    `TF-CreateListener-1700000000-${uuidOf(nonce)}`.slice(0, LONGEST_COMMON),
  ),
  form("Base64", (nonce) => Buffer.from(hexOf(nonce).slice(0, 20), "latin1").toString("base64")),
  form("number with an exponent", (nonce) => `${digitsOf(nonce)}e${digitsOf(nonce).length}`),
  form("negative number", (nonce) => `-${digitsOf(nonce)}`),
  form("time and name", (nonce) => `2025-01-01T00:00:00Z/${nonce}`),
  form("document", (nonce) => `{"id":"${nonce}"}`),
];

/** Tokens that are so short, or so common, that somebody may have used them before. */
export const COMMON_TOKENS: readonly string[] = ["7", "x", "0", "null", "true", "token"];
