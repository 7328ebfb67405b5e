/** What the page says of ListenerDescription; its character classes are in `contract/characters.ts`. */
import { clausesOf } from "./clause.js";

const { advisory, here, probe, required } = clausesOf("Request parameters / ListenerDescription");

const OPTIONAL = [
  here("a4182356fc1bff16", "ListenerDescription"),
  here("1ea442a134b2a184", "No"),
  here("fd0a6d0cda82ef4b", "The description of the"),
];
const LENGTH = [here("94b230ac78d00f43", "The description must be")];
const CHARACTERS = [here("15523308aa01e240", "It can contain Chinese")];

/** Clauses on ListenerDescription. Lengths are Unicode code points. */
export const LISTENER_DESCRIPTION_REQUIREMENTS = {
  "create-listener.listener-description.optional": required({
    statement: "A request without ListenerDescription is accepted, and the listener has no description.",
    breaks: "Clients that leave it out cannot create listeners, or get a description they did not write.",
    fragments: OPTIONAL,
  }),
  "create-listener.listener-description.minimum": required({
    statement: "A description of 2 characters is accepted, one of 1 character is refused.",
    breaks: "The shortest legal description fails, or an illegal one is stored that later calls refuse.",
    fragments: LENGTH,
  }),
  "create-listener.listener-description.maximum": required({
    statement: "A description of 256 characters is accepted, one of 257 and more is refused.",
    breaks: "Long legal descriptions fail, or are stored cut.",
    fragments: LENGTH,
  }),
  "create-listener.listener-description.every-length": required({
    statement: "A description of each length from 2 to 256 characters is accepted.",
    breaks: "Descriptions of some lengths fail without a reason a user could find.",
    fragments: LENGTH,
  }),
  "create-listener.listener-description.chinese-length": required({
    statement: "The bounds 2 and 256 hold for Chinese text too, counted in characters and not in bytes.",
    breaks: "Chinese users get a third of the length, or may exceed it.",
    fragments: [...LENGTH, ...CHARACTERS],
  }),
  "create-listener.listener-description.code-points": required({
    statement:
      "A Chinese character outside the basic plane counts as one character, where the target accepts such characters at all.",
    breaks: "Text with rare characters is refused at half the length, or a single character passes as two.",
    fragments: [...LENGTH, ...CHARACTERS],
  }),
  "create-listener.listener-description.letters-and-digits": required({
    statement: "Every ASCII letter and digit is allowed, at every position.",
    breaks: "Legal descriptions are refused.",
    fragments: CHARACTERS,
  }),
  "create-listener.listener-description.punctuation": required({
    statement: "Comma, period, semicolon, slash, at sign, underscore and hyphen are allowed, at every position.",
    breaks: "Legal descriptions are refused.",
    fragments: CHARACTERS,
  }),
  "create-listener.listener-description.chinese": required({
    statement: "Chinese characters are allowed, at every position.",
    breaks: "Chinese descriptions are refused.",
    fragments: CHARACTERS,
  }),
  "create-listener.listener-description.forbidden-ascii": required({
    statement:
      "A printable ASCII character that the page does not list, the space included, is refused, at every position.",
    breaks: "Text is stored that consoles, log formats and later calls cannot handle.",
    fragments: CHARACTERS,
  }),
  "create-listener.listener-description.forbidden-controls": required({
    statement:
      "Control characters, line breaks, Unicode blanks and zero-width characters are refused, at every position.",
    breaks: "Descriptions can forge log lines or hide text.",
    fragments: CHARACTERS,
  }),
  "create-listener.listener-description.forbidden-symbols": required({
    statement: "Emoji, symbols and full-width punctuation are refused, at every position.",
    breaks: "Text is stored that the contract rules out.",
    fragments: CHARACTERS,
  }),
  "create-listener.listener-description.read-back": required({
    statement: "A valid description is read back character for character.",
    breaks: "Text is altered: normalised, trimmed, cut, escaped or changed in case.",
    fragments: OPTIONAL,
  }),
  "create-listener.listener-description.random": required({
    statement: "Valid descriptions of every mixture are accepted, and with one forbidden character anywhere refused.",
    breaks: "Faults that depend on the data stay hidden.",
    fragments: [...LENGTH, ...CHARACTERS],
  }),
  "create-listener.listener-description.other-scripts": advisory({
    statement: "Letters of scripts the page does not name (kana, hangul, Cyrillic, Arabic) are refused.",
    breaks: "Nothing certain: 'letters' may be read to include them.",
    fragments: CHARACTERS,
  }),
  "create-listener.listener-description.empty": probe({
    statement: "Whether an empty description is taken for none or refused.",
    breaks: "Nothing documented.",
    source: "the page is silent",
  }),
  "create-listener.listener-description.unspecified-characters": probe({
    statement:
      "Which characters count as Chinese, letter or digit at the edges: iteration mark, zero, extensions, radicals, full-width forms, accents.",
    breaks: "Nothing documented.",
    source: "the page does not define the classes",
  }),
} as const;
