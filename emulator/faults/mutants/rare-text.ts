/** Mutants that few texts provoke: what looks like a number, a name in use, a letter of some script. */
import { codePoints, forbiddenCharacters } from "../../server/listener/request-rules.js";
import { illegalParameter } from "../../server/refusal.js";
import type { Tag } from "../../server/world.js";
import { alsoRefuse, keep, spare } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

const ILLEGAL_DESCRIPTION = illegalParameter("ListenerDescription");

const acceptsLength = (length: number): Change =>
  spare("description-too-long", ({ description = "" }) => codePoints(description) === length);
const acceptsCharacter = (character: string): Change =>
  spare("description-characters", ({ description = "" }) =>
    forbiddenCharacters(description).every((one) => one === character),
  );
const keepsDescription = (from: string, to: string): Change =>
  keep(({ description }) => (description === from ? { description: to } : undefined));

const DESCRIPTIONS: readonly MutantText[] = [
  ...[300, 4096].map(
    (length): MutantText => ({
      name: `description-of-${length}-accepted`,
      title: `A description of ${length} characters is accepted.`,
      requirement: "create-listener.listener-description.maximum",
      mutate: acceptsLength(length),
    }),
  ),
  {
    name: "description-one-ideograph-refused",
    title: "One rare ideograph is refused.",
    requirement: "create-listener.listener-description.chinese",
    mutate: alsoRefuse("description-characters", ILLEGAL_DESCRIPTION, ({ description = "" }) =>
      description.includes("\u9f98"),
    ),
  },
  {
    name: "description-en-dash-accepted",
    title: "A description with an en dash is accepted.",
    requirement: "create-listener.listener-description.forbidden-symbols",
    mutate: acceptsCharacter("–"),
  },
  {
    name: "description-soft-hyphen-accepted",
    title: "A description with a soft hyphen is accepted.",
    requirement: "create-listener.listener-description.forbidden-controls",
    mutate: acceptsCharacter("\u00ad"),
  },
  {
    name: "description-null-lost",
    title: "The description null is taken for none.",
    requirement: "create-listener.listener-description.read-back",
    mutate: keepsDescription("null", ""),
  },
  {
    name: "description-leading-zeros-lost",
    title: "A description of digits loses its leading zeros.",
    requirement: "create-listener.listener-description.read-back",
    mutate: keepsDescription("0012", "12"),
  },
];

/** Keeps tags whose keys or values are changed; undefined leaves a text. */
function keepsTexts(member: keyof Tag, change: (text: string) => string): Change {
  return keep(({ tags }) => {
    const kept = tags.map((tag) => ({ ...tag, [member]: change(tag[member]) }));
    return kept.some((tag, at) => tag[member] !== tags[at]?.[member]) ? { tags: kept } : undefined;
  });
}

const readBack = (name: string, title: string, mutate: Change): MutantText => ({
  name,
  title,
  requirement: "create-listener.tag.read-back",
  mutate,
});

const TEXTS: readonly MutantText[] = [
  readBack(
    "tag-value-numbers-shortened",
    "A value that looks like a number is written in its shortest form.",
    keepsTexts("value", (text) => (/^\d+\.\d+$/.test(text) ? String(Number(text)) : text)),
  ),
  readBack(
    "tag-value-null-lost",
    "The value null is kept as an empty one.",
    keepsTexts("value", (text) => (text === "null" ? "" : text)),
  ),
  readBack(
    "tag-value-escapes-resolved",
    "A backslash in a value is taken for the start of an escape.",
    keepsTexts("value", (text) => text.replaceAll("\\n", "\n")),
  ),
  readBack(
    "tag-value-templates-resolved",
    "Braces in a value are taken for a template.",
    keepsTexts("value", (text) => text.replace(/\{\{.*?\}\}/g, "")),
  ),
  readBack(
    "tag-value-composed",
    "Values are kept in normalisation form C.",
    keepsTexts("value", (text) => text.normalize("NFC")),
  ),
  readBack(
    "tag-key-full-width-folded",
    "Full-width letters of a key are kept as ordinary ones.",
    keepsTexts("key", (text) => text.replace(/[\uff21-\uff3a]/g, (one) => one.normalize("NFKC"))),
  ),
  readBack(
    "tag-key-of-prototype-lost",
    "A tag whose key is a name of the language's own is lost.",
    keep(({ tags }) => {
      const kept = tags.filter(({ key }) => !(key in {}));
      return kept.length < tags.length ? { tags: kept } : undefined;
    }),
  ),
  readBack(
    "tag-value-one-ideograph-garbled",
    "One rare ideograph of a value is read back as a question mark.",
    keepsTexts("value", (text) => text.replaceAll("\u9f98", "?")),
  ),
  readBack(
    "tag-keys-equal-as-numbers-refused",
    "Keys that are the same number are taken for one.",
    alsoRefuse("tag-key-duplicate", illegalParameter("TagKey"), ({ tags }) => {
      const numbers = tags.map(({ key = "" }) => Number(key)).filter((number) => !Number.isNaN(number));
      return new Set(numbers).size < numbers.length;
    }),
  ),
  readBack(
    "tag-value-of-its-key-refused",
    "A value that is the same as its key is refused.",
    alsoRefuse("tag-value-url", illegalParameter("TagValue"), ({ tags }) =>
      tags.some(({ key, value }) => key === value && key !== undefined),
    ),
  ),
];

export const rareTextMutants = area("rare-text", [...DESCRIPTIONS, ...TEXTS]);
