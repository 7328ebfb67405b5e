/** What may explain a difference, from what says most of it to what says least; differences with an explanation in common may have one cause. */
import { answerOf, type Difference } from "./difference.js";
import { withoutData } from "./without-data.js";

/** A sentence that is true of a difference, and of others. */
export interface Explanation {
  /** The same for the same sentence, whatever the run. */
  readonly key: string;
  /** How little it says: of two that explain as much, the one that says more is the better. */
  readonly breadth: number;
}

/**
 * Every explanation of a difference.
 * @param difference read off a counterexample
 */
export function explanationsOf(difference: Difference): Explanation[] {
  return texts(difference).map(explanation);
}

/**
 * Every explanation of there being nothing to judge.
 * @param reason why a clause is inconclusive; where it tells an answer, whatever has that answer may have the same cause
 */
export function explanationsOfReason(reason: string): Explanation[] {
  const answer = /: (HTTP \d{3}.*|no answer.*)$/su.exec(reason)?.[1];
  const came = answer === undefined ? undefined : answerOf(answer);
  const parts = came === undefined ? ["unseen", withoutData(reason)] : Object.values(came).map(String);
  return [explanation(parts, 0)];
}

const explanation = (parts: readonly string[], breadth: number): Explanation => ({ key: parts.join("|"), breadth });

function texts({ wanted, words, came, parameters, violation }: Difference): string[][] {
  const all = parameters.join("+");
  switch (came.is) {
    case "acceptance":
      if (wanted === "refusal" && violation !== undefined)
        return [
          ["accepted", violation],
          ["accepted", all],
        ];
      return [["accepted", words.expected]];
    case "refusal":
    case "server-error":
      return [[wanted, ...Object.values(came).map(String), all], [...Object.values(came).map(String)]];
    case "state":
      return [["state", came.state]];
    case "value":
      return [["value", came.of]];
    case "silence":
    case "not-found":
    case "listeners":
      return [[came.is, words.expected], [came.is]];
    case "other":
      return [[words.expected, words.got]];
  }
}
