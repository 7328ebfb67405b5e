/** Pictures of operations that overlapped: as lines of text, and as SVG. */
import type { TimedOperation } from "../evidence/counterexample.js";
import { cut, visible } from "../evidence/text.js";

/** Characters of the time axis. */
const AXIS = 40;
const LABEL_BYTES = 160;

/**
 * A timeline as text: a line per operation, its bar on a common axis, then what was asked and answered. A bar that ends in `?` was never
 * answered.
 * @param history operations, times in milliseconds from the first
 * @returns lines of printable text
 */
export function timelineText(history: readonly TimedOperation[]): string {
  const { scale, rows } = timelineRows(history);
  return `${[scale, ...rows.map(({ bar, words }) => `${bar}  ${words}`)].join("\n")}\n`;
}

/**
 * The parts of a timeline as text.
 * @param history operations, times in milliseconds from the first
 * @returns the axis, and for each operation its client with its bar, and what was asked and answered; printable
 */
export function timelineRows(history: readonly TimedOperation[]): {
  readonly scale: string;
  readonly rows: readonly { readonly bar: string; readonly words: string }[];
} {
  const end = endOf(history);
  const width = Math.max(0, ...history.map(({ client }) => visible(client).length));
  const scale = `${" ".repeat(width)}  0${`${end} ms`.padStart(AXIS - 1)}`;
  const rows = history.map((one) => {
    const from = Math.round((one.invokedAt / end) * (AXIS - 2));
    const to = Math.max(from + 1, Math.round((one.returnedAt / end) * (AXIS - 2)));
    const bar = `${" ".repeat(from)}├${"─".repeat(to - from - 1)}${one.result === undefined ? "?" : "┤"}`;
    return { bar: `${visible(one.client).padEnd(width)}  ${bar.padEnd(AXIS)}`, words: wordsOf(one) };
  });
  return { scale, rows };
}

const ROW = 26;
const LEFT = 90;
const BAR_AREA = 360;
const LABELS = LEFT + BAR_AREA + 16;
const WIDTH = 1200;
const COLORS = { answered: "#4c78a8", unanswered: "#b8b8b8", last: "#d62728" } as const;

/**
 * A timeline as an SVG image. The answer that cannot be true, the last one, is drawn in red.
 * @param history operations, times in milliseconds from the first
 * @returns a whole SVG document; texts are escaped
 */
export function timelineSvg(history: readonly TimedOperation[]): string {
  const end = endOf(history);
  const height = ROW * (history.length + 2);
  const last = Math.max(...history.map(({ result, returnedAt }) => (result === undefined ? 0 : returnedAt)));
  const rows = history.map((one, index) => {
    const y = ROW * (index + 1) + 8;
    const x = LEFT + (one.invokedAt / end) * BAR_AREA;
    const width = Math.max(2, ((one.returnedAt - one.invokedAt) / end) * BAR_AREA);
    const color = colorOf(one, last);
    const open = one.result === undefined ? ' stroke="#666" stroke-dasharray="4 3"' : "";
    return [
      textAt(8, y + 12, one.client),
      `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="14" rx="3" fill="${color}"${open}/>`,
      textAt(LABELS, y + 12, wordsOf(one)),
    ].join("");
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `${textAt(LEFT, 18, "0")}${textAt(LEFT + BAR_AREA - 60, 18, `${end} ms`)}`,
    ...rows,
    "</svg>",
    "",
  ].join("\n");
}

function colorOf({ result, returnedAt }: TimedOperation, last: number): string {
  if (result === undefined) return COLORS.unanswered;
  return returnedAt === last ? COLORS.last : COLORS.answered;
}

/** The end of the axis, milliseconds; never 0. */
function endOf(history: readonly TimedOperation[]): number {
  return Math.max(1, Math.ceil(Math.max(...history.map(({ returnedAt }) => returnedAt))));
}

function wordsOf({ operation, result }: TimedOperation): string {
  return cut(visible(`${operation} → ${result ?? "not answered"}`), LABEL_BYTES);
}

function textAt(x: number, y: number, text: string): string {
  return `<text x="${x}" y="${y}">${escapeXml(visible(text))}</text>`;
}

/** Text for a place between or inside XML tags. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
