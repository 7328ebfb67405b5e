/** Mutants of what holds for keys alone or for values alone: reserved words, a missing key, an empty value. */
import { codePoints } from "../../server/listener/request-rules.js";
import { missingParameter } from "../../server/refusal.js";
import { all, alsoRefuse, misread, spare } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";
import { butLast, CODE, first, isReserved, isUrl, LENGTH_BROKEN, looksOnlyAt, refuses } from "./tag-looks.js";

/** Accepts keys with some of the reserved prefixes. */
function acceptsReserved(when: (key: string) => boolean): Change {
  return spare("tag-key-prefix", ({ tags }) => tags.every(({ key = "" }) => !isReserved(key) || when(key)));
}

const KEYS: readonly MutantText[] = [
  {
    name: "tag-key-of-1-refused",
    title: "A key of one character is refused.",
    requirement: "create-listener.tag-key.minimum",
    mutate: refuses("key", (key) => codePoints(key) === 1),
  },
  {
    name: "tag-key-empty-accepted",
    title: "An empty key is accepted.",
    requirement: "create-listener.tag-key.not-empty",
    mutate: spare("tag-key-missing", ({ tags }) => tags.every(({ key }) => key !== undefined)),
  },
  {
    name: "tag-key-empty-of-first-only",
    title: "Only the first key has to be there and not empty.",
    requirement: "create-listener.tag-key.not-empty",
    mutate: looksOnlyAt("tag-key-missing", ({ key }) => !key, first),
  },
  {
    name: "tag-key-empty-dropped",
    title: "A tag with an empty key is silently dropped.",
    requirement: "create-listener.tag-key.not-empty",
    mutate: misread((request) =>
      request.tags.some(({ key }) => key === "")
        ? { ...request, tags: request.tags.filter(({ key }) => key !== "") }
        : undefined,
    ),
  },
  {
    name: "tag-without-key-dropped",
    title: "A tag without a key is silently dropped.",
    requirement: "create-listener.error.missing-tag-key",
    mutate: misread((request) =>
      request.tags.some(({ key }) => key === undefined)
        ? { ...request, tags: request.tags.filter(({ key }) => key !== undefined) }
        : undefined,
    ),
  },
  {
    name: "tag-without-key-at-end-accepted",
    title: "The last tag may lack its key.",
    requirement: "create-listener.error.missing-tag-key",
    mutate: looksOnlyAt("tag-key-missing", ({ key }) => !key, butLast),
  },
  {
    name: "tag-key-aliyun-accepted",
    title: "A key may start with aliyun.",
    requirement: "create-listener.tag-key.reserved-prefix",
    mutate: acceptsReserved((key) => key.startsWith("aliyun")),
  },
  {
    name: "tag-key-acs-accepted",
    title: "A key may start with acs:.",
    requirement: "create-listener.tag-key.reserved-prefix",
    mutate: acceptsReserved((key) => key.startsWith("acs:")),
  },
  {
    name: "tag-key-only-whole-word-reserved",
    title: "Only the keys aliyun and acs: themselves are refused.",
    requirement: "create-listener.tag-key.reserved-prefix",
    mutate: acceptsReserved((key) => key !== "aliyun" && key !== "acs:"),
  },
  {
    name: "tag-key-whole-word-not-reserved",
    title: "The keys aliyun and acs: themselves are accepted.",
    requirement: "create-listener.tag-key.reserved-prefix",
    mutate: acceptsReserved((key) => key === "aliyun" || key === "acs:"),
  },
  {
    name: "tag-key-prefix-of-first-only",
    title: "Only the key of the first tag is checked for reserved prefixes.",
    requirement: "create-listener.tag-key.reserved-prefix",
    mutate: looksOnlyAt("tag-key-prefix", ({ key = "" }) => isReserved(key), first),
  },
  {
    name: "tag-key-prefix-of-last-unchecked",
    title: "The key of the last tag is not checked for reserved prefixes.",
    requirement: "create-listener.tag-key.reserved-prefix",
    mutate: looksOnlyAt("tag-key-prefix", ({ key = "" }) => isReserved(key), butLast),
  },
  {
    name: "tag-key-reserved-anywhere",
    title: "A key that contains aliyun is refused.",
    requirement: "create-listener.tag-key.reserved-word-inside",
    mutate: refuses("key", (key) => key.includes("aliyun")),
  },
  {
    name: "tag-key-reserved-at-end",
    title: "A key that ends in acs: is refused.",
    requirement: "create-listener.tag-key.reserved-word-inside",
    mutate: refuses("key", (key) => key.endsWith("acs:")),
  },
  {
    name: "tag-key-acs-without-colon-refused",
    title: "A key that starts with acs is refused, colon or not.",
    requirement: "create-listener.tag-key.reserved-word-inside",
    mutate: refuses("key", (key) => key.startsWith("acs")),
  },
  {
    name: "tag-key-ali-refused",
    title: "A key that starts with ali is refused.",
    requirement: "create-listener.tag-key.reserved-word-inside",
    mutate: refuses("key", (key) => key.startsWith("ali")),
  },
];

