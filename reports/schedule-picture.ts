/** A picture of where the time of a run went: a row for each load balancer, a bar for each stay of a case on it. */
import type { Schedule } from "../evidence/schedule.js";
import { visible } from "../evidence/text.js";
import { escapeXml } from "./timeline.js";

const ROW = 22;
const LEFT = 220;
const AREA = 920;
const WIDTH = LEFT + AREA + 20;
const HEAD = 44;
/** Bars that are drawn at most: the longest ones. */
const MOST_BARS = 2_500;
const COLORS = { case: "#4c78a8", cleaning: "#b5cbe0" } as const;

/**
 * Draws the schedule of a run.
 * @param schedules one for each process
 * @returns a whole SVG document; texts are escaped
 */
export function scheduleSvg(schedules: readonly Pick<Schedule, "stays" | "durationMs">[]): string {
  const stays = schedules.flatMap((schedule) => schedule.stays);
  const end = [...stays.map(({ idleAt }) => idleAt), ...schedules.map(({ durationMs }) => durationMs)].reduce(
    (latest, ms) => Math.max(latest, ms),
    1,
  );
  const ids = [...new Set(stays.map(({ loadBalancerId }) => loadBalancerId))].sort();
  const height = HEAD + ROW * Math.max(1, ids.length) + 12;
  const longest = [...stays].sort((a, b) => b.idleAt - b.from - (a.idleAt - a.from)).slice(0, MOST_BARS);
  const x = (ms: number) => LEFT + (ms / end) * AREA;
  const bars = longest.map(({ loadBalancerId, by, from, until, idleAt }) => {
    const y = HEAD + ROW * ids.indexOf(loadBalancerId);
    const title = `<title>${escapeXml(visible(`${by}, ${Math.round(from)} to ${Math.round(idleAt)} ms`))}</title>`;
    return `<g>${title}${bar(x(from), x(until), y, COLORS.case)}${bar(x(until), x(idleAt), y, COLORS.cleaning)}</g>`;
  });
  const names = ids.map((id, i) => text(8, HEAD + ROW * i + 13, id.length > 28 ? `${id.slice(0, 27)}…` : id));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `${text(LEFT, 16, "load balancers in use: dark while a case has one, light while it is made idle again")}`,
    `${text(LEFT, 34, "0")}${text(LEFT + AREA - 60, 34, `${(end / 1_000).toFixed(1)} s`)}`,
    ...names,
    ...bars,
    "</svg>",
    "",
  ].join("\n");
}

function bar(from: number, to: number, y: number, color: string): string {
  const width = Math.max(0.4, to - from - 0.3);
  return `<rect x="${from.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 6}" fill="${color}"/>`;
}

function text(x: number, y: number, words: string): string {
  return `<text x="${x}" y="${y}">${escapeXml(visible(words))}</text>`;
}
