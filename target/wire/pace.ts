/** When a request may leave: each action has a rate of its own, all of them may have one together, and both learn from throttled answers. */
import { OTHER_ACTIONS, type Rates, type RatesByAction } from "../config/rates.js";
import type { Gate } from "./gate.js";
import { Rate } from "./rate.js";
import { RateLessons, type Refusal } from "./rate-lessons.js";
import type { Throttling } from "./throttling.js";

/** Requests per second that throttling has taught. */
export interface LearnedRates {
  /** Of all requests together, where the target did not say that it counts each action by itself. */
  readonly together: number | undefined;
  readonly byAction: RatesByAction;
}

/** Requests that are counted together. */
class Count {
  readonly rate: Rate;
  readonly lessons: RateLessons;

  constructor(perSecond: number | undefined) {
    this.rate = new Rate(perSecond);
    this.lessons = new RateLessons(this.rate);
  }
}

/** The rates of one client. */
export class Pace {
  readonly #rates: Rates | undefined;
  readonly #all: Count;
  readonly #byAction = new Map<string, Count>();

  /** @param rates requests per second, together or by action; absent: no limit */
  constructor(rates: Rates | undefined) {
    this.#rates = rates;
    this.#all = new Count(typeof rates === "number" ? rates : undefined);
  }

  /**
   * Waits for the moment at which requests may leave, and for places in a gate. Nobody holds a place while waiting for the moment: actions
   * that are rationed do not keep others from their work.
   * @param gate limits what is under way at once
   * @param places how many places are wanted, all at once
   * @param signal gives up; the promise then rejects and no place is held
   * @returns undefined when they may leave at once
   */
  enter(
    action: string,
    gate: Gate,
    { places, requests }: { readonly places: number; readonly requests: number },
    signal?: AbortSignal,
  ): Promise<void> | undefined {
    const own = this.#countOf(action).rate;
    const all = this.#all.rate;
    const go = () => gate.enter(places, signal);
    if (!own.limits && !all.limits) return go();
    return own.pass(requests, signal, () => all.pass(requests, signal, go));
  }

  /**
   * Hears of an answer that is no throttled one.
   * @param now milliseconds of the monotonic clock
   */
  accepted(action: string, startedAt: number, now: number): void {
    this.#countOf(action).lessons.accepted(startedAt, now);
    this.#all.lessons.accepted(startedAt, now);
  }

  /**
   * Hears of a throttled answer. What was refused because others were under way says nothing of a rate; nor does what left together with others,
   * unless it says that it does.
   */
  refused(
    action: string,
    refusal: Omit<Refusal, "isAboutRate">,
    { isOfAction, isAboutRate, others }: Throttling,
    leftTogether: boolean,
  ): void {
    if (others === "says" || (others === "may" && leftTogether)) {
      this.lost(action);
      return;
    }
    const own = this.#countOf(action);
    const [blamed, other] = isOfAction ? [own, this.#all] : [this.#all, own];
    blamed.lessons.refused({ ...refusal, isAboutRate });
    other.rate.lost();
  }

  /** Hears that nothing became of a request. */
  lost(action: string): void {
    this.#countOf(action).rate.lost();
    this.#all.rate.lost();
  }

  /** Forgets what was learned: it was no lesson on rates. */
  forget(): void {
    for (const { lessons } of [this.#all, ...this.#byAction.values()]) lessons.forget();
  }

  /** What was learned so far. */
  learned(): LearnedRates {
    const byAction = [...this.#byAction].flatMap(([action, { lessons }]) =>
      lessons.learned === undefined ? [] : [[action, lessons.learned] as const],
    );
    return { together: this.#all.lessons.learned, byAction: Object.fromEntries(byAction) };
  }

  #countOf(action: string): Count {
    const known = this.#byAction.get(action);
    if (known !== undefined) return known;
    const count = new Count(rateOf(this.#rates, action));
    this.#byAction.set(action, count);
    return count;
  }
}

function rateOf(rates: Rates | undefined, action: string): number | undefined {
  if (typeof rates !== "object") return undefined;
  return Object.hasOwn(rates, action) ? rates[action] : rates[OTHER_ACTIONS];
}
