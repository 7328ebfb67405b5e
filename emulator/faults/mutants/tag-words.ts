/** Faults in which keys are compared or refused by more than the page says. */
import { illegalParameter, refuse } from "../../server/refusal.js";
import { alsoRefuse, keep } from "../alterations.js";
import { area, type MutantText } from "./area.js";
import { refuses } from "./tag-looks.js";

const DUPLICATED = refuse(400, "DuplicatedParam.TagKey", "The param of TagKey is duplicated.");

const withoutAccents = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "");
const inKatakana = (text: string) =>
  text.replaceAll(/[\u3041-\u3096]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

/** Comparisons that take different keys for one. */
const COMPARISONS: readonly (readonly [name: string, what: string, fold: (key: string) => string])[] = [
  ["accents", "accents", withoutAccents],
  ["width", "width", (key) => key.normalize("NFKC")],
  ["kana", "the kind of kana", inKatakana],
  ["astral", "which character outside the basic plane it is", (key) => key.replaceAll(/[\u{10000}-\u{10ffff}]/gu, "?")],
  ["blanks", "the kind of blank", (key) => key.replaceAll(/\s/gu, " ")],
  ["dashes", "the kind of dash", (key) => key.replaceAll(/\p{Pd}/gu, "-")],
  [
    "scripts",
    "Cyrillic letters that look like Latin ones",
    (key) => key.replaceAll("с", "c").replaceAll("а", "a").replaceAll("р", "p"),
  ],
  [
    "simplification",
    "whether a Chinese character is simplified",
    (key) => key.replaceAll("國", "国").replaceAll("體", "体"),
  ],
];

/** Words that are refused at the beginning of a key. */
const WORDS: readonly (readonly [name: string, words: RegExp])[] = [
  ["ack", /^ack/],
  ["alibaba", /^(alibaba|alicloud)/],
  ["acs", /^acs(?!:)/],
  ["sys", /^sys/],
  ["internal", /^(internal|reserved|default)/],
  ["aws", /^aws:/],
  ["kubernetes", /^(k8s|kubernetes)/],
  ["at-sign", /^@/],
  ["underscore", /^_/],
  ["digit", /^\d/],
  ["www", /^www\./],
  ["other-product", /^(ecs|vpc|ros|oss|ram):/],
];

const MUTANTS: readonly MutantText[] = [
  ...COMPARISONS.map(
    ([name, what, fold]): MutantText => ({
      name: `tag-keys-without-${name}`,
      title: `Keys that differ in nothing but ${what} are refused as duplicates.`,
      requirement: "create-listener.tag-key.distinct",
      profile: "smoke",
      mutate: alsoRefuse(
        "tag-key-duplicate",
        DUPLICATED,
        ({ tags }) => new Set(tags.map(({ key = "" }) => fold(key))).size < tags.length,
      ),
    }),
  ),
  {
    name: "tag-keys-merged-without-accents",
    title: "Of keys that differ in accents only the last one is kept.",
    requirement: "create-listener.tag.read-back",
    profile: "smoke",
    mutate: keep(({ tags }) => {
      const merged = [...new Map(tags.map((tag) => [withoutAccents(tag.key), tag])).values()];
      return merged.length < tags.length ? { tags: merged } : undefined;
    }),
  },
  ...WORDS.map(
    ([name, words]): MutantText => ({
      name: `tag-key-with-${name}-first-refused`,
      title: `A key that begins with ${name.replaceAll("-", " ")}, which is not reserved, is refused.`,
      requirement: "create-listener.tag-key.other-words",
      profile: "smoke",
      mutate: refuses("key", (key) => words.test(key)),
    }),
  ),
  {
    name: "tag-value-with-sys-first-refused",
    title: "A value that begins with sys is refused.",
    requirement: "create-listener.tag-key.other-words",
    profile: "smoke",
    mutate: alsoRefuse("tag-value-url", illegalParameter("TagValue"), ({ tags }) =>
      tags.some(({ value = "" }) => value.startsWith("sys")),
    ),
  },
];

export const tagWordMutants = area("tag-words", MUTANTS);
