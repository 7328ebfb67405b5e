/** Tags whose texts are hard to keep: every class, many to a request where that is enough. */
import { withoutCase } from "../contract/characters.js";
import { TAG } from "../contract/parameters.js";
import type { TagDraft } from "../contract/request.js";
import { HAN, LETTERS, MISREAD_TEXTS, PRINTABLE_ASCII } from "./misread-text.js";
import { type Family, valid } from "./specimen.js";
import { withTags } from "./tag.js";

const { maximumCount: MAX_COUNT, keyMaximumLength: MAX_KEY, valueMaximumLength: MAX_VALUE } = TAG;

/** A list cut into pieces of at most `size`. */
function pieces<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

const packed = (tags: readonly TagDraft[]): Family => ({
  examples: pieces(tags, MAX_COUNT).map((some) => valid(withTags(some))),
});

const full = (start: string, length: number) => start.padEnd(length, "字");

/** As much as tags may hold: as many and as long as they may be, of characters that take nine bytes each on the wire. */
export const largest: Family = packed(
  Array.from({ length: MAX_COUNT }, (_, i) => ({ key: full(`${i}`, MAX_KEY), value: full(`${i}`, MAX_VALUE) })),
);

/** Each text that is easily misread as the key and the value of one tag. */
export const alone: Family = { examples: MISREAD_TEXTS.map((text) => valid(withTags([{ key: text, value: text }]))) };

/** Texts that are easily misread as values, twenty to a request. */
export const asValues: Family = packed(MISREAD_TEXTS.map((value, i) => ({ key: `key${i + 1}`, value })));

/** Texts that are easily misread as keys, up to twenty to a request; never two whose difference the page does not settle. */
export const asKeys: Family = {
  examples: withoutDoubtfulPairs(MISREAD_TEXTS).map((keys) =>
    valid(withTags(keys.map((key, i) => ({ key, value: `value${i + 1}` })))),
  ),
};

/** Keys in lists of twenty at most; those that differ only in case or normalisation go to different ones. */
function withoutDoubtfulPairs(keys: readonly string[]): string[][] {
  const lists: Map<string, string>[] = [];
  for (const key of keys) {
    const folded = withoutCase(key.normalize("NFKC"));
    const list = lists.find((one) => one.size < MAX_COUNT && !one.has(folded));
    if (list === undefined) lists.push(new Map([[folded, key]]));
    else list.set(folded, key);
  }
  return lists.map((list) => [...list.values()]);
}

const LONG_KEY = "k".repeat(MAX_KEY - 1);
const ALIKE_KEYS = [
  [
    "a b",
    "a  b",
    "ab",
    "a-b",
    "a.b",
    "a_b",
    "a/b",
    "a:b",
    "a+b",
    "a%20b",
    "a&b",
    "a=b",
    "ba",
    "a",
    "aa",
    "aaa",
    "a bb",
  ],
  [
    "1",
    "01",
    "1.0",
    "1.",
    "10",
    "11",
    "-1",
    "+1",
    "1e0",
    "0x1",
    "true",
    "null",
    "0",
    "00",
    "0.0",
    "-0",
    "false",
    "undefined",
  ],
  [
    `${LONG_KEY}a`,
    `${LONG_KEY}b`,
    `a${LONG_KEY}`,
    `b${LONG_KEY}`,
    LONG_KEY,
    "key1",
    "key10",
    "key11",
    "key2",
    "value1",
  ],
  ["中", "中中", "国中", "中国", "中 国", "中-国", "键", "鍵", "𠀀", "𠀁", "😀", "😁"],
] as const;

/** Keys that are alike and yet different, together in one request; some are the value of another tag, or of their own. */
export const alikeKeys: Family = {
  examples: ALIKE_KEYS.flatMap((keys) => [
    valid(withTags(keys.map((key, i) => ({ key, value: `value${i + 1}` })))),
    valid(withTags(keys.map((key) => ({ key, value: key })))),
    valid(withTags(keys.map((key, i) => ({ key, value: keys[(i + 1) % keys.length] ?? key })))),
  ]),
};

/** The longest key and value, with every printable ASCII character in each. */
export const longestPrintable: Family = {
  examples: [
    valid(
      withTags([
        { key: PRINTABLE_ASCII.padEnd(MAX_KEY, "k"), value: PRINTABLE_ASCII.repeat(2).padEnd(MAX_VALUE, "v") },
      ]),
    ),
  ],
};

/** Every undisputed ideograph and every letter of scripts in common use, in values as long and as many as the page allows. */
export const everyLetter: Family = packed(
  pieces([...HAN, ...LETTERS], MAX_VALUE).map((characters, i) => ({ key: `key${i + 1}`, value: characters.join("") })),
);
