/** Requests that got an error which passes by itself are repeated as throttled ones are; what is no use any more is learned. */
import { setTimeout as sleep } from "node:timers/promises";
import { jsonObjectOf, textMember } from "../../contract/answer.js";
import type { Exchange } from "../../contract/exchange.js";
import { type ErrorAsItCame, isBusyGroup, isPassingError } from "../../contract/passing-errors.js";
import type { CallOptions } from "./call-options.js";
import { floorMs } from "./throttling.js";

/** Attempts of one call, however short the waits between them. */
const MOST_ATTEMPTS = 12;
/** Attempts where many calls have come to nothing. */
const HOPELESS_ATTEMPTS = 2;
/** Calls that came to nothing before the others get less patience, and hardly any. */
const LESS_AFTER = 2;
const HARDLY_ANY_AFTER = 8;
/** Share of the patience that is left then, and how many times the longest wait that came to something. */
const LEAST_SHARE = 1 / 30;
const TIMES_LONGEST = 4;
/** Calls that met wait differently long: each by so many parts more than the one before. */
const SPREAD = 7;

/** Repeats calls within a patience in time and in attempts. */
export class PassingErrors {
  readonly #budgetMs: number;
  readonly #errorIn: (exchange: Exchange) => string | undefined;
  #longestMs = 0;
  #inVain = 0;
  #met = 0;

  /**
   * @param budgetMs how long one call is repeated at most, milliseconds
   * @param errorIn tells the error that passes of an answer, in words; absent: what siblings let their clients repeat
   */
  constructor(budgetMs: number, errorIn = passingErrorIn) {
    this.#budgetMs = budgetMs;
    this.#errorIn = errorIn;
  }

  /**
   * Sends a call until it gets an answer that is no passing error, or the patience has ended.
   * @param send sends it once: the same request each time, with its token where it has one
   * @param options of the call: who counts what is repeated, and what gives up
   * @returns the last exchange
   */
  async repeat(
    send: () => Promise<Exchange>,
    { signal, meter, onPutOff }: Pick<CallOptions, "signal" | "meter" | "onPutOff">,
  ): Promise<Exchange> {
    let exchange = await send();
    let error = this.#errorIn(exchange);
    if (error === undefined) return exchange;
    const since = performance.now();
    for (let attempt = 1; error !== undefined; attempt += 1) {
      this.#met += 1;
      onPutOff?.("others");
      const delayMs = floorMs(attempt - 1) * (1 + (this.#met % SPREAD) / SPREAD);
      const spentMs = performance.now() - since;
      if (attempt >= this.#attempts || spentMs + delayMs > this.#patienceMs) {
        this.#inVain += 1;
        return exchange;
      }
      meter?.passing?.set(error, (meter.passing.get(error) ?? 0) + 1);
      await sleep(delayMs, undefined, { signal });
      exchange = await send();
      error = this.#errorIn(exchange);
    }
    this.#longestMs = Math.max(this.#longestMs, performance.now() - since);
    return exchange;
  }

  get #attempts(): number {
    return this.#inVain < HARDLY_ANY_AFTER ? MOST_ATTEMPTS : HOPELESS_ATTEMPTS;
  }

  get #patienceMs(): number {
    if (this.#inVain < LESS_AFTER) return this.#budgetMs;
    return Math.min(this.#budgetMs, Math.max(LEAST_SHARE * this.#budgetMs, TIMES_LONGEST * this.#longestMs));
  }
}

/** The passing error that an answer carries, in words; `undefined` when it carries none. */
function passingErrorIn(exchange: Exchange): string | undefined {
  return errorInWords(exchange, isPassingError);
}

/** The error of a server group that is busy, though it is an available one, in words; `undefined` when an answer carries another or none. */
export function busyGroupIn(exchange: Exchange): string | undefined {
  return errorInWords(exchange, isBusyGroup);
}

function errorInWords({ outcome }: Exchange, isOne: (error: ErrorAsItCame) => boolean): string | undefined {
  if (outcome.is === "no-answer") return undefined;
  const { status, body } = outcome.response;
  if (status < 400 || status >= 500) return undefined;
  const error = jsonObjectOf(body);
  const code = textMember(error, "Code");
  return isOne({ status, code, message: textMember(error, "Message") }) ? `HTTP ${status} ${code}` : undefined;
}
