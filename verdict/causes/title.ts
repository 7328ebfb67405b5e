/** A cause in one sentence: what was observed, as far as it can be told without the data of the run. */
import type { Counterexample } from "../../evidence/counterexample.js";
import { type Difference, differenceOf } from "./difference.js";
import { withoutData } from "./without-data.js";

/**
 * What a counterexample shows, in a sentence.
 * @param counterexample the most telling one of its cause
 */
export function titleOf(counterexample: Counterexample): string {
  const difference = differenceOf(counterexample);
  const { came, violation, words } = difference;
  if (came.is === "acceptance" && violation !== undefined) return `${requestIn(difference)} is accepted`;
  if (difference.wanted === "acceptance")
    return `${requestIn(difference)} is not accepted: ${withoutData(counterexample.got)}`;
  return `${requestIn(difference)}: expected ${words.expected}, got ${words.got}`;
}

function requestIn({ lens, violation, parameters }: Difference): string {
  const what = lens === undefined ? "A call" : lens === "dry-run" ? "A dry run" : "A request";
  if (violation !== undefined) return `${what} with the violation ${violation}`;
  return parameters.length === 0 || parameters.length > 3 ? what : `${what} with ${parameters.join(", ")}`;
}
