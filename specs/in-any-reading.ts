/** Dry runs of requests that are wrong whatever the answer to the open question which they touch. */
import { through } from "../contract/judge.js";
import type { RequestDraft } from "../contract/request.js";
import { answerInWords } from "../exercise/cases/answer-in-words.js";
import type { Check } from "../exercise/check/check.js";
import { spread } from "../exercise/stage/quotas.js";
import { IN_ANY_READING } from "../generators/in-any-reading.js";

/** Requests of each clause where they are paced. */
const FEW = 2;

/** Every request that breaks the clause in any reading is refused; with which code is open, like the question. */
export async function refusesInAnyReading(check: Check, clause: keyof typeof IN_ANY_READING): Promise<void> {
  const drafts: readonly RequestDraft[] = IN_ANY_READING[clause];
  for (const draft of check.session.isRationed ? spread(drafts, FEW) : drafts) {
    const attempt = await check.session.send(through("dry-run", draft), {});
    const { is } = attempt.answer;
    if (is === "no-answer" || is === "throttled") {
      check.inconclusive(`not answered: ${answerInWords(attempt)}`);
      return;
    }
    check.expect(is === "refused" || is === "server-error", attempt, {
      expected: "refused: the defect is there in any reading",
      got: answerInWords(attempt),
    });
  }
}
