/** How a text was changed on its way: in the same way wherever it stood, it is one mistake. */

/** Changes by which a text may be told to have come of another one, the plainest first. */
const CHANGES: readonly (readonly [words: string, isIt: (meant: string, came: string) => boolean])[] = [
  ["empty", (_, came) => came === ""],
  ["in lower case", (meant, came) => came === meant.toLowerCase()],
  ["in capitals", (meant, came) => came === meant.toUpperCase()],
  ["in another case", (meant, came) => came.toLowerCase() === meant.toLowerCase()],
  ["without the blanks at its ends", (meant, came) => came.trim() === meant.trim()],
  ["in another normal form", (meant, came) => came.normalize("NFKC") === meant.normalize("NFKC")],
  ["with plus signs for blanks, or blanks for plus signs", (meant, came) => unplussed(came) === unplussed(meant)],
  ["with blanks lost", (meant, came) => came.replace(/\s+/gu, "") === meant.replace(/\s+/gu, "")],
  ["cut", (meant, came) => meant.startsWith(came)],
  ["without its beginning", (meant, came) => meant.endsWith(came)],
  ["with characters replaced", (meant, came) => /[?\uFFFD]/u.test(came) && !/\uFFFD/u.test(meant)],
  ["escaped", (meant, came) => /&(?:#\w+|\w+);|%[0-9A-F]{2}|\\/iu.test(came) && came.length > meant.length],
  ["unescaped", (meant, came) => /&(?:#\w+|\w+);|%[0-9A-F]{2}|\\/iu.test(meant) && came.length < meant.length],
];

const unplussed = (text: string) => text.replaceAll("+", " ");

const QUOTED = /"(?:[^"\\]|\\.)*"/gu;

/**
 * How what came differs from what was meant, where both are told as texts.
 * @param expected and got, sentences with texts as JSON
 * @returns `undefined` where they are not, or differ in no way that is known here
 */
export function changeBetween(expected: string, got: string): string | undefined {
  const [meant, came] = [lastText(expected), lastText(got)];
  if (meant === undefined || came === undefined || meant === came) return undefined;
  return CHANGES.find(([, isIt]) => isIt(meant, came))?.[0];
}

function lastText(sentence: string): string | undefined {
  const quoted = sentence.match(QUOTED)?.at(-1);
  if (quoted === undefined) return undefined;
  try {
    const text: unknown = JSON.parse(quoted);
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}
