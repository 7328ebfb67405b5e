import fc from "fast-check";
import { MINIMAL_DRAFT, type RequestDraft, type TokenDraft } from "../contract/request.js";
import { type Family, valid, violated } from "./specimen.js";

const PRINTABLE = Array.from({ length: 0x7e - 0x20 }, (_, i) => String.fromCharCode(0x21 + i));
const NON_ASCII = ["é", "中", "\u0080", "ÿ", "😀", "а", "．"];

/** A minimal request with a token that no other request has. */
export function withToken(text: string): RequestDraft {
  return { ...MINIMAL_DRAFT, clientToken: { is: "unique", text } };
}

/** Tokens that hold printable ASCII characters: all of them a few at a time, the ones decoders trip over alone. */
export const printable: Family = {
  examples: [
    ...["%", "+", "&", "=", " mid ", "/", "?", "#", "%2B", "%25", "\\", '"', "'", "<", "{", "~", "*", ";", ","].map(
      (text) => valid(withToken(`a${text}b`)),
    ),
    ...[0, 1, 2, 3, 4, 5].map((part) => valid(withToken(PRINTABLE.slice(part * 16, part * 16 + 16).join("")))),
  ],
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
  arbitrary: fc
    .tuple(fc.constantFrom(...NON_ASCII), fc.nat(8))
    .map(([character, place]) => nonAscii(`${"conformance".slice(0, place)}${character}${"conformance".slice(place)}`)),
};

/** With the nonce before it still within the length that siblings allow. */
const LONG = "0123456789".repeat(4);

/**
 * Pairs of tokens that are different but alike: a careless comparison takes them for one. The run's nonce makes each pair unique.
 */
export const alikePairs: readonly { readonly name: string; readonly first: string; readonly second: string }[] = [
  { name: "last character", first: "pair-a", second: "pair-b" },
  { name: "one longer", first: "pair", second: "pair1" },
  { name: "percent sign", first: "p%41r", second: "pAr" },
  { name: "plus and blank", first: "p+r", second: "p r" },
  { name: "leading zero", first: "p1", second: "p01" },
  { name: "underscore and hyphen", first: "p_r", second: "p-r" },
  { name: "blank inside", first: "p r", second: "pr" },
  { name: "far end", first: `${LONG}a`, second: `${LONG}b` },
  { name: "far beginning", first: `a${LONG}`, second: `b${LONG}` },
];

/** Two tokens that differ in case only. */
export const casePair = { first: "CaseMatters", second: "casematters" } as const;

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
