/** Tokens: what may stand in them, the forms that clients give them (whatever its form, a token is remembered), and pairs that are easily taken for one. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { MINIMAL_DRAFT, type RequestDraft, type TokenDraft } from "../contract/request.js";
import { pieces, range } from "./misread-text.js";
import { type Family, valid, violated } from "./specimen.js";

const PRINTABLE = range(0x21, 0x7e);
const NON_ASCII = ["é", "中", "\u0080", "ÿ", "😀", "а", "．"];

/** A minimal request with a token that no other request has. */
function withToken(text: string): RequestDraft {
  return { ...MINIMAL_DRAFT, clientToken: { is: "unique", text } };
}

/** Tokens that hold printable ASCII characters: all of them a few at a time, the ones decoders trip over alone. */
export const printable: Family = {
  examples: [
    ...["%", "+", "&", "=", " mid ", "/", "?", "#", "%2B", "%25", "\\", '"', "'", "<", "{", "~", "*", ";", ","].map(
      (text) => valid(withToken(`a${text}b`)),
    ),
    ...pieces(PRINTABLE, 16).map((some) => valid(withToken(some.join("")))),
  ],
  kept: { "dry-run": 24 },
};

/** Each printable ASCII character in a token of its own. */
export const everyPrintable: Family = { examples: PRINTABLE.map((character) => valid(withToken(`a${character}b`))) };

const control = withToken("token");
const nonAscii = (text: string) => violated("client-token.non-ascii", control, withToken(text));

/** Tokens with one character outside ASCII, first, in the middle and last. */
export const notAscii: Family = {
  examples: NON_ASCII.flatMap((character) => [
    nonAscii(`to${character}ken`),
    nonAscii(`${character}token`),
    nonAscii(`token${character}`),
  ]),
  kept: { "dry-run": 3 * NON_ASCII.length },
  arbitrary: fc
    .tuple(fc.constantFrom(...NON_ASCII), fc.nat(8))
    .map(([character, place]) => nonAscii(`${"conformance".slice(0, place)}${character}${"conformance".slice(place)}`)),
};

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

/** Two tokens that differ, made from a nonce. */
export interface TokenPair {
  readonly name: string;
  /** @param nonce letters and digits that no other token has */
  readonly of: (nonce: string) => readonly [string, string];
}

const ending = (name: string, first: string, second: string): TokenPair => ({
  name,
  of: (nonce) => [`${nonce}-${first}`, `${nonce}-${second}`],
});

/** Pairs of tokens that are different but alike: a careless comparison takes them for one. */
export const alikePairs: readonly TokenPair[] = [
  ending("last character", "pair-a", "pair-b"),
  ending("one longer", "pair", "pair1"),
  ending("percent sign", "p%41r", "pAr"),
  ending("plus and blank", "p+r", "p r"),
  ending("leading zero", "p1", "p01"),
  ending("underscore and hyphen", "p_r", "p-r"),
  ending("hyphen inside", "p-r", "pr"),
  ending("blank inside", "p r", "pr"),
  ending("two blanks inside", "p  r", "p r"),
  ending("two slashes", "p//r", "p/r"),
  ending("dot inside", "p.r", "pr"),
  ending("dot at the end", "p.", "p"),
  ending("quotes", '"p"', "p"),
  ending("backslash", "p\\r", "pr"),
  ending("slash and backslash", "p/r", "p\\r"),
  ending("character reference", "p&amp;r", "p&r"),
  ending("same characters in another order", "abcd", "dcba"),
  ending("same sum of characters", "bb", "ac"),
  ending("same polynomial hash", "AaAa", "BBBB"),
  { name: "far end", of: (nonce) => [farEnd(nonce, "a"), farEnd(nonce, "b")] },
  { name: "far beginning", of: (nonce) => [`a${farEnd(nonce, "")}`, `b${farEnd(nonce, "")}`] },
  { name: "UUID in small letters and in capitals", of: (nonce) => [uuidOf(nonce), uuidOf(nonce).toUpperCase()] },
  { name: "UUID with hyphens and without", of: (nonce) => [uuidOf(nonce), uuidOf(nonce).replaceAll("-", "")] },
  { name: "number with an exponent and without", of: (nonce) => [`${digitsOf(nonce)}e0`, digitsOf(nonce)] },
  { name: "number with a fraction and without", of: (nonce) => [`${digitsOf(nonce)}.0`, digitsOf(nonce)] },
  { name: "quoted and not", of: (nonce) => [`"${nonce}"`, nonce] },
  { name: "digits and a leading zero", of: (nonce) => [digitsOf(nonce), `0${digitsOf(nonce)}`] },
];

/** A nonce filled up so that the last character is the last one of a token of common length. */
const farEnd = (nonce: string, last: string) => `${nonce.padEnd(LONGEST_COMMON - 1, "x")}${last}`;

/** Tokens of each length from that of a nonce to the longest common one, and one of digits alone; each is made from a nonce. */
export const ofCommonLength: readonly ((nonce: string) => string)[] = [
  ...Array.from(
    { length: LONGEST_COMMON - 15 },
    (_, i) => (nonce: string) => nonce.padEnd(16 + i, "x").slice(0, LONGEST_COMMON),
  ),
  digitsOf,
];

/** Two tokens that differ in case only. */
export const casePair: TokenPair = ending("case", "CaseMatters", "casematters");

/** Lengths whose acceptance is an open question. The first is short of every known limit. */
export const lengths: readonly number[] = [1, 36, 64, 65, 128, 129, 256, 1024];

/** Tokens that are ASCII but unusual, by name. */
export const unusual: Readonly<Record<string, TokenDraft>> = {
  empty: { is: "literal", text: "" },
  "tab inside": { is: "unique", text: "a\tb" },
  "line feed inside": { is: "unique", text: "a\nb" },
  "NUL inside": { is: "unique", text: "a\u0000b" },
  "DEL inside": { is: "unique", text: "a\u007fb" },
};
