/** A picture of where the time of a run went: a row for each load balancer, a bar for each stay of a case on it. */
import type { Schedule } from "../evidence/schedule.js";
import { visible } from "../evidence/text.js";
import { escapeXml } from "./timeline.js";

const ROW = 22;
const BAR = 16;
const LEFT = 220;
const AREA = 920;
const WIDTH = LEFT + AREA + 40;
const HEAD = 48;
/** Bars that are drawn at most: the longest ones. */
const MOST_BARS = 2_500;
const COLORS = { case: "#4c78a8", cleaning: "#b5cbe0", grid: "#ddd" } as const;
/** Marks on the axis of time at most. */
const MOST_MARKS = 12;

/** Draws the schedule of a run. @returns a whole SVG document; texts are escaped */
export function scheduleSvg(schedules: readonly Pick<Schedule, "stays" | "durationMs">[]): string {
  const stays = schedules.flatMap((schedule) => schedule.stays);
  const end = [...stays.map(({ idleAt }) => idleAt), ...schedules.map(({ durationMs }) => durationMs)].reduce(
    (latest, ms) => Math.max(latest, ms),
    1,
  );
  const ids = [...new Set(stays.map(({ loadBalancerId }) => loadBalancerId))].sort();
  const bottom = HEAD + ROW * Math.max(1, ids.length);
  const longest = [...stays].sort((a, b) => b.idleAt - b.from - (a.idleAt - a.from)).slice(0, MOST_BARS);
  const x = (ms: number) => LEFT + (ms / end) * AREA;
  const bars = longest.map(({ loadBalancerId, by, from, until, idleAt }) => {
    const y = HEAD + ROW * ids.indexOf(loadBalancerId);
    const title = `<title>${escapeXml(visible(`${by}, ${Math.round(from)} to ${Math.round(idleAt)} ms`))}</title>`;
    return `<g>${title}${bar(x(from), x(until), y, COLORS.case)}${bar(x(until), x(idleAt), y, COLORS.cleaning)}</g>`;
  });
  const names = ids.map((id, i) => text(8, HEAD + ROW * i + 13, id.length > 28 ? `${id.slice(0, 27)}…` : id));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${bottom + 12}" viewBox="0 0 ${WIDTH} ${bottom + 12}" font-family="monospace" font-size="12">`,
    `<rect width="${WIDTH}" height="${bottom + 12}" fill="#fff"/>`,
    text(8, 16, "load balancers in use"),
    ...legend(LEFT, COLORS.case, "a case has it"),
    ...legend(LEFT + 140, COLORS.cleaning, "it is made idle again"),
    ...marksUntil(end).flatMap((ms) => mark(x(ms), bottom, ms)),
    ...names,
    ...bars,
    "</svg>",
    "",
  ].join("\n");
}

/** Round numbers of milliseconds from 0 to the end of a run. */
function marksUntil(end: number): number[] {
  const least = end / MOST_MARKS;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= least) ?? end;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
}

function mark(x: number, bottom: number, ms: number): string[] {
  const seconds = `${Number((ms / 1_000).toFixed(3))} s`;
  return [text(x + 2, 36, seconds), `<path d="M${x.toFixed(1)} 26V${bottom}" stroke="${COLORS.grid}"/>`];
}

function legend(x: number, color: string, words: string): string[] {
  return [`<rect x="${x}" y="6" width="12" height="12" fill="${color}"/>`, text(x + 18, 16, words)];
}

function bar(from: number, to: number, y: number, color: string): string {
  const width = Math.max(0.4, to - from - 0.3);
  return `<path d="M${from.toFixed(1)} ${y}h${width.toFixed(1)}v${BAR}h-${width.toFixed(1)}z" fill="${color}"/>`;
}

function text(x: number, y: number, words: string): string {
  return `<text x="${x}" y="${y}">${escapeXml(visible(words))}</text>`;
}
