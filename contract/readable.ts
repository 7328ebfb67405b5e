/** Whether the body of an answer can be read at all, whoever it is for. What a body that can be read has to say is judged elsewhere. */
import type { Exchange } from "./exchange.js";

const SHOWN = 60;
/** What decoding leaves where bytes are no UTF-8. */
const NO_CHARACTER = "\uFFFD";
/** Operations whose answers are asked for to be read. */
const TO_BE_READ = /^(?:CreateListener|Get|List)/u;

/**
 * What stands where a JSON object should, in words that follow "it answered".
 * @param text the body
 */
export function bytesInWords(text: string): string {
  return text === "" ? "with an empty body" : `with a body that is no JSON object: ${beginningOf(text)}`;
}

/**
 * What stands in a body that cannot be read: it was cut, is no JSON, no UTF-8, or in an encoding that nobody asked for. Where an operation is
 * only to be done, a body that does not claim to be JSON is none of it.
 * @returns words that follow "it answered"; `undefined` when it can be read, or need not be
 */
export function unreadableIn({ operation, outcome }: Exchange): string | undefined {
  if (outcome.is === "no-answer") return outcome.problem.kind === "encoding" ? outcome.problem.detail : undefined;
  const { status, headers, body } = outcome.response;
  const answered = `HTTP ${status}`;
  if (body.includes(NO_CHARACTER))
    return `${answered} with bytes that are no UTF-8: ${beginningOf(body.slice(Math.max(0, body.indexOf(NO_CHARACTER) - 20)))}`;
  if (isJson(body)) return undefined;
  const isDone = status >= 200 && status < 300;
  const claims = body !== "" && (/\bjson\b/iu.test(headers["content-type"] ?? "") || /^\s*[{[]/u.test(body));
  return claims || (isDone && TO_BE_READ.test(operation)) ? `${answered} ${bytesInWords(body)}` : undefined;
}

function beginningOf(text: string): string {
  return `${JSON.stringify(text.slice(0, SHOWN))}${text.length > SHOWN ? "…" : ""}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
