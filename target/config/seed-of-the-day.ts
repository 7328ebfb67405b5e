/** Seeds that are given as words: another one each day, the same for all who run on that day. */
import { numberOr } from "./rates.js";

/** Stands for the seed of the day. */
const TODAY = "today";

/**
 * The seed of a day, which is the date as people write it: 20261128.
 * @param now a time; its date is that of UTC, so that it is the same wherever the run is
 */
export function seedOfDay(now: Date): number {
  return Number(now.toISOString().slice(0, 10).replaceAll("-", ""));
}

/**
 * Reads a seed given as text.
 * @param now the present
 * @returns a number; text that is neither one nor `today` stays text, so that the check refuses it
 */
export function readSeed(text: string, now: Date = new Date()): number | string {
  return text.trim() === TODAY ? seedOfDay(now) : numberOr(text);
}
