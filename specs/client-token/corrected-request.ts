/** A request that was refused, put right, and sent again under the same token. */

import { answerInWords } from "../../exercise/cases/answer-in-words.js";
import type { Check } from "../../exercise/check/check.js";
import type { Attempt } from "../../exercise/session/session.js";
import type { BorrowedLoadBalancer } from "../../exercise/stage/borrowed-load-balancer.js";
import { listenerOf } from "../../exercise/stage/borrowed-load-balancer.js";

/**
 * Whether the token may be used again is open. That nothing came of the refused request is not: the corrected one makes a listener that is
 * there, or is refused for another reason than one that stands in its way.
 */
export async function expectNothingLeft(
  check: Check,
  one: BorrowedLoadBalancer,
  refused: Attempt,
  corrected: Attempt,
): Promise<void> {
  const { answer } = corrected;
  const exchanges = [refused.exchange, corrected.exchange];
  if (answer.is === "refused" && answer.code === "OperationDenied.TooManyListeners") {
    const about = "create-listener.error.no-effect";
    const expected = "the load balancer is still free after a refusal";
    check.findings(corrected, [{ about, expected, got: answerInWords(corrected) }], exchanges);
  }
  const listener = listenerOf(one, corrected);
  if (listener === undefined) return;
  const read = await one.read(listener);
  if (read.is !== "not-found") return;
  const about = "create-listener.asynchronous.readable";
  check.findings(
    corrected,
    [{ about, expected: "the announced listener is found", got: "not found" }],
    [...exchanges, read.exchange],
  );
}
