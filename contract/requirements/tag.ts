/** What the page says of tags; the texts that are hard to keep are in `generators/misread-text.ts`. */
import { clausesOf, FROM_STANDARD, on } from "./clause.js";

const { advisory, here, probe, required } = clausesOf("Request parameters / Tag");

const TAGS = [
  here("1503916a2ab2b0fd", "Tag"),
  here("615286089a850a04", "array<object>"),
  here("42c25621a84ec938", "The"),
];
const COUNT = [here("b067bf2bf963fe7d", "You can specify up")];
const KEY_NOT_EMPTY = [here("1fc2a375292e3af1", "If you specify this")];
const KEY_LENGTH_AND_PREFIX = [here("e8f8fcdc6c9deb81", "The tag key can")];
const KEY_URL = [here("18bf3b09ce8160bc", "It cannot contain http://")];
const VALUE = [here("d570bbe7d391771a", "The tag value can")];
const DUPLICATED = [
  on("5c7926af5a8f7bd0", "Error codes", "400 DuplicatedParam.TagKey The param"),
  on("4f3db0a9abf63ddf", "Error codes", "The parameter of tag"),
];

/** Clauses on Tag, Tag.N.Key and Tag.N.Value. Lengths are Unicode code points. */
export const TAG_REQUIREMENTS = {
  "create-listener.tag.optional": required({
    statement: "A request without tags is accepted, and the listener has none.",
    breaks: "Clients that use no tags cannot create listeners, or get tags they did not write.",
    fragments: TAGS,
  }),
  "create-listener.tag.count": required({
    statement: "20 tags are accepted, 21 and more are refused.",
    breaks: "Legal sets of tags fail, or tags are dropped silently.",
    fragments: COUNT,
  }),
  "create-listener.tag.every-count": required({
    statement: "Each number of tags from 1 to 20 is accepted and all of them are read back.",
    breaks: "Some numbers of tags fail or lose a tag.",
    fragments: COUNT,
  }),
  "create-listener.tag.read-back": required({
    statement: "Tags are read back as they were sent: each key with its own value, none missing, none added.",
    breaks: "Cost allocation and access rules by tag go wrong.",
    fragments: TAGS,
  }),
  "create-listener.tag.random": required({
    statement: "Valid sets of tags of every mixture are accepted, and with one violation at any position refused.",
    breaks: "Faults that depend on the data or on the position stay hidden.",
    fragments: [...COUNT, ...KEY_LENGTH_AND_PREFIX, ...VALUE],
  }),
  "create-listener.tag-key.minimum": required({
    statement: "A key of one character is accepted.",
    breaks: "Short keys are refused.",
    fragments: KEY_NOT_EMPTY,
  }),
  "create-listener.tag-key.not-empty": required({
    statement: "An empty key is refused, at every position.",
    breaks: "Tags are stored that no filter can name.",
    fragments: KEY_NOT_EMPTY,
  }),
  "create-listener.tag-key.maximum": required({
    statement:
      "A key of 128 characters is accepted, one of 129 is refused with IllegalParam.TagKey, at every position.",
    breaks: "Legal keys fail, or keys are stored cut and collide.",
    fragments: KEY_LENGTH_AND_PREFIX,
  }),
  "create-listener.tag-key.every-length": required({
    statement: "A key of each length from 1 to 128 characters is accepted and read back.",
    breaks: "Keys of some lengths fail.",
    fragments: KEY_LENGTH_AND_PREFIX,
  }),
  "create-listener.tag-key.code-points": required({
    statement: "The length of a key counts characters, also Chinese ones and those outside the basic plane.",
    breaks: "Keys in other scripts get a third or half of the length.",
    fragments: KEY_LENGTH_AND_PREFIX,
  }),
  "create-listener.tag-key.reserved-prefix": required({
    statement: "A key that starts with aliyun or acs: is refused with IllegalParam.TagKey, at every position.",
    breaks: "Users can forge tags of the system.",
    fragments: KEY_LENGTH_AND_PREFIX,
  }),
  "create-listener.tag-key.reserved-word-inside": required({
    statement: "aliyun and acs: are allowed inside and at the end of a key, and so is a part of them at its start.",
    breaks: "Legal keys are refused.",
    fragments: KEY_LENGTH_AND_PREFIX,
  }),
  "create-listener.tag-key.other-words": required({
    statement:
      "A key or value may begin with any other word or sign, also with those that other products and tools reserve (ack, alibaba, sys, aws:, @, http).",
    breaks: "Tags that the rest of an account carries are refused here.",
    fragments: [...KEY_LENGTH_AND_PREFIX, ...KEY_URL, ...VALUE],
  }),
  "create-listener.tag-key.url": required({
    statement:
      "A key that contains http:// or https:// anywhere is refused with IllegalParam.TagKey, at every position.",
    breaks: "Links can be smuggled into consoles.",
    fragments: KEY_URL,
  }),
  "create-listener.tag-key.url-parts": required({
    statement: "Parts of a link, such as http: or ://, are allowed in a key.",
    breaks: "Legal keys are refused.",
    fragments: KEY_URL,
  }),
  "create-listener.tag-key.unique": required({
    statement:
      "Two tags with the same key and different values are refused with DuplicatedParam.TagKey, adjacent or not, at every position.",
    breaks: "One of two values is lost silently.",
    fragments: DUPLICATED,
  }),
  "create-listener.tag-key.distinct": required({
    statement:
      "Keys that differ in more than case, the form of their accents or blanks at their ends are different keys, and a request may have both: accents, width, kana, scripts, blanks and dashes tell them apart.",
    breaks: "Legal sets of tags are refused as duplicates, or one of two tags is lost.",
    fragments: [...DUPLICATED, ...TAGS],
  }),
  "create-listener.tag-key.unique-equal-values": advisory({
    statement: "Two tags with the same key and the same value are refused with DuplicatedParam.TagKey.",
    breaks: "Little: nothing is lost.",
    fragments: DUPLICATED,
  }),
  "create-listener.tag-key.case": probe({
    statement:
      "Whether keys are one key that differ in case, in the form of an accent, or in blanks at their ends only.",
    breaks: "Nothing documented.",
    source: "the page is silent",
    profiles: FROM_STANDARD,
  }),
  "create-listener.tag-key.reserved-prefix-case": probe({
    statement: "Whether ALIYUN, Acs: and HTTP:// in other cases are refused too.",
    breaks: "Nothing documented.",
    source: "the page gives the lower-case spellings only",
    profiles: FROM_STANDARD,
  }),
  "create-listener.tag-value.maximum": required({
    statement:
      "A value of 256 characters is accepted, one of 257 is refused with IllegalParam.TagValue, at every position.",
    breaks: "Legal values fail, or are stored cut.",
    fragments: VALUE,
  }),
  "create-listener.tag-value.every-length": required({
    statement: "A value of each length from 1 to 256 characters is accepted and read back.",
    breaks: "Values of some lengths fail.",
    fragments: VALUE,
  }),
  "create-listener.tag-value.code-points": required({
    statement: "The length of a value counts characters, also Chinese ones and those outside the basic plane.",
    breaks: "Values in other scripts get a third or half of the length.",
    fragments: VALUE,
  }),
  "create-listener.tag-value.url": required({
    statement:
      "A value that contains http:// or https:// anywhere is refused with IllegalParam.TagValue, at every position.",
    breaks: "Links can be smuggled into consoles.",
    fragments: VALUE,
  }),
  "create-listener.tag-value.url-parts": required({
    statement: "Parts of a link, such as http: or ://, are allowed in a value.",
    breaks: "Legal values are refused.",
    fragments: VALUE,
  }),
  "create-listener.tag-value.reserved-prefix-allowed": required({
    statement: "A value may start with aliyun or acs:, and may equal another tag's value.",
    breaks: "Legal values are refused by the rule for keys.",
    fragments: VALUE,
  }),
  "create-listener.tag-value.empty": probe({
    statement: "Whether an empty value is accepted or refused as missing.",
    breaks: "The page contradicts itself: the value is optional, and there is an error for a missing one.",
    fragments: [on("2eb0524637f15d59", "Error codes", "400 MissingParam.TagValue The param")],
  }),
  "create-listener.tag-value.missing": probe({
    statement: "Whether a tag without a value is accepted or refused with MissingParam.TagValue.",
    breaks: "The page contradicts itself: the value is optional, and there is an error for a missing one.",
    fragments: [
      on("2eb0524637f15d59", "Error codes", "400 MissingParam.TagValue The param"),
      on("6f86e94d00195927", "Error codes", "The parameter of tag"),
    ],
  }),
} as const;
