/** Faults of tags on their way: their numbers, their order, how many there are, and what is in them. */
import { send, sendValues } from "../alterations.js";
import { type Change, type ClientFault, faultsOf } from "../change.js";
import { parametersOf } from "../parameters.js";
import type { Pair } from "../parts.js";
import type { TagInput } from "../requests.js";

/** Other tags than the caller gave. */
function tags(change: (tags: readonly TagInput[]) => readonly TagInput[]): Change {
  return send((pairs, { Tag = [] }) => [...withoutTags(pairs), ...parametersOf({ Tag: change(Tag) })]);
}

/** Other names of the parameters of tags. */
function tagNames(change: (n: number, member: string) => string): Change {
  return send((pairs) =>
    pairs.map(([name, value]) => {
      const [, n, member] = /^Tag\.(\d+)\.(\w+)$/u.exec(name) ?? [];
      return [n === undefined || member === undefined ? name : change(Number(n), member), value];
    }),
  );
}

const withoutTags = (pairs: readonly Pair[]) => pairs.filter(([name]) => !name.startsWith("Tag."));

function byKey(tags: readonly TagInput[]): readonly TagInput[] {
  return [...new Map(tags.map((tag) => [tag.Key, tag])).values()];
}

export const tagFaults: readonly ClientFault[] = faultsOf("tag", [
  {
    name: "tags-from-zero",
    title: "Tags are numbered from 0.",
    requirement: "sdk.request.tags.numbering",
    change: tagNames((n, member) => `Tag.${n - 1}.${member}`),
  },
  {
    name: "tags-in-two-digits",
    title: "Numbers of tags are filled up to two digits.",
    requirement: "sdk.request.tags.numbering",
    change: tagNames((n, member) => `Tag.${String(n).padStart(2, "0")}.${member}`),
  },
  {
    name: "tags-in-brackets",
    title: "Numbers of tags stand in brackets.",
    requirement: "sdk.request.tags.numbering",
    change: tagNames((n, member) => `Tag[${n}].${member}`),
  },
  {
    name: "tags-sorted",
    title: "Tags are sent in the order of their keys.",
    requirement: "sdk.request.tags.order",
    change: tags((tags) => [...tags].sort((a, b) => ((a.Key ?? "") < (b.Key ?? "") ? -1 : 1))),
  },
  {
    name: "tags-reversed",
    title: "The last tag is sent as the first.",
    requirement: "sdk.request.tags.order",
    change: tags((tags) => [...tags].reverse()),
  },
  {
    name: "ten-tags-at-most",
    title: "What comes after the tenth tag is not sent.",
    requirement: "sdk.request.tags.counts",
    change: tags((tags) => tags.slice(0, 10)),
  },
  {
    name: "last-of-twenty-lost",
    title: "The twentieth tag is not sent.",
    requirement: "sdk.request.tags.counts",
    change: tags((tags) => tags.slice(0, 19)),
  },
  {
    name: "tenth-tag-over-the-first",
    title: "The number of a tag has one digit, so that the tenth is sent under a number that is taken.",
    requirement: "sdk.request.tags.counts",
    change: tagNames((n, member) => `Tag.${String(n).charAt(0)}.${member}`),
  },
  {
    name: "missing-value-empty",
    title: "A tag without a value is sent with an empty one.",
    requirement: "sdk.request.tags.without-value",
    change: tags((tags) => tags.map((tag) => ({ Value: "", ...tag }))),
  },
  {
    name: "tag-without-value-dropped",
    title: "A tag without a value is not sent at all.",
    requirement: "sdk.request.tags.without-value",
    change: tags((tags) => tags.filter(({ Value }) => Value !== undefined)),
  },
  {
    name: "missing-value-none",
    title: "A tag without a value is sent with the value None.",
    requirement: "sdk.request.tags.without-value",
    change: tags((tags) => tags.map((tag) => ({ Value: "None", ...tag }))),
  },
  {
    name: "empty-value-dropped",
    title: "An empty value of a tag is not sent.",
    requirement: "sdk.request.tags.empty-value",
    change: tags((tags) =>
      tags.map(({ Value, ...tag }) => (Value === "" || Value === undefined ? tag : { ...tag, Value })),
    ),
  },
  {
    name: "tag-with-empty-value-dropped",
    title: "A tag with an empty value is not sent at all.",
    requirement: "sdk.request.tags.empty-value",
    change: tags((tags) => tags.filter(({ Value }) => Value !== "")),
  },
  {
    name: "tags-as-a-map",
    title: "Tags are kept in a map, so that of equal keys the last remains.",
    requirement: "sdk.request.tags.duplicate-keys",
    change: tags(byKey),
  },
  {
    name: "tags-as-a-set",
    title: "Tags are kept in a set, so that of equal tags one remains.",
    requirement: "sdk.request.tags.duplicate-keys",
    change: tags((tags) => [...new Map(tags.map((tag) => [JSON.stringify([tag.Key, tag.Value]), tag])).values()]),
  },
  {
    name: "tag-keys-in-lower-case",
    title: "Keys of tags are sent in lower case.",
    requirement: "sdk.request.tags.text",
    change: tags((tags) => tags.map((tag) => (tag.Key === undefined ? tag : { ...tag, Key: tag.Key.toLowerCase() }))),
  },
  {
    name: "tag-values-composed",
    title: "Values of tags are normalised, keys are not.",
    requirement: "sdk.request.tags.text",
    change: sendValues((value, name) => (/^Tag\.\d+\.Value$/u.test(name) ? value.normalize("NFC") : value)),
  },
  {
    name: "tag-values-trimmed",
    title: "Blanks at the ends of a tag's value are cut off.",
    requirement: "sdk.request.text.outer-blanks",
    change: sendValues((value, name) => (/^Tag\.\d+\.Value$/u.test(name) ? value.trim() : value)),
  },
]);