const VALUES: readonly MutantText[] = [
  {
    name: "tag-value-reserved-prefix-refused",
    title: "A value that starts with aliyun or acs: is refused, as in sibling products.",
    requirement: "create-listener.tag-value.reserved-prefix-allowed",
    mutate: refuses("value", isReserved),
  },
  {
    name: "tag-value-acs-refused",
    title: "A value that starts with acs: is refused.",
    requirement: "create-listener.tag-value.reserved-prefix-allowed",
    mutate: refuses("value", (value) => value.startsWith("acs:")),
  },
  {
    name: "tag-values-have-to-differ",
    title: "Two tags may not have the same value.",
    requirement: "create-listener.tag-value.reserved-prefix-allowed",
    mutate: alsoRefuse("tag-value-url", CODE.value, ({ tags }) => {
      const values = tags.map(({ value }) => value).filter((value) => value !== undefined);
      return new Set(values).size < values.length;
    }),
  },
  {
    name: "tag-value-above-128-refused",
    title: "A value of more than 128 characters is refused.",
    requirement: "create-listener.tag-value.every-length",
    mutate: refuses("value", (value) => codePoints(value) > 128),
  },
];

const MISSING_VALUE: MutantText = {
  name: "tag-without-value-as-other-code",
  title: "A tag without a value is refused with a code of its own.",
  requirement: "create-listener.error.missing-tag-value",
  graded: false,
  mutate: alsoRefuse("tag-key-length", missingParameter("TagValue"), ({ tags }) =>
    tags.some(({ value }) => value === undefined),
  ),
};

const COMBINED: readonly MutantText[] = [
  {
    name: "tags-checked-only-when-alone",
    title: "Tags are only checked when there is one of them.",
    requirement: "create-listener.tag.random",
    mutate: all(
      ...(["tag-key-length", "tag-key-prefix", "tag-key-url", "tag-value-length", "tag-value-url"] as const).map(
        (rule) => spare(rule, ({ tags }) => tags.length > 1),
      ),
    ),
  },
  {
    name: "tag-rules-end-at-15",
    title: "Tags behind the 15th are not checked.",
    requirement: "create-listener.tag.random",
    mutate: all(
      looksOnlyAt("tag-key-length", LENGTH_BROKEN.key, (tags) => tags.slice(0, 15)),
      looksOnlyAt(
        "tag-key-prefix",
        ({ key = "" }) => isReserved(key),
        (tags) => tags.slice(0, 15),
      ),
      looksOnlyAt(
        "tag-key-url",
        ({ key = "" }) => isUrl(key),
        (tags) => tags.slice(0, 15),
      ),
      looksOnlyAt("tag-value-length", LENGTH_BROKEN.value, (tags) => tags.slice(0, 15)),
      looksOnlyAt(
        "tag-value-url",
        ({ value = "" }) => isUrl(value),
        (tags) => tags.slice(0, 15),
      ),
    ),
  },
];

export const tagKeyAndValueMutants = area("tag-text", [...KEYS, ...VALUES, MISSING_VALUE, ...COMBINED]);
