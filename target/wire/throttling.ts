import { isThrottling, jsonObjectOf, textMember } from "../../contract/answer.js";
import type { ReceivedResponse } from "../../contract/exchange.js";

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 5_000;

/**
 * Tells whether an answer puts its request off instead of answering it: HTTP 429 or 503, a gateway's own 502 or 504, or a
 * throttling code at any status.
 * @param response an answer
 */
export function isThrottled({ status, body }: ReceivedResponse): boolean {
  // Nearly all answers that succeed carry none of the words; only the suspicious ones are parsed.
  const suspicious = status >= 400 || /Throttling|ServiceUnavailable|SystemBusy/.test(body);
  const code = suspicious ? textMember(jsonObjectOf(body), "Code") : undefined;
  return isThrottling(status, code);
}

/**
 * How long to back off before a throttled request is sent again, milliseconds: what the answer asks for, else exponential.
 * Source: `Retry-After` (seconds or a date), `x-acs-retry-after` and `TimeLeft` in `x-ratelimit-user[-api]` (milliseconds, as
 * the SDKs read them).
 * @param response the throttled answer
 * @param attempt how often this request was put off before
 * @param now the present, milliseconds since the epoch
 */
export function backOffMs(response: ReceivedResponse, attempt: number, now: number): number {
  const asked = retryAfterMs(response.headers, now);
  return asked ?? Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS);
}

function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const acs = /^\d+$/.exec(headers["x-acs-retry-after"] ?? "")?.[0];
  if (acs !== undefined) return Number(acs);
  const quota = headers["x-ratelimit-user-api"] ?? headers["x-ratelimit-user"] ?? "";
  const timeLeft = /(?:^|,)\s*TimeLeft:\s*(\d+)/.exec(quota)?.[1];
  if (timeLeft !== undefined) return Number(timeLeft);
  const standard = headers["retry-after"] ?? "";
  if (/^\d+$/.test(standard)) return Number(standard) * 1000;
  const date = Date.parse(standard);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
