/** A part of a list that is too long for one go: another one each day, so that each comes round. */
import { InvalidArgumentError } from "commander";

/** One of several parts of about the same size, spread over the whole list. */
export interface Part {
  readonly number: number;
  readonly of: number;
}

/** Whether what stands at a place of a list, from 0, belongs to a part. */
export function isInPart({ number, of }: Part, index: number): boolean {
  return index % of === number - 1;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reads `3/10`, or `today/10`: days are counted on from one month to the next, so that each part has its day.
 * @throws InvalidArgumentError for anything else
 */
export function partOf(text: string): Part {
  const [, which = "", parts = ""] = /^(today|\d+)\/(\d+)$/u.exec(text) ?? [];
  const of = Number(parts);
  const number = which === "today" ? (Math.floor(Date.now() / DAY_MS) % of) + 1 : Number(which);
  if (of >= 1 && number >= 1 && number <= of) return { number, of };
  throw new InvalidArgumentError("It takes a part of several, for example 3/10 or today/10.");
}
