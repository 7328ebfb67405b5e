/** Reading throttled answers: whether one is, how long it wants us to wait, and what it speaks of. */
import { isThrottling, jsonObjectOf, textMember } from "../../contract/answer.js";
import type { ReceivedResponse } from "../../contract/exchange.js";
import { isPutOffByOthers } from "../../contract/passing-errors.js";

/** The floor between two attempts of a call; it doubles from attempt to attempt, whatever a target asks for. */
const FIRST_DELAY_MS = 50;
const LONGEST_FLOOR_MS = 5_000;
/** A number without a unit up to here is taken for seconds: no gateway would count so few milliseconds, and windows of quotas are up to a minute long. */
const LARGEST_SECONDS = 60;

/** What a throttled answer says. */
export interface Throttling {
  /** How long it asks to wait, milliseconds; undefined when it does not say. */
  readonly askedMs: number | undefined;
  /** Whether the unit of that is documented, so that there is no use in trying earlier. */
  readonly isExact: boolean;
  /** Whether it speaks of a rate, and not merely of being unable to answer. */
  readonly isAboutRate: boolean;
  /** Whether it counts the requests of this action by themselves. */
  readonly isOfAction: boolean;
  /** Whether it speaks of another request at the same place: `says` so, or `may` mean that, since it says nothing of a rate. */
  readonly others: "says" | "may" | "no";
}

/**
 * Reads an answer that may put its request off instead of answering it: HTTP 429 or 503, a gateway's own 502 or 504, or a throttling code
 * at any status.
 * @param now the present, milliseconds since the epoch
 * @returns undefined when it is none
 */
export function throttlingOf({ status, headers, body }: ReceivedResponse, now: number): Throttling | undefined {
  // Nearly all answers that succeed carry none of the words; only the suspicious ones are parsed.
  const isSuspicious = status >= 400 || /Throttling|ServiceUnavailable|SystemBusy/.test(body);
  if (!isSuspicious) return undefined;
  const error = jsonObjectOf(body);
  const code = textMember(error, "Code") ?? "";
  if (!isThrottling(status, code === "" ? undefined : code)) return undefined;
  const vague = vagueDelayMs(headers);
  const exact = vague === undefined ? exactDelayMs(headers, now) : undefined;
  const asked = vague ?? exact;
  const saysSo = isPutOffByOthers({ code, message: textMember(error, "Message") });
  const isAboutRate = !saysSo && (status === 429 || /Throttling/.test(code) || asked !== undefined);
  const isOfAction = headers["x-ratelimit-user-api"] !== undefined || /^Throttling\.Api/.test(code);
  // `Retry-After` goes with locks as well.
  const saysRate = /Throttling/.test(code) || vague !== undefined;
  return {
    askedMs: asked,
    isExact: exact !== undefined,
    isAboutRate,
    isOfAction: isOfAction || !isAboutRate,
    others: saysSo ? "says" : saysRate ? "no" : "may",
  };
}

/** Calls that were put off for one another come again at different moments: each by so many parts later than the one before. */
const SPREAD = 7;

/**
 * How many times longer than its delay a call that was put off waits.
 * @param number of the answer that puts it off, among all of them
 */
export function spreadOf({ others }: Throttling, number: number): number {
  return others === "no" ? 1 : 1 + (number % SPREAD) / SPREAD;
}

/**
 * The least time between two attempts, milliseconds.
 * @param attempt how often the request was put off before
 */
export function floorMs(attempt: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_FLOOR_MS);
}

/**
 * What Alibaba Cloud's gateways ask for. The unit is not documented: a number that may be seconds is taken for seconds.
 * Source of the names: runtimes of the SDKs, which read `x-acs-retry-after`, and `TimeLeft` in `x-ratelimit-user[-api]`.
 */
function vagueDelayMs(headers: ReceivedResponse["headers"]): number | undefined {
  const acs = /^\s*(\d+)\s*$/.exec(headers["x-acs-retry-after"] ?? "")?.[1];
  const quota = headers["x-ratelimit-user-api"] ?? headers["x-ratelimit-user"] ?? "";
  const timeLeft = /(?:^|,)\s*TimeLeft:\s*(\d+)/.exec(quota)?.[1];
  const numbers = [acs, timeLeft].filter((text) => text !== undefined).map(Number);
  const delays = numbers.map((number) => (number <= LARGEST_SECONDS ? number * 1000 : number));
  return delays.length === 0 ? undefined : Math.max(...delays);
}

/** `Retry-After`: seconds or a date. Source: RFC 9110, section 10.2.3. */
function exactDelayMs(headers: ReceivedResponse["headers"], now: number): number | undefined {
  const text = headers["retry-after"] ?? "";
  if (/^\s*\d+\s*$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
