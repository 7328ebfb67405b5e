/** Descriptions at every length, of every class of character, with a forbidden one at any place. */
import fc from "fast-check";
import { LISTENER_DESCRIPTION } from "../contract/parameters.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../contract/request.js";
import type { ViolationLabel } from "../contract/violations.js";
import { HAN, MISREAD_DESCRIPTIONS, pieces, range } from "./misread-text.js";
import { paddedText, replaceAt } from "./padded-text.js";
import { type Family, type Specimen, valid, violated } from "./specimen.js";

const { minimumLength: MIN, maximumLength: MAX, punctuation: PUNCTUATION } = LISTENER_DESCRIPTION;

const LETTERS_AND_DIGITS = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
/** First, last and some frequent ideographs of the undisputed block. */
const CHINESE = ["中", "文", "一", "龥", "负", "载", "均", "衡"];
/** An ideograph outside the basic plane: one character, two UTF-16 units, four UTF-8 bytes. */
const ASTRAL = "\u{20000}";

const FORBIDDEN_ASCII = [...` !"#$%&'()*+:<=>?[\\]^\`{|}~`];
/** One of each kind of control, blank, and character that is not seen. */
const KINDS_OF_CONTROLS = [..."\t\n\r\u0001\u001b\u007f\u0085\u00a0\u00ad\u2003\u200b\u200e\u2028\u202e\u3000\ufeff"];
/** Controls but NUL, the blanks of Unicode, and what is not seen: separators, marks of direction, joiners, byte order mark, tags. */
const FORBIDDEN_CONTROLS = [
  ...KINDS_OF_CONTROLS,
  ...[
    ...range(0x01, 0x08),
    ...range(0x0b, 0x0c),
    ...range(0x0e, 0x1f),
    ...range(0x7f, 0xa0),
    ..."\u061c\u1680\u200c\u200d\u200f\u2029\u202a\u202f\u205f\u2060\u2066\u2069",
    ...range(0x2000, 0x200a),
    "\u{e0001}",
  ].filter((character) => !KINDS_OF_CONTROLS.includes(character)),
];
/** Emoji, currency, mark, full-width forms of what is allowed, Chinese punctuation, quote, ellipsis, arrow, dash, dot, operator. */
const KINDS_OF_SYMBOLS = [..."😀€©，。；／＠＿－、“…→—–·×±"];
const FORBIDDEN_SYMBOLS = [
  ...KINDS_OF_SYMBOLS,
  ..."🚀★",
  ..."―‐‑‒•‘’”„«»‹›†‡‰′″¡¿§¶",
  ..."¢£¥¤®™°÷¬¦¨¯´¸←↑↓∞≠≤≥≈√∑∂■□▲●○☆♥♪✓✗❤☀⚠",
];
const OTHER_SCRIPTS = ["あ", "カ", "한", "Ж", "ب", "א", "ก"];
/** The compatibility ideograph is written as an escape: normalised, it would be an ordinary one. */
const UNSPECIFIED = ["々", "〇", "㐀", "\u{20000}", "\uf900", "⼀", "Ａ", "９", "é", "ß", "٣"];

/** A minimal request with a description. */
export function withDescription(listenerDescription: string): RequestDraft {
  return { ...MINIMAL_DRAFT, listenerDescription };
}

const CONTROL = withDescription("listener-description");
const accepted = (texts: readonly string[]): Specimen[] => texts.map((text) => valid(withDescription(text)));
const refusedAs = (label: ViolationLabel, text: string) => violated(label, CONTROL, withDescription(text));

/** Descriptions of exactly these lengths, of one character repeated. */
function exactly(character: string, ...lengths: readonly number[]): Family {
  return { examples: accepted(lengths.map((length) => character.repeat(length))) };
}

export const shortest: Family = exactly("a", MIN, MIN + 1);
export const longest: Family = exactly("a", MAX - 1, MAX);
export const shortestAndLongestChinese: Family = exactly("中", MIN, MIN + 1, 85, 86, 128, 129, MAX - 1, MAX);
/** Lengths at which sizes of buffers and columns change, and those beside them. */
const REMARKABLE_LENGTHS = [MIN, ...[8, 16, 32, 50, 64, 100, 128, 200, 255].flatMap((n) => [n - 1, n, n + 1])];
/** Every length, the remarkable ones first. */
export const everyLength: Family = {
  ...exactly("a", ...new Set([...REMARKABLE_LENGTHS, ...Array.from({ length: MAX - MIN + 1 }, (_, i) => MIN + i)])),
  kept: { "dry-run": REMARKABLE_LENGTHS.length },
};

/** One character; `character` tells which. */
export function tooShort(character = "a"): Family {
  return { examples: [refusedAs("listener-description.too-short", character)] };
}

export function tooLong(character = "a"): Family {
  const ofLength = (n: number) => refusedAs("listener-description.too-long", character.repeat(n));
  return {
    examples: [
      ...[MAX + 1, MAX + 2, 300, 400, MAX * 2, MAX * 2 + 1, 1024, 4096].map(ofLength),
      ...[MAX + 1, 300].map((n) =>
        refusedAs("listener-description.too-long", `9${character}-Z中`.repeat(n).slice(0, n)),
      ),
      refusedAs("listener-description.too-long", "7".repeat(MAX + 1)),
    ],
    arbitrary: fc.integer({ min: MAX + 1, max: MAX * 4 }).map(ofLength),
  };
}

