/** Descriptions and time-outs that travel in requests about something else: each creation shows one more of them, for nothing. */
import type { RequestDraft } from "../contract/request.js";
import type { Family } from "./specimen.js";

/** Numbers that representations lose, and that people like: kept wrongly, they are accepted all the same. */
const TIMEOUTS = [
  ...[256, 900, 512, 3600, 1024, 300, 4096, 1800, 2048, 600, 128, 1000, 5000, 1200, 255, 257, 4095, 5999, 3000, 61],
];

/** Texts that are kept cut, folded or converted. */
const DESCRIPTIONS = [
  ..."00123 null 1e3 a//b true x@y.z .. NaN 1.50 a;b,c;d -1 UPPER-lower 0x10 ../a a- ;; 中-文,A1".split(" "),
  ...[128, 64, 255].map((length) => "Ab9-".repeat(length).slice(0, length)),
];

/**
 * A family of valid requests with a description and a time-out in each that has none.
 * @param family about other parameters
 * @param first which of the passengers is the first to go along
 */
export function withPassengers(family: Family, first = 0): Family {
  return {
    ...family,
    examples: family.examples.map((specimen, i) => ({
      ...specimen,
      draft: { ...passengersOf(first + i), ...specimen.draft },
    })),
  };
}

function passengersOf(place: number): Partial<RequestDraft> {
  const listenerDescription = DESCRIPTIONS[place % DESCRIPTIONS.length];
  const tcpIdleTimeout = TIMEOUTS[place % TIMEOUTS.length];
  return {
    ...(listenerDescription === undefined ? {} : { listenerDescription }),
    ...(tcpIdleTimeout === undefined ? {} : { tcpIdleTimeout }),
  };
}
