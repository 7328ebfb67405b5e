/** Sequences of requests on one load balancer, under a token and under others that are like it. */
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { answerInWords } from "../../exercise/cases/answer-in-words.js";
import type { Check } from "../../exercise/check/check.js";
import { listenerOf } from "../../exercise/stage/borrowed-load-balancer.js";
import { spread } from "../../exercise/stage/quotas.js";
import type { AlteredTokenOf } from "../../generators/altered-token.js";
import { expectUnchanged } from "../errors/occupied-load-balancer.js";

/** Alterations of each token where requests are paced. */
const FEW = 6;

/**
 * One listener takes the last place of a load balancer. The same request under another token, however alike, is no replay: nothing is left
 * for it, and it is never answered with that listener. Tokens that are kept for each load balancer are told apart here as well.
 * @param of makes the tokens
 */
export async function tellsAlteredTokensApart(check: Check, of: AlteredTokenOf, depth: number): Promise<void> {
  await check.withLoadBalancer(
    depth,
    async (one) => {
      const { used, others } = of(check.session.tokenStem());
      const first = await one.create(MINIMAL_DRAFT, { clientToken: used });
      const listener = listenerOf(one, first);
      if (listener === undefined || !(await one.waitRunning(listener)))
        return check.inconclusive(`a listener to begin with could not be brought to Running: ${answerInWords(first)}`);
      await one.waitReady();
      const alterations = Object.entries(others);
      for (const [alteration, clientToken] of check.session.isRationed ? spread(alterations, FEW) : alterations) {
        const attempt = await one.create(MINIMAL_DRAFT, { clientToken });
        const taken = attempt.answer.is === "accepted";
        const finding = {
          expected: `another request than the first: its token has ${alteration}`,
          got: answerInWords(attempt),
        };
        check.expect(!taken, attempt, finding, [first.exchange, attempt.exchange]);
        if (taken) break;
      }
      await expectUnchanged(check, one, listener);
      return undefined;
    },
    "all that fit",
  );
}
