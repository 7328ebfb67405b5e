/** Reading options that are whole numbers, with a message for those that are not. */
import { InvalidArgumentError } from "commander";

/**
 * A parser of options that are whole numbers.
 * @returns the parser; it throws commander's InvalidArgumentError for anything else
 */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^[+-]?\d+$/u.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}
