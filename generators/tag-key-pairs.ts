/** Pairs of tag keys that somebody's comparison takes for one: a database's collation, a folding, a normalisation. */
import { TAG } from "../contract/parameters.js";
import type { RequestDraft, TagDraft } from "../contract/request.js";
import { type Family, valid } from "./specimen.js";
import { withTags } from "./tag.js";

type Pair = readonly [first: string, second: string];

/** Different beyond dispute: they differ in more than case and the way an accent is written. */
const DISTINCT: readonly Pair[] = [
  ["cafe", "café"],
  ["uber", "über"],
  ["nino", "niño"],
  ["lodz", "łódź"],
  ["smor", "smør"],
  ["aether", "æther"],
  ["е", "ё"],
  ["и", "й"],
  ["αλφα", "άλφα"],
  ["cap", "сар"],
  ["ABC", "ＡＢＣ"],
  ["123", "１２３"],
  ["12", "١٢"],
  ["1", "①"],
  ["m2", "m²"],
  ["IV", "Ⅳ"],
  ["か", "カ"],
  ["サ", "ｻ"],
  ["は", "ば"],
  ["つ", "っ"],
  ["国", "國"],
  ["体", "體"],
  ["가", "각"],
  ["ا", "أ"],
  ["น", "น้"],
  ["a-b", "a–b"],
  ["it's", "it’s"],
  ["a.b", "a·b"],
  ["a b", "a\u00a0b"],
  ["c d", "c\u3000d"],
  ["😀", "😁"],
  ["👍", "👍🏽"],
  ["𠀀", "𠀁"],
];

const tagsOf = (pairs: readonly Pair[]): TagDraft[] => pairs.flat().map((key, i) => ({ key, value: `value${i + 1}` }));

/** Each pair in a request of its own. */
export const distinctPairs: Family = { examples: DISTINCT.map((pair) => valid(withTags(tagsOf([pair])))) };

const PAIRS_AT_ONCE = TAG.maximumCount / 2;

/** Ten pairs to a request. */
export const distinctPairsTogether: Family = {
  examples: Array.from({ length: Math.ceil(DISTINCT.length / PAIRS_AT_ONCE) }, (_, i) =>
    valid(withTags(tagsOf(DISTINCT.slice(i * PAIRS_AT_ONCE, (i + 1) * PAIRS_AT_ONCE)))),
  ),
};

const open = (first: string, second: string): RequestDraft => withTags(tagsOf([[first, second]]));

/** Pairs of which the page does not say whether they are one key, by what they differ in. */
export const OPEN_PAIRS: Readonly<Record<string, RequestDraft>> = {
  case: open("key", "KEY"),
  "case of a letter with an accent": open("café", "CAFÉ"),
  "sharp s": open("strasse", "straße"),
  "long s": open("sun", "ſun"),
  "final sigma": open("οδος", "οδοσ"),
  ligature: open("find", "ﬁnd"),
  "accent written with the letter and behind it": open("caf\u00e9", "cafe\u0301"),
  "sign for ohm and omega": open("\u2126", "\u03a9"),
  "blank at the end": open("key", "key "),
  "blank at the beginning": open("key", " key"),
  "invisible character": open("key", "k\u200bey"),
};
