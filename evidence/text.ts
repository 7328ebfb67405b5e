/**
 * Text from outside, made safe to show. Everything a target says may hold escape sequences, invisible marks or marks that turn the
 * direction of writing; every output of this room passes such text through here and then through the escaping of its own format.
 */

/** Controls, format marks (direction, zero width), lone surrogates, line and paragraph separators, and the two non-characters XML forbids. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu;

const SHORT_FORMS: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Writes every character that cannot be seen, or that changes how others are seen, as an escape such as `\u{202e}`.
 * @returns one line of printable text
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => SHORT_FORMS[character] ?? escapeOf(character));
}

/**
 * Like `visible`, but keeps line feeds and tabs, for text that is shown as a block.
 * @param text any text; CR LF counts as a line feed
 * @returns printable lines
 */
export function visibleLines(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(HIDDEN, (character) =>
      character === "\n" || character === "\t" ? character : (SHORT_FORMS[character] ?? escapeOf(character)),
    );
}

/**
 * JSON in which every hidden character is written as an escape: the same data for a parser, and safe to show.
 * @returns indented lines
 */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(HIDDEN, (character) =>
    character === "\n" ? character : jsonEscape(character),
  );
}

/**
 * Cuts text that is too long for a report, and says so.
 * @param limit bytes of UTF-8 to keep
 * @returns the text itself, or its beginning with a note of the full size
 */
export function cut(text: string, limit: number): string {
  const size = Buffer.byteLength(text, "utf8");
  if (size <= limit) return text;
  // In stream mode the decoder holds back a character that the cut has split, instead of replacing it.
  const kept = new TextDecoder().decode(Buffer.from(text, "utf8").subarray(0, limit), { stream: true });
  return `${kept}… [cut: ${limit} of ${size} bytes]`;
}

function jsonEscape(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");
}

function escapeOf(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
