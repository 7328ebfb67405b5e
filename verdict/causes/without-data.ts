/** Sentences of a report without the data of their run: what two runs, or two cases, that show the same have in common. */

type Classes = readonly (readonly [RegExp, string])[];

const TEXT = /"(?:[^"\\]|\\.)*(?:"|$)/gu;

/** What differs from run to run. */
const OF_THE_RUN: Classes = [
  [/\b(lsn|gwlb|sgp)-[\w-]+/gu, "‹id›"],
  [/\b[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\b/giu, "‹id›"],
  [/\b\d+(?:\.\d+)? ms\b/gu, "‹time›"],
];

/** In the order in which they are put in: an id may hold digits, a text anything. */
const OF_THE_CASE: Classes = [[TEXT, "‹text›"], ...OF_THE_RUN, [/(?<!HTTP )\b\d+\b/gu, "‹number›"]];

/**
 * Puts classes in the place of texts, ids, times and numbers.
 * @param sentence of a report; statuses of HTTP stay
 */
export function withoutData(sentence: string): string {
  return replaced(sentence, OF_THE_CASE).slice(0, LONGEST);
}

/**
 * Puts classes in the place of ids and times only, and the beginning in that of a long text: a sentence about one case.
 * @param sentence of a report
 */
export function withoutDataOfRun(sentence: string): string {
  const short = sentence.replace(TEXT, (text) =>
    [...text].length > LONGEST_TEXT ? `${[...text].slice(0, LONGEST_TEXT).join("")}…"` : text,
  );
  return replaced(short, OF_THE_RUN).slice(0, LONGEST);
}

const replaced = (sentence: string, classes: Classes) =>
  classes.reduce((left, [pattern, name]) => left.replace(pattern, name), sentence);

const LONGEST = 300;
const LONGEST_TEXT = 40;
