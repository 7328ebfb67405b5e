/** The part of the ledger of assumptions that is about tags; `contract/classify.ts` names its ids where it leaves a request ungraded. */
import type { Assumption } from "./assumption.js";

export const TAG_ASSUMPTIONS = {
  "tag-value.missing": {
    question: "May a tag have no value? The parameter is optional, yet there is an error for a missing one.",
    reading: "Left open: accepted, or refused with that error.",
    consequence: "A fingerprint; a refusal with another code is a warning.",
    requirements: ["create-listener.tag-value.missing", "create-listener.error.missing-tag-value"],
  },
  "tag-value.empty": {
    question: "Is an empty value a missing one?",
    reading: "Left open.",
    consequence: "A fingerprint.",
    requirements: ["create-listener.tag-value.empty"],
  },
  "tag-key.empty-code": {
    question: "Is an empty key missing or illegal?",
    reading: "Either code is right.",
    consequence: "Any other code fails.",
    requirements: ["create-listener.tag-key.not-empty"],
  },
  "tag.code-preconditions": {
    question: "Which of the tag errors belongs to which rule? The table gives codes without saying when.",
    reading:
      "Length, prefix and link make a key or value illegal; a value without a key makes the key missing; a key used twice is duplicated.",
    consequence: "Another code for one of these rules fails.",
    requirements: [
      "create-listener.error.missing-tag-key",
      "create-listener.error.illegal-tag-key",
      "create-listener.error.illegal-tag-value",
      "create-listener.error.duplicated-tag-key",
      "create-listener.tag-key.maximum",
      "create-listener.tag-value.maximum",
    ],
  },
  "tag.too-many-code": {
    question: "With which code are more than 20 tags refused?",
    reading: "The page lists none; an illegal key or value is near enough.",
    consequence: "Any HTTP 4xx passes unless its code is one that the page gives to something else.",
    requirements: ["create-listener.tag.count"],
  },
  "tag-key.equal-values": {
    question: "Is a key that is given twice with the same value a duplicate?",
    reading: "By custom yes; the page gives no rule beside the error.",
    consequence: "Accepting it is a warning.",
    requirements: ["create-listener.tag-key.unique-equal-values"],
  },
  "tag-key.case": {
    question: "Are keys that differ in case only one key?",
    reading: "Left open, for every way of folding case: also sharp s and ss, long s and s, a ligature and its letters.",
    consequence: "A fingerprint; such pairs are never graded.",
    requirements: ["create-listener.tag-key.case"],
  },
  "tag-key.normal-form": {
    question: "Are keys one key that look the same and write an accent in different ways?",
    reading: "Left open: canonically equivalent texts may be taken for one.",
    consequence: "A fingerprint; such pairs are never graded.",
    requirements: ["create-listener.tag-key.case"],
  },
  "tag-key.comparison": {
    question: "When are two keys the same?",
    reading:
      "When they are equal character for character; beside case, the form of accents and what is unusual at all, every difference counts: accents, width, kana, scripts, kinds of blanks and dashes.",
    consequence: "Refusing such a pair as duplicates, or keeping only one of them, fails.",
    requirements: ["create-listener.tag-key.distinct", "create-listener.tag-key.unique"],
  },
  "tag.other-words": {
    question: "Are words reserved in tags that the page does not name, because siblings or tools reserve them?",
    reading: "No: the page names two beginnings of keys and two pieces of links, and that is all.",
    consequence: "Refusing another word or sign fails.",
    requirements: ["create-listener.tag-key.other-words"],
  },
  "tag-key.reserved-prefix-case": {
    question: "Are the reserved prefixes reserved in other cases too?",
    reading: "Left open: the page gives them in small letters.",
    consequence: "A fingerprint.",
    requirements: ["create-listener.tag-key.reserved-prefix-case"],
  },
  "tag-key.url-case": {
    question: "Are links in keys ruled out in other cases too?",
    reading: "Left open.",
    consequence: "A fingerprint.",
    requirements: ["create-listener.tag-key.reserved-prefix-case"],
  },
  "tag-value.url-case": {
    question: "Are links in values ruled out in other cases too?",
    reading: "Left open.",
    consequence: "A fingerprint.",
    requirements: ["create-listener.tag-key.reserved-prefix-case"],
  },
  "tag.characters": {
    question: "Which characters may tags hold? The page limits none.",
    reading: "All visible ones, in every script, and blanks inside.",
    consequence: "Refusing or altering one fails.",
    requirements: [
      "create-listener.tag.read-back",
      "create-listener.tag-key.code-points",
      "create-listener.wire.decoding",
    ],
  },
  "tag-key.unusual": {
    question: "Are blanks at the ends of a key, controls and invisible characters kept?",
    reading: "Left open: by custom they may be trimmed or refused.",
    consequence: "Requests with them are never graded.",
    requirements: ["create-listener.tag.read-back"],
  },
  "tag-value.unusual": {
    question: "Are blanks at the ends of a value, controls and invisible characters kept?",
    reading: "Left open: by custom they may be trimmed or refused.",
    consequence: "Requests with them are never graded.",
    requirements: ["create-listener.tag.read-back"],
  },
  "tag.order": {
    question: "Are tags read back in the order they were sent?",
    reading: "No order is promised.",
    consequence: "Any order passes.",
    requirements: ["create-listener.tag.read-back"],
  },
  "tag.index-gap": {
    question: "What does an index mean that is left out, or an element without key and value?",
    reading: "Left open.",
    consequence: "A fingerprint.",
    requirements: ["create-listener.wire.malformed-input"],
  },
} as const satisfies Record<string, Assumption>;
