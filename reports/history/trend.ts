/** Whether figures of runs one after the other rise, and how they look: statistics of a history, nothing else. */
import { median } from "../measures.js";

const BLOCKS = "▁▂▃▄▅▆▇█";

/** Figures at each end that are compared. */
const END = 5;
/** Fewer say nothing of a trend. */
const FEWEST = 2 * END;
/** Rises that are told: at least by this factor, and so steadily that chance does it once in a thousand. */
const LEAST_RISE = 1.25;
const LEAST_STEADINESS = 3.1;

/** A rise over the runs that were looked at. */
export interface Rise {
  readonly from: number;
  readonly to: number;
  readonly runs: number;
}

/**
 * A picture of figures in one line.
 * @param values the oldest first; `undefined` where there is none
 * @returns one character for each, the lowest block for the least and the highest for the greatest
 */
export function sparkline(values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined);
  const least = Math.min(...known);
  const spread = Math.max(...known) - least;
  return values
    .map((value) => {
      if (value === undefined) return "·";
      return BLOCKS[spread === 0 ? 0 : Math.round(((value - least) / spread) * (BLOCKS.length - 1))];
    })
    .join("");
}

/**
 * A steady rise, by the test of Mann and Kendall; a single slow night is none, and neither is noise.
 * @param values the oldest first
 * @returns the medians at both ends, or `undefined` when there is no rise that can be told from chance
 */
export function riseOf(values: readonly number[]): Rise | undefined {
  if (values.length < FEWEST) return undefined;
  const [from, to] = [median(values.slice(0, END)), median(values.slice(-END))];
  if (to < from * LEAST_RISE || steadiness(values) < LEAST_STEADINESS) return undefined;
  return { from, to, runs: values.length };
}

/** How far more pairs rise than fall, in standard deviations of what chance gives. */
function steadiness(values: readonly number[]): number {
  let rises = 0;
  for (const [index, earlier] of values.entries()) {
    for (const later of values.slice(index + 1)) rises += Math.sign(later - earlier);
  }
  const n = values.length;
  return (rises - Math.sign(rises)) / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
}
