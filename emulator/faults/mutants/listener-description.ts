/** Mutants of ListenerDescription: its lengths, its character classes, what is kept; single characters are in `description-characters.ts`. */
import { codePoints, forbiddenCharacters } from "../../server/listener/request-rules.js";
import { illegalParameter } from "../../server/refusal.js";
import { all, alsoRefuse, keep, spare } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

const ILLEGAL = illegalParameter("ListenerDescription");

/** Spares the descriptions that are too short, too long or ill-spelt in this way. */
function accepts(rule: "description-too-short" | "description-too-long" | "description-characters") {
  return (when: (description: string) => boolean): Change =>
    spare(rule, ({ description }) => description !== undefined && when(description));
}
const acceptsShort = accepts("description-too-short");
const acceptsLong = accepts("description-too-long");
const acceptsCharacters = accepts("description-characters");

function refuses(when: (description: string) => boolean): Change {
  return alsoRefuse(
    "description-characters",
    ILLEGAL,
    ({ description }) => description !== undefined && when(description),
  );
}

/** Accepts descriptions whose forbidden characters are all of one kind. */
function acceptsKind(kind: RegExp): Change {
  return acceptsCharacters((description) => forbiddenCharacters(description).every((one) => kind.test(one)));
}

const bytes = (text: string) => Buffer.byteLength(text);

const LENGTHS: readonly MutantText[] = [
  {
    name: "description-of-1-accepted",
    title: "A description of one character is accepted.",
    requirement: "create-listener.listener-description.minimum",
    mutate: acceptsShort((text) => codePoints(text) === 1),
  },
  {
    name: "description-of-2-refused",
    title: "A description of two characters is refused.",
    requirement: "create-listener.listener-description.minimum",
    mutate: refuses((text) => codePoints(text) === 2),
  },
  {
    name: "description-of-257-accepted",
    title: "A description of 257 characters is accepted.",
    requirement: "create-listener.listener-description.maximum",
    mutate: acceptsLong((text) => codePoints(text) === 257),
  },
  {
    name: "description-unbounded",
    title: "A description of any length is accepted.",
    requirement: "create-listener.listener-description.maximum",
    mutate: acceptsLong(() => true),
  },
  {
    name: "description-of-256-refused",
    title: "A description of 256 characters is refused.",
    requirement: "create-listener.listener-description.maximum",
    mutate: refuses((text) => codePoints(text) === 256),
  },
  {
    name: "description-of-128-refused",
    title: "A description of exactly 128 characters is refused.",
    requirement: "create-listener.listener-description.every-length",
    mutate: refuses((text) => codePoints(text) === 128),
  },
  {
    name: "description-of-255-refused",
    title: "A description of exactly 255 characters is refused.",
    requirement: "create-listener.listener-description.every-length",
    mutate: refuses((text) => codePoints(text) === 255),
  },
  {
    name: "description-maximum-in-bytes",
    title: "The 256 characters of a description are counted in bytes of UTF-8.",
    requirement: "create-listener.listener-description.chinese-length",
    mutate: refuses((text) => bytes(text) > 256),
  },
  {
    name: "description-minimum-in-bytes",
    title: "The two characters of a description are counted in bytes, so one Chinese character is enough.",
    requirement: "create-listener.listener-description.chinese-length",
    mutate: acceptsShort((text) => bytes(text) >= 2),
  },
  {
    name: "description-maximum-in-utf16",
    title: "The 256 characters of a description are counted in UTF-16 units.",
    requirement: "create-listener.listener-description.code-points",
    mutate: refuses((text) => text.length > 256),
  },
  {
    name: "description-chinese-at-most-128",
    title: "A Chinese character counts as two, so 129 of them are refused.",
    requirement: "create-listener.listener-description.chinese-length",
    mutate: refuses((text) => codePoints(text) + codePoints(text.replace(/\P{Script=Han}/gu, "")) > 256),
  },
];

