/** Which attempts are followed by another one, and when. */
import { ConnectionError, TimeoutError } from "./errors.js";
import type { Attempt, AttemptMade, Draft } from "./parts.js";

const MOST_ATTEMPTS = 3;
const FIRST_PAUSE_MS = 60;

/** Codes of a gateway that puts a request off. */
const PUT_OFF = /^(?:Throttling(?:\..*)?|ServiceUnavailable)$/u;

/**
 * The pause before a further attempt: only where sending again does no harm, a few times, and later each time.
 * @param made what was tried last
 * @param codeIn reads the error code of an answer
 * @returns milliseconds, `undefined` when the call is over
 */
export function pauseBefore({ attempt, draft, nth }: AttemptMade, codeIn: CodeReader): number | undefined {
  if (nth >= MOST_ATTEMPTS || !isHarmlessAgain(draft) || !isPassing(attempt, codeIn)) return undefined;
  return FIRST_PAUSE_MS * 2 ** (nth - 1);
}

/** Reads the error code of an answer. */
type CodeReader = (attempt: Extract<Attempt, { is: "answer" }>) => string | undefined;

/** Reads, and creations that the service knows again by their token. */
export function isHarmlessAgain({ operation, parameters }: Draft): boolean {
  return operation !== "CreateListener" || parameters.some(([name, value]) => name === "ClientToken" && value !== "");
}

/**
 * Whether another attempt may end otherwise.
 * @param attempt that was made
 */
export function isPassing(attempt: Attempt, codeIn: CodeReader): boolean {
  if (attempt.is === "failure")
    return attempt.error instanceof TimeoutError || attempt.error instanceof ConnectionError;
  const { status } = attempt.answer;
  return status === 429 || status >= 500 || (status >= 400 && PUT_OFF.test(codeIn(attempt) ?? ""));
}
