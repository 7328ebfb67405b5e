/** Lengths of time as people type them. */
import { numberOr } from "./rates.js";

const MINUTES_BY_UNIT: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, min: 1, h: 60 };

/**
 * Reads a length of time: `90s`, `20m`, `1h`, or a number of minutes.
 * @returns minutes; text that is no length of time stays text, so that the check refuses it
 */
export function readMinutes(text: string): number | string {
  const [, amount = "", unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/u.exec(text) ?? [];
  const minutes = MINUTES_BY_UNIT[unit];
  return minutes === undefined ? numberOr(text) : Number(amount) * minutes;
}
