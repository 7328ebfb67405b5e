/** Faults of text on its way: what alphabets, encodings and lengths do to it. */
import { drop, sendValues, spell } from "../alterations.js";
import { type Change, type ClientFault, faultsOf } from "../change.js";

/** Text that people write, in place of ids, numbers and booleans. */
const isFree = (name: string) => name === "ListenerDescription" || name.startsWith("Tag.");

function text(change: (value: string) => string): Change {
  return sendValues((value, name) => (isFree(name) ? change(value) : value));
}

function description(change: (value: string) => string): Change {
  return sendValues((value, name) => (name === "ListenerDescription" ? change(value) : value));
}

export const textFaults: readonly ClientFault[] = faultsOf("text", [
  {
    name: "text-in-lower-case",
    title: "Text is sent in lower case.",
    requirement: "sdk.request.text.ascii",
    change: text((value) => value.toLowerCase()),
  },
  {
    name: "underscores-as-hyphens",
    title: "Underscores in a description become hyphens.",
    requirement: "sdk.request.text.ascii",
    change: description((value) => value.replaceAll("_", "-")),
  },
  {
    name: "text-as-question-marks",
    title: "What is not ASCII is sent as question marks.",
    requirement: "sdk.request.text.chinese",
    change: text((value) => value.replace(/\P{ASCII}/gu, "?")),
  },
  {
    name: "text-in-two-encodings",
    title: "The UTF-8 of a text is taken for Latin-1 and encoded once more.",
    requirement: "sdk.request.text.chinese",
    change: text((value) => Buffer.from(value, "utf8").toString("latin1")),
  },
  {
    name: "text-as-escapes",
    title: "What is not ASCII is sent as the escapes of a programming language.",
    requirement: "sdk.request.text.chinese",
    change: text((value) =>
      value.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
    ),
  },
  {
    name: "supplementary-as-replacement",
    title: "Each half of a character beyond the basic plane is encoded by itself, and neither has an encoding.",
    requirement: "sdk.request.text.supplementary",
    change: text((value) => value.replace(/[\u{10000}-\u{10ffff}]/gu, "\ufffd\ufffd")),
  },
  {
    name: "supplementary-left-out",
    title: "Characters beyond the basic plane are left out, as a database of three bytes a character does.",
    requirement: "sdk.request.text.supplementary",
    change: text((value) => value.replace(/[\u{10000}-\u{10ffff}]/gu, "")),
  },
  {
    name: "supplementary-in-six-bytes",
    title: "Characters beyond the basic plane are sent as two encoded surrogates of three bytes each.",
    requirement: "sdk.request.text.supplementary",
    change: spell((spelled) =>
      spelled.replace(/%F0(?:%[89AB][0-9A-F]){3}/gu, (encoded) => {
        const character = decodeURIComponent(encoded);
        return [0, 1].map((half) => threeBytes(character.charCodeAt(half))).join("");
      }),
    ),
  },
  {
    name: "text-composed",
    title: "Text is normalised, so that combining marks melt into their letters.",
    requirement: "sdk.request.text.combining-marks",
    change: text((value) => value.normalize("NFC")),
  },
  {
    name: "marks-stripped",
    title: "Combining marks are left out.",
    requirement: "sdk.request.text.combining-marks",
    change: text((value) => value.replace(/\p{M}/gu, "")),
  },
  {
    name: "text-trimmed",
    title: "Blanks at the ends of a text are cut off.",
    requirement: "sdk.request.text.outer-blanks",
    change: text((value) => value.trim()),
  },
  {
    name: "description-trimmed-behind",
    title: "Blanks at the end of a description are cut off.",
    requirement: "sdk.request.text.outer-blanks",
    change: description((value) => value.trimEnd()),
  },
  {
    name: "plus-left-bare",
    title: "A plus sign is sent bare, so that it arrives as a blank.",
    requirement: "sdk.request.text.reserved-characters",
    change: spell((spelled) => spelled.replaceAll("%2B", "+")),
  },
  {
    name: "ampersand-left-bare",
    title: "An ampersand is sent bare, so that the text ends there.",
    requirement: "sdk.request.text.reserved-characters",
    change: spell((spelled) => spelled.replaceAll("%26", "&")),
  },
  {
    name: "percent-encoded-twice",
    title: "A percent sign is encoded twice.",
    requirement: "sdk.request.text.reserved-characters",
    change: spell((spelled) => spelled.replaceAll("%25", "%2525")),
  },
  {
    name: "markup-escaped",
    title: "Characters of markup are sent as entities.",
    requirement: "sdk.request.text.reserved-characters",
    change: text((value) => value.replaceAll("<", "&lt;").replaceAll(">", "&gt;")),
  },
  {
    name: "description-cut-at-255",
    title: "A description is cut after 255 characters.",
    requirement: "sdk.request.text.longest",
    change: description((value) => [...value].slice(0, 255).join("")),
  },
  {
    name: "tags-cut-at-127",
    title: "Keys of tags are cut after 127 characters.",
    requirement: "sdk.request.text.longest",
    change: sendValues((value, name) => (/^Tag\.\d+\.Key$/u.test(name) ? [...value].slice(0, 127).join("") : value)),
  },
  {
    name: "tag-values-cut-at-256-units",
    title:
      "Values of tags are cut after 256 units of UTF-16, which 256 characters beyond the basic plane do not fit in.",
    requirement: "sdk.request.text.longest",
    change: sendValues((value, name) => (/^Tag\.\d+\.Value$/u.test(name) ? value.slice(0, 256) : value)),
  },
  {
    name: "text-cut-at-512-bytes",
    title: "A text is cut at 512 bytes, which 256 Chinese characters do not fit in.",
    requirement: "sdk.request.text.longest",
    change: text((value) => {
      let kept = "";
      for (const character of value) if (Buffer.byteLength(kept + character) <= 512) kept += character;
      return kept;
    }),
  },
  {
    name: "empty-text-dropped",
    title: "A parameter with an empty text is not sent.",
    requirement: "sdk.request.text.empty",
    change: drop((name, value) => value === "" && !name.startsWith("Tag.")),
  },
  {
    name: "empty-text-null",
    title: "An empty text is sent as null.",
    requirement: "sdk.request.text.empty",
    change: sendValues((value, name) => (value === "" && !name.startsWith("Tag.") ? "null" : value)),
  },
]);

function threeBytes(unit: number): string {
  return [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]
    .map((byte) => `%${byte.toString(16).toUpperCase()}`)
    .join("");
}
