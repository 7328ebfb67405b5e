/** Tags with the same key twice, at any places. */
import fc from "fast-check";
import { TAG } from "../contract/parameters.js";
import type { RequestDraft } from "../contract/request.js";
import { type Family, type Specimen, violated } from "./specimen.js";
import { plainTags, withTags } from "./tag.js";

const { maximumCount: MAX_COUNT, keyMaximumLength: MAX_KEY } = TAG;

/** A request whose tags at `places` have one key. */
function duplicated(count: number, places: readonly number[], values: "same value" | "own values"): RequestDraft {
  const tags = plainTags(count);
  const original = tags[places[0] ?? 0];
  return withTags(
    tags.map((tag, i) => {
      if (!places.includes(i)) return tag;
      return { key: original?.key, value: values === "same value" ? original?.value : tag.value };
    }),
  );
}

const duplicate = (count: number, ...places: readonly number[]): Specimen =>
  violated("tag-key.duplicate", withTags(plainTags(count)), duplicated(count, places, "own values"));

/** Keys that are compared wrongly where they are cut, folded, hashed or kept under their names. */
const HARD_TO_COMPARE = [
  "k".repeat(MAX_KEY),
  `${"k".repeat(MAX_KEY - 1)}中`,
  "键",
  "中".repeat(MAX_KEY),
  "😀",
  "\u{20000}a",
  "café",
  "ключ",
  "Key",
  "k",
  "a b",
  "7",
  "007",
  "true",
  "__proto__",
  "a.b-c_d/e:f@g",
  `"k" 'k' \\k %6b &amp; +`,
] as const;

/** Two tags with this key, between others. */
function duplicateOf(key: string): Specimen {
  const tags = plainTags(4);
  const control = tags.map((tag, i) => (i === 1 ? { ...tag, key } : tag));
  return violated(
    "tag-key.duplicate",
    withTags(control),
    withTags(control.map((tag, i) => (i === 3 ? { ...tag, key } : tag))),
  );
}

const everyPlace = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Tags with one key and different values: two, adjacent, first and last, and anywhere; three, four, and all twenty; keys of every kind. */
export const duplicateKeys: Family = {
  examples: [
    duplicate(2, 0, 1),
    duplicate(3, 0, 2),
    duplicate(3, 1, 2),
    duplicate(12, 1, 10),
    duplicate(12, 8, 9),
    duplicate(MAX_COUNT, 0, MAX_COUNT - 1),
    duplicate(3, 0, 1, 2),
    duplicate(4, 0, 1, 2, 3),
    duplicate(4, 0, 1, 3),
    duplicate(MAX_COUNT, 0, 9, MAX_COUNT - 1),
    duplicate(MAX_COUNT, 3, 7, 11, 15),
    duplicate(MAX_COUNT, MAX_COUNT - 2, MAX_COUNT - 1),
    duplicate(MAX_COUNT, ...everyPlace(MAX_COUNT)),
    ...HARD_TO_COMPARE.map(duplicateOf),
  ],
  kept: { "dry-run": 13 + HARD_TO_COMPARE.length },
  arbitrary: fc
    .tuple(fc.integer({ min: 2, max: MAX_COUNT }), fc.nat(MAX_COUNT - 1), fc.nat(MAX_COUNT - 2))
    .map(([count, a, b]) => {
      const first = a % count;
      const second = (first + 1 + (b % (count - 1))) % count;
      return duplicate(count, Math.min(first, second), Math.max(first, second));
    }),
};

/** Two tags with one key and one value. */
export const equalDuplicates: readonly RequestDraft[] = [
  duplicated(2, [0, 1], "same value"),
  duplicated(3, [0, 2], "same value"),
];
