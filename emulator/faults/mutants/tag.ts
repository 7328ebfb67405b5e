/** Mutants of tags as a list: how many, which twice, which are kept. */
import type { TagParameter } from "../../server/listener/request.js";
import { absentMember, illegalParameter } from "../../server/refusal.js";
import type { Tag } from "../../server/world.js";
import { alsoRefuse, keep, misread, spare } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

const ILLEGAL = illegalParameter("Tag");

const TOO_MANY: readonly MutantText[] = [
  {
    name: "tags-21-accepted",
    title: "21 tags are accepted.",
    requirement: "create-listener.tag.count",
    mutate: spare("tag-count", ({ tags }) => tags.length === 21),
  },
  {
    name: "tags-unbounded",
    title: "Any number of tags is accepted.",
    requirement: "create-listener.tag.count",
    mutate: spare("tag-count"),
  },
  {
    name: "tags-behind-20-dropped",
    title: "Tags behind the 20th are silently dropped.",
    requirement: "create-listener.tag.count",
    mutate: misread((request) =>
      request.tags.length > 20 ? { ...request, tags: request.tags.slice(0, 20) } : undefined,
    ),
  },
  {
    name: "tags-20-refused",
    title: "20 tags are refused.",
    requirement: "create-listener.tag.count",
    mutate: alsoRefuse("tag-count", ILLEGAL, ({ tags }) => tags.length === 20),
  },
  {
    name: "tags-of-7000-characters-refused",
    title: "Tags that have more than 7,000 characters together are refused.",
    requirement: "create-listener.tag.read-back",
    mutate: alsoRefuse(
      "tag-count",
      ILLEGAL,
      ({ tags }) => tags.reduce((sum, { key = "", value = "" }) => sum + key.length + value.length, 0) > 7_000,
    ),
  },
  {
    name: "tags-13-refused",
    title: "Exactly 13 tags are refused.",
    requirement: "create-listener.tag.every-count",
    mutate: alsoRefuse("tag-count", ILLEGAL, ({ tags }) => tags.length === 13),
  },
  {
    name: "tags-more-than-10-refused",
    title: "More than ten tags are refused, as a sibling product has it.",
    requirement: "create-listener.tag.every-count",
    mutate: alsoRefuse("tag-count", ILLEGAL, ({ tags }) => tags.length > 10),
  },
  {
    name: "tags-required",
    title: "A request without tags is refused.",
    requirement: "create-listener.tag.optional",
    mutate: alsoRefuse("tag-count", absentMember("Tag"), ({ tags }) => tags.length === 0),
  },
];

/** Keeps other tags than were sent; undefined leaves them. */
function keepsTags(change: (tags: readonly Tag[]) => readonly Tag[] | undefined): Change {
  return keep(({ tags }) => {
    const kept = change(tags);
    return kept === undefined ? undefined : { tags: kept };
  });
}

