/** What a client library makes of texts and tags on the wire; checked in `sdk/specs/text.spec.ts` and `sdk/specs/tags.spec.ts`. */
import { SOURCES, sdkClausesOf } from "./clause.js";

const { required } = sdkClausesOf("SDK / Request");

const unchanged = (what: string, breaks: string) =>
  required({
    statement: `${what} in descriptions, tokens, tag keys and tag values arrives unchanged, code point by code point.`,
    breaks,
    source: SOURCES.gateway,
  });

/** Clauses on texts. */
export const SDK_TEXT_REQUIREMENTS = {
  "sdk.request.text.ascii": unchanged("Plain ASCII text", "Names come back as others."),
  "sdk.request.text.chinese": required({
    statement: "Chinese text in descriptions and tags arrives as the same UTF-8.",
    breaks: "Names become question marks.",
    source: SOURCES.gateway,
  }),
  "sdk.request.text.supplementary": required({
    statement:
      "Characters beyond the basic plane in descriptions and tags arrive as one code point of four bytes each.",
    breaks: "Names are stored as broken halves of characters, and signatures do not match.",
    source: SOURCES.gateway,
  }),
  "sdk.request.text.combining-marks": required({
    statement: "Combining marks in descriptions and tags are neither composed nor decomposed.",
    breaks: "Tags that are looked up by key are not found.",
    source: SOURCES.gateway,
  }),
  "sdk.request.text.outer-blanks": required({
    statement: "Blanks at the beginning and the end of descriptions and tags are kept.",
    breaks: "Declarative tools see drift for ever.",
    source: SOURCES.gateway,
  }),
  "sdk.request.text.reserved-characters": unchanged(
    "Every character that is reserved in URLs, forms or signatures",
    "Parameters are cut or become several, and signatures do not match.",
  ),
  "sdk.request.text.longest": required({
    statement:
      "Texts of the greatest documented length arrive whole: descriptions and tag values of 256 characters, tag keys of 128.",
    breaks: "What the page allows is cut without a word.",
    source: SOURCES.parameters,
  }),
  "sdk.request.text.empty": required({
    statement: "An empty text arrives as an empty text.",
    breaks: "A caller cannot say that a text is to be empty.",
    source: SOURCES.gateway,
  }),
} as const;

/** Clauses on tags. */
export const SDK_TAG_REQUIREMENTS = {
  "sdk.request.tags.numbering": required({
    statement: "Tags are numbered from 1 without gaps, key and value of one tag under one number.",
    breaks: "The service reads the list only up to the gap, or pairs keys with values of others.",
    source: SOURCES.numbering,
  }),
  "sdk.request.tags.order": required({
    statement: "Tags have their numbers in the order in which the caller listed them.",
    breaks: "Errors name the wrong tag, and equal requests under one token are taken for different ones.",
    source: SOURCES.numbering,
  }),
  "sdk.request.tags.counts": required({
    statement: "0, 1, 9, 10, 11 and 20 tags arrive as that many.",
    breaks: "Some counts lose a tag.",
    source: SOURCES.parameters,
  }),
  "sdk.request.tags.without-value": required({
    statement: "A tag without a value arrives as its key alone, without a word that stands for nothing.",
    breaks: "The tag gets the value null.",
    source: SOURCES.parameters,
  }),
  "sdk.request.tags.empty-value": required({
    statement: "A tag with an empty value arrives with an empty value.",
    breaks: "The tag is lost, or the tags after it change their numbers.",
    source: SOURCES.parameters,
  }),
  "sdk.request.tags.duplicate-keys": required({
    statement: "Tags with the same key all arrive: it is the service that refuses them.",
    breaks: "A caller's mistake is hidden, and one of two values is lost without a word.",
    source: SOURCES.codes,
  }),
  "sdk.request.tags.text": required({
    statement: "Keys and values of tags arrive unchanged, whatever valid tags a caller lists.",
    breaks: "Tags that are looked up are not found.",
    source: SOURCES.parameters,
  }),
} as const;
