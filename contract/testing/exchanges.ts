/** Exchanges as the target room would record them. */
import { type Answer, readAnswer } from "../answer.js";
import type { Exchange, NoAnswer } from "../exchange.js";

const REQUEST = { method: "POST", url: "http://target.test/", headers: {}, body: "", parameters: [] } as const;

/** A body is text as it came in, or a value that becomes JSON. */
const textOf = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));

/** An exchange with an HTTP answer. */
function answered(status: number, body: unknown): Exchange {
  const response = { status, headers: {}, body: textOf(body) };
  return exchangeWith({ is: "response", response });
}

/** An exchange that ended without an answer. */
export function unanswered(kind: NoAnswer["kind"]): Exchange {
  return exchangeWith({ is: "no-answer", problem: { kind, detail: `${kind} of a test` } });
}

function exchangeWith(outcome: Exchange["outcome"]): Exchange {
  return { operation: "CreateListener", request: REQUEST, outcome, startedAt: 0, endedAt: 1, throttled: 0 };
}

/** What is read from an HTTP answer. */
export function answer(status: number, body: unknown): Answer {
  return readAnswer(answered(status, body));
}

/** The answer to a creation as the page shows it. */
export const ACCEPTED = answer(200, { ListenerId: "lsn-1", RequestId: "R" });

/** The answer to a dry run that passed. */
export const PASSED = answer(400, { Code: "DryRunOperation", Message: "passed", RequestId: "R" });

/** A refusal with a complete envelope. */
export function refused(status: number, code: string, message = "refused"): Answer {
  return answer(status, { Code: code, Message: message, RequestId: "R" });
}