/** Kinds of allowed characters, refused. */
const TOO_STRICT: readonly (readonly [
  name: string,
  what: string,
  characters: RegExp,
  requirement: "letters-and-digits" | "punctuation" | "chinese",
])[] = [
  ["upper-case", "a capital letter", /[A-Z]/, "letters-and-digits"],
  ["lower-case", "a small letter", /[a-z]/, "letters-and-digits"],
  ["letter-z", "the letter z", /z/, "letters-and-digits"],
  ["capital-a", "the letter A", /A/, "letters-and-digits"],
  ["digit", "a digit", /[0-9]/, "letters-and-digits"],
  ["digit-9", "the digit 9", /9/, "letters-and-digits"],
  ["leading-digit", "a digit at its start", /^[0-9]/, "letters-and-digits"],
  ["comma", "a comma", /,/, "punctuation"],
  ["period", "a period", /\./, "punctuation"],
  ["semicolon", "a semicolon", /;/, "punctuation"],
  ["slash", "a slash", /\//, "punctuation"],
  ["at-sign", "an at sign", /@/, "punctuation"],
  ["underscore", "an underscore", /_/, "punctuation"],
  ["hyphen", "a hyphen", /-/, "punctuation"],
  ["leading-punctuation", "punctuation at its start", /^[,.;/@_-]/, "punctuation"],
  ["trailing-punctuation", "punctuation at its end", /[,.;/@_-]$/, "punctuation"],
  ["chinese", "a Chinese character", /\p{Script=Han}/u, "chinese"],
  ["leading-chinese", "a Chinese character at its start", /^\p{Script=Han}/u, "chinese"],
  ["rarer-chinese", "a Chinese character behind U+9000", /[\u9000-\u9fa5]/, "chinese"],
];

const tooStrict: readonly MutantText[] = TOO_STRICT.map(([name, what, characters, requirement]) => ({
  name: `description-${name}-refused`,
  title: `A description with ${what} is refused.`,
  requirement: `create-listener.listener-description.${requirement}`,
  mutate: refuses((text) => characters.test(text)),
}));

/** Kinds of forbidden characters, accepted. */
const TOO_LAX: readonly (readonly [
  name: string,
  what: string,
  characters: RegExp,
  requirement: "forbidden-ascii" | "forbidden-controls" | "forbidden-symbols",
])[] = [
  ["space", "a space", /^ $/, "forbidden-ascii"],
  ["colon", "a colon", /^:$/, "forbidden-ascii"],
  ["plus", "a plus sign", /^\+$/, "forbidden-ascii"],
  ["percent", "a percent sign", /^%$/, "forbidden-ascii"],
  ["hash", "a hash sign", /^#$/, "forbidden-ascii"],
  ["ampersand", "an ampersand", /^&$/, "forbidden-ascii"],
  ["equals", "an equals sign", /^=$/, "forbidden-ascii"],
  ["quotes", "quotation marks", /^["'`]$/, "forbidden-ascii"],
  ["angle-brackets", "angle brackets", /^[<>]$/, "forbidden-ascii"],
  ["brackets", "brackets and braces", /^[()[\]{}]$/, "forbidden-ascii"],
  ["backslash", "a backslash or a bar", /^[\\|]$/, "forbidden-ascii"],
  ["exclamation", "an exclamation or question mark", /^[!?]$/, "forbidden-ascii"],
  ["other-signs", "a dollar sign, asterisk, caret or tilde", /^[$*^~]$/, "forbidden-ascii"],
  ["line-break", "a line break or tab", /^[\t\n\r]$/, "forbidden-controls"],
  ["control", "any control character", /^\p{Cc}$/u, "forbidden-controls"],
  ["zero-width", "a zero-width character", /^\p{Cf}$/u, "forbidden-controls"],
  [
    "unicode-blank",
    "a no-break or ideographic space",
    /^[\u00a0\u2000-\u200a\u202f\u205f\u3000]$/,
    "forbidden-controls",
  ],
  ["emoji", "an emoji", /^\p{Extended_Pictographic}$/u, "forbidden-symbols"],
  ["full-width-punctuation", "full-width punctuation", /^[\u3001-\u303f\uff00-\uffef]$/, "forbidden-symbols"],
  ["symbols", "any symbol outside ASCII", /^(?!\p{ASCII})[\p{S}\p{P}]$/u, "forbidden-symbols"],
];

const tooLax: readonly MutantText[] = TOO_LAX.map(([name, what, characters, requirement]) => ({
  name: `description-${name}-accepted`,
  title: `A description with ${what} is accepted.`,
  requirement: `create-listener.listener-description.${requirement}`,
  mutate: acceptsKind(characters),
}));

const POSITIONS: readonly MutantText[] = [
  {
    name: "description-only-first-checked",
    title: "Only the first character of a description is checked.",
    requirement: "create-listener.listener-description.forbidden-ascii",
    mutate: acceptsCharacters((text) => forbiddenCharacters([...text][0] ?? "").length === 0),
  },
  {
    name: "description-last-unchecked",
    title: "The last character of a description is not checked.",
    requirement: "create-listener.listener-description.forbidden-ascii",
    mutate: acceptsCharacters((text) => forbiddenCharacters([...text].slice(0, -1).join("")).length === 0),
  },
  {
    name: "description-middle-unchecked",
    title: "Only the ends of a description are checked.",
    requirement: "create-listener.listener-description.forbidden-ascii",
    mutate: acceptsCharacters((text) => {
      const characters = [...text];
      return forbiddenCharacters(`${characters[0]}${characters.at(-1)}`).length === 0;
    }),
  },
  {
    name: "description-unchecked-behind-64",
    title: "Characters of a description behind the 64th are not checked.",
    requirement: "create-listener.listener-description.random",
    mutate: acceptsCharacters((text) => forbiddenCharacters([...text].slice(0, 64).join("")).length === 0),
  },
  {
    name: "description-repeated-punctuation-refused",
    title: "A description with two punctuation marks next to each other is refused.",
    requirement: "create-listener.listener-description.random",
    mutate: refuses((text) => /[,.;/@_-]{2}/.test(text)),
  },
];

const KEPT: readonly MutantText[] = [
  {
    name: "description-lost",
    title: "The description is not kept.",
    requirement: "create-listener.listener-description.read-back",
    mutate: keep(({ description }) => (description ? { description: undefined } : undefined)),
  },
  {
    name: "description-lower-cased",
    title: "The description is kept in small letters.",
    requirement: "create-listener.listener-description.read-back",
    mutate: keep(({ description }) =>
      description !== description?.toLowerCase() ? { description: description?.toLowerCase() } : undefined,
    ),
  },
  {
    name: "description-cut-at-255",
    title: "The 256th character of a description is lost.",
    requirement: "create-listener.listener-description.read-back",
    mutate: keep(({ description = "" }) =>
      codePoints(description) > 255 ? { description: [...description].slice(0, 255).join("") } : undefined,
    ),
  },
  {
    name: "description-trailing-slash-lost",
    title: "A slash at the end of a description is lost.",
    requirement: "create-listener.listener-description.read-back",
    mutate: keep(({ description = "" }) =>
      description.endsWith("/") ? { description: description.slice(0, -1) } : undefined,
    ),
  },
  {
    name: "description-chinese-garbled",
    title: "Chinese characters of a description are read back as question marks.",
    requirement: "create-listener.listener-description.read-back",
    mutate: keep(({ description = "" }) =>
      /\p{Script=Han}/u.test(description) ? { description: description.replace(/\p{Script=Han}/gu, "?") } : undefined,
    ),
  },
  {
    name: "description-made-up",
    title: "A listener without a description is given one.",
    requirement: "create-listener.listener-description.optional",
    mutate: keep(({ description }) => (description === undefined ? { description: "listener" } : undefined)),
  },
  {
    name: "description-required",
    title: "A request without a description is refused.",
    requirement: "create-listener.listener-description.optional",
    mutate: alsoRefuse("description-too-short", ILLEGAL, ({ description }) => description === undefined),
  },
  {
    name: "description-unchecked",
    title: "Descriptions are not checked at all.",
    requirement: "create-listener.listener-description.forbidden-symbols",
    mutate: all(
      acceptsShort(() => true),
      acceptsLong(() => true),
      acceptsCharacters(() => true),
    ),
  },
];

export const listenerDescriptionMutants = area("listener-description", [
  ...LENGTHS,
  ...tooStrict,
  ...tooLax,
  ...POSITIONS,
  ...KEPT,
]);