const KEPT: readonly MutantText[] = [
  {
    name: "tags-lost",
    title: "Tags are not kept.",
    requirement: "create-listener.tag.read-back",
    mutate: keepsTags((tags) => (tags.length > 0 ? [] : undefined)),
  },
  {
    name: "tags-last-lost",
    title: "The last of several tags is lost.",
    requirement: "create-listener.tag.read-back",
    mutate: keepsTags((tags) => (tags.length > 1 ? tags.slice(0, -1) : undefined)),
  },
  {
    name: "tags-behind-9-lost",
    title: "Tags with a number of two digits are lost.",
    requirement: "create-listener.tag.every-count",
    mutate: keepsTags((tags) => (tags.length > 9 ? tags.slice(0, 9) : undefined)),
  },
  {
    name: "tags-paired-in-text-order",
    title: "Keys are sorted by their number as text, so that Tag.10 comes before Tag.2, and values are not.",
    requirement: "create-listener.tag.read-back",
    mutate: keepsTags((tags) => {
      if (tags.length < 10) return undefined;
      const order = tags.map((_, index) => index + 1).sort((left, right) => (String(left) < String(right) ? -1 : 1));
      return tags.map(({ value }, index) => ({ key: tags[(order[index] ?? 1) - 1]?.key ?? "", value }));
    }),
  },
  {
    name: "tags-values-reversed",
    title: "Values are given to the keys in reverse order.",
    requirement: "create-listener.tag.read-back",
    mutate: keepsTags((tags) => {
      if (new Set(tags.map(({ value }) => value)).size < 2) return undefined;
      return tags.map(({ key }, index) => ({ key, value: tags.at(-1 - index)?.value ?? "" }));
    }),
  },
  {
    name: "tags-key-lower-cased",
    title: "Keys are kept in small letters.",
    requirement: "create-listener.tag.read-back",
    mutate: keepsTags((tags) =>
      tags.some(({ key }) => key !== key.toLowerCase())
        ? tags.map(({ key, value }) => ({ key: key.toLowerCase(), value }))
        : undefined,
    ),
  },
  {
    name: "tags-value-upper-cased",
    title: "Values are kept in capitals.",
    requirement: "create-listener.tag.read-back",
    mutate: keepsTags((tags) =>
      tags.some(({ value }) => value !== value.toUpperCase())
        ? tags.map(({ key, value }) => ({ key, value: value.toUpperCase() }))
        : undefined,
    ),
  },
  {
    name: "tags-key-and-value-swapped",
    title: "Key and value of a tag are swapped.",
    requirement: "create-listener.tag.read-back",
    mutate: keepsTags((tags) =>
      tags.some(({ key, value }) => key !== value)
        ? tags.map(({ key, value }) => ({ key: value, value: key }))
        : undefined,
    ),
  },
  {
    name: "tags-first-doubled",
    title: "The first tag is kept twice.",
    requirement: "create-listener.tag.read-back",
    mutate: keepsTags((tags) => (tags[0] === undefined ? undefined : [tags[0], ...tags])),
  },
  {
    name: "tags-made-up",
    title: "A listener without tags is given one.",
    requirement: "create-listener.tag.optional",
    mutate: keepsTags((tags) => (tags.length === 0 ? [{ key: "created-by", value: "system" }] : undefined)),
  },
  {
    name: "tags-value-of-64-lost",
    title: "A value of exactly 64 characters is read back empty.",
    requirement: "create-listener.tag-value.every-length",
    mutate: keepsTags((tags) =>
      tags.some(({ value }) => [...value].length === 64)
        ? tags.map(({ key, value }) => ({ key, value: [...value].length === 64 ? "" : value }))
        : undefined,
    ),
  },
];

const hasDuplicates = (keys: readonly (string | undefined)[]) => new Set(keys).size < keys.length;
const keysOf = (tags: readonly TagParameter[]) => tags.map(({ key }) => key);
const adjacentDuplicate = (tags: readonly TagParameter[]) =>
  tags.some(({ key }, index) => index > 0 && key === tags[index - 1]?.key);

const DUPLICATES: readonly MutantText[] = [
  {
    name: "tags-duplicates-accepted",
    title: "The same key may come twice.",
    requirement: "create-listener.tag-key.unique",
    mutate: spare("tag-key-duplicate"),
  },
  {
    name: "tags-duplicates-last-wins",
    title: "Of two tags with the same key the last one silently wins.",
    requirement: "create-listener.tag-key.unique",
    mutate: misread((request) =>
      hasDuplicates(keysOf(request.tags)) && request.tags.every(({ key }) => key)
        ? { ...request, tags: [...new Map(request.tags.map((tag) => [tag.key, tag])).values()] }
        : undefined,
    ),
  },
  {
    name: "tags-duplicates-only-adjacent",
    title: "Only neighbouring tags are compared.",
    requirement: "create-listener.tag-key.unique",
    mutate: spare("tag-key-duplicate", ({ tags }) => !adjacentDuplicate(tags)),
  },
  {
    name: "tags-duplicates-only-of-first",
    title: "Only the key of the first tag is looked for among the others.",
    requirement: "create-listener.tag-key.unique",
    mutate: spare("tag-key-duplicate", ({ tags }) => !tags.slice(1).some(({ key }) => key === tags[0]?.key)),
  },
  {
    name: "tags-duplicates-last-unchecked",
    title: "The last tag is not compared with the others.",
    requirement: "create-listener.tag-key.unique",
    mutate: spare("tag-key-duplicate", ({ tags }) => !hasDuplicates(keysOf(tags.slice(0, -1)))),
  },
  {
    name: "tags-duplicates-only-with-equal-values",
    title: "The same key may come twice with different values.",
    requirement: "create-listener.tag-key.unique",
    mutate: spare("tag-key-duplicate", ({ tags }) => !hasDuplicates(tags.map(({ key, value }) => `${key}=${value}`))),
  },
  {
    name: "tags-duplicates-first-10-compared",
    title: "Only the first ten tags are compared with each other.",
    requirement: "create-listener.tag-key.unique",
    mutate: spare("tag-key-duplicate", ({ tags }) => !hasDuplicates(keysOf(tags.slice(0, 10)))),
  },
];

export const tagMutants = area("tag", [...TOO_MANY, ...KEPT, ...DUPLICATES]);