/** Whether the target takes ideographs outside the basic plane at all; the page does not say. */
export const astralAtAll: RequestDraft = withDescription(`ab${ASTRAL}`);
/** Ideographs that are Chinese, and of which the page does not say that they count as such: outside the basic plane, and of an extension within it. */
export const rareIdeographs: readonly RequestDraft[] = [`ab${ASTRAL}\u{20bb7}`, "ab㐀䶵"].map(withDescription);
/** Lengths at which code points and UTF-16 units disagree. */
export const astralWithinCodePoints: readonly RequestDraft[] = [129, MAX].map((n) => withDescription(ASTRAL.repeat(n)));
export const astralBelowMinimum: RequestDraft = withDescription(ASTRAL);

const anywhere = (character: string): string[] => [
  character + character,
  ...[`${character}bc`, `a${character}c`, `ab${character}`],
];

export const lettersAndDigits: Family = {
  examples: accepted([
    ...pieces(LETTERS_AND_DIGITS, 16).map((some) => some.join("")),
    ...["a", "Z", "0", "9"].flatMap(anywhere),
    ...LETTERS_AND_DIGITS.map((character) => character + character),
  ]),
  kept: { "dry-run": 4, create: 4 },
};

/** Every mark of punctuation behind every other one and behind itself. */
const EVERY_PAIR = PUNCTUATION.flatMap((first) => PUNCTUATION.map((second) => `${first}${second}`)).join("");

export const punctuation: Family = {
  examples: accepted([PUNCTUATION.join(""), EVERY_PAIR, ...PUNCTUATION.flatMap(anywhere)]),
  kept: { "dry-run": 2, create: 2 },
};

export const chinese: Family = { examples: accepted([CHINESE.join(""), ...CHINESE.flatMap(anywhere)]) };

/** Every undisputed ideograph, as many to a description as it can hold. */
export const everyChinese: Family = { examples: accepted(pieces(HAN, MAX).map((some) => some.join(""))) };

/** Descriptions that are taken for something else. */
export const misread: Family = { examples: accepted(MISREAD_DESCRIPTIONS) };

interface Forbidden {
  readonly label: ViolationLabel;
  readonly characters: readonly string[];
  /** How many of the characters every run sends, each in the middle of a text. */
  readonly kept: number;
}

function forbidden(kind: Forbidden): Family {
  const { label, characters, kept } = kind;
  const middle = (character: string) => refusedAs(label, `lis${character}tener`);
  return {
    examples: [
      ...characters.slice(0, kept).map(middle),
      ...[64, 100, 128, 200, MAX - 1].map((place, i) =>
        refusedAs(label, `${"a".repeat(place)}${characters[i % characters.length]}`.padEnd(MAX, "-")),
      ),
      ...characters.slice(kept).map(middle),
      ...characters.flatMap((one) => [`${one}listener`, `listener${one}`]).map((text) => refusedAs(label, text)),
    ],
    arbitrary: forbiddenAnywhere(kind),
    kept: { "dry-run": kept + 5 },
  };
}

function forbiddenAnywhere({ label, characters }: Forbidden): fc.Arbitrary<Specimen> {
  return fc
    .tuple(validText, fc.constantFrom(...characters), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([text, character, share]) =>
      violated(label, withDescription(text), withDescription(replaceAt(text, share, character))),
    );
}

const validText = paddedText({
  minLength: MIN,
  maxLength: MAX,
  alphabet: [...LETTERS_AND_DIGITS, ...PUNCTUATION, ...PUNCTUATION, ...CHINESE],
  fillers: ["a", "中", "-", "9"],
});

const kindOf = (label: ViolationLabel, characters: readonly string[], kept: number) => ({ label, characters, kept });
const ASCII = kindOf("listener-description.forbidden-ascii", FORBIDDEN_ASCII, FORBIDDEN_ASCII.length);
const CONTROLS = kindOf("listener-description.forbidden-control", FORBIDDEN_CONTROLS, KINDS_OF_CONTROLS.length);
const SYMBOLS = kindOf("listener-description.forbidden-symbol", FORBIDDEN_SYMBOLS, KINDS_OF_SYMBOLS.length);

export const forbiddenAscii: Family = forbidden(ASCII);
export const forbiddenControls: Family = forbidden(CONTROLS);
export const forbiddenSymbols: Family = forbidden(SYMBOLS);

/** Descriptions of every mixture with one forbidden character of any kind, anywhere. */
export const oneForbidden: Family = {
  examples: [],
  arbitrary: fc.oneof(...[ASCII, CONTROLS, SYMBOLS].map(forbiddenAnywhere)),
};

/** Descriptions of every mixture of allowed characters and every length. */
export const mixtures: Family = {
  examples: [valid(CONTROL), ...accepted(["中a,文.9;/@_-Z", "UPPER-lower-09"])],
  arbitrary: validText.map((text) => valid(withDescription(text))),
};

/** Letters of scripts that the page does not name; each one alone in an otherwise valid text. */
export const otherScripts: readonly RequestDraft[] = OTHER_SCRIPTS.map((one) => withDescription(`lis${one}tener`));

/** Characters of which the page does not say what they are, by name of the question. */
export const unspecifiedCharacters: readonly { readonly name: string; readonly draft: RequestDraft }[] =
  UNSPECIFIED.map((character) => ({
    name: `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
    draft: withDescription(`lis${character}tener`),
  }));
