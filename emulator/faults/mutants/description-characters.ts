/** Faults with single characters of a description. */
import { forbiddenCharacters } from "../../server/listener/request-rules.js";
import { spare } from "../alterations.js";
import { area, type MutantText } from "./area.js";

const NAMES: Readonly<Record<string, string>> = {
  " ": "blank",
  "!": "exclamation-mark",
  '"': "quotation-mark",
  "#": "number-sign",
  $: "dollar-sign",
  "%": "percent-sign",
  "&": "ampersand",
  "'": "apostrophe",
  "(": "opening-parenthesis",
  ")": "closing-parenthesis",
  "*": "asterisk",
  "+": "plus-sign",
  ":": "colon",
  "<": "less-than-sign",
  "=": "equals-sign",
  ">": "greater-than-sign",
  "?": "question-mark",
  "[": "opening-bracket",
  "\\": "backslash",
  "]": "closing-bracket",
  "^": "circumflex",
  "`": "grave-accent",
  "{": "opening-brace",
  "|": "vertical-bar",
  "}": "closing-brace",
  "~": "tilde",
};

const MUTANTS: readonly MutantText[] = Object.entries(NAMES).map(([character, name]) => ({
  name: `description-with-${name}-accepted`,
  title: `A ${name.replaceAll("-", " ")} is accepted in a description, and no other character that is not listed.`,
  requirement: "create-listener.listener-description.forbidden-ascii",
  profile: "smoke",
  mutate: spare("description-characters", ({ description = "" }) =>
    forbiddenCharacters(description).every((one) => one === character),
  ),
}));

export const descriptionCharacterMutants = area("description-characters", MUTANTS);
