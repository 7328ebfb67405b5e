/** Unusual spellings of a whole number, and what each can mean: whether they are accepted is open, what they mean is not. */
import { TCP_IDLE_TIMEOUT } from "../contract/parameters.js";

/** A text that some readers take for a number. */
export interface NumberSpelling {
  readonly text: string;
  /** The numbers that it spells, in seconds; none where it says nothing or a number that is no legal time-out. */
  readonly means: readonly number[];
}

const spelled = (text: string, ...means: readonly number[]): NumberSpelling => ({ text, means });

/** Spellings of 400, which is not the default, each with another hint that readers drop or take wrongly. */
const OF_400: readonly NumberSpelling[] = [
  ...["+400", " 400", "400 ", "\t400", "400.0", "400.", "4e2", "4E2", "4.0e2", "40e1", "0x190", "0X190"].map((text) =>
    spelled(text, 400),
  ),
  ...["４００", "٤٠٠", "400.000", "4_00"].map((text) => spelled(text, 400)),
];

/** Spellings of 350, so that a target is seen that takes only its own default for one. */
const OF_350: readonly NumberSpelling[] = ["+350", "3.5e2", "0x15e", "350.0"].map((text) => spelled(text, 350));

/** Behind a leading zero a number is octal to some. */
const WITH_LEADING_ZERO = [spelled("0400", 400, 256), spelled("00400", 400, 256), spelled("0600", 600, 384)];

/** Numbers out of the range, and nothing: whoever accepts these can only mean the default. */
const OF_NO_TIMEOUT = ["", " ", "-0", "+0", "0x0", "59.0", "+59", "6001.0", "6e4", "+6001", "0x3b", "-4e2", "4e-2"].map(
  (text) => spelled(text),
);

/** Every spelling, those first that readers are most often seen to take wrongly. */
export const NUMBER_SPELLINGS: readonly NumberSpelling[] = [
  ...OF_400,
  ...OF_350,
  ...WITH_LEADING_ZERO,
  ...OF_NO_TIMEOUT,
];

/**
 * Whether a target that accepted a spelling may keep a number for it: the one that is spelled, or the default, as if nothing had been sent.
 * @param spelling what was sent
 * @param kept what is read back
 */
export function mayBeKept({ means }: NumberSpelling, kept: unknown): boolean {
  return kept === TCP_IDLE_TIMEOUT.default || means.some((seconds) => seconds === kept);
}
