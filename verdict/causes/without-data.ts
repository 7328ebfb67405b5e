/** Sentences of a report without the data of their run: what two runs, or two cases, that show the same have in common. */

/** In the order in which they are put in; an id may hold digits, a text anything. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/"(?:[^"\\]|\\.)*(?:"|$)/gu, "‹text›"],
  [/\b(lsn|gwlb|sgp)-[\w-]+/gu, "‹id›"],
  [/\b[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\b/giu, "‹id›"],
  [/\b\d+(?:\.\d+)? ms\b/gu, "‹time›"],
  [/(?<!HTTP )\b\d+\b/gu, "‹number›"],
];

/**
 * Puts classes in the place of texts, ids, times and numbers.
 * @param sentence of a report; statuses of HTTP stay
 */
export function withoutData(sentence: string): string {
  return CLASSES.reduce((left, [pattern, name]) => left.replace(pattern, name), sentence).slice(0, LONGEST);
}

const LONGEST = 300;
