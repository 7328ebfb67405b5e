/** What the answers of a target teach about the rate that it allows. */
import type { Rate } from "./rate.js";
import { floorMs } from "./throttling.js";

/** Part of the accepted rate that is used after a lesson: servers count differently from us. */
const SHARE_USED = 0.9;
/** No lesson makes us slower than this, requests per second: below it a target is not worth the wait. */
const SLOWEST_PER_SECOND = 0.5;
/** So large a share of refusals is put up with. */
const TOLERATED_SHARE = 1 / 20;
/** Refusals that teach nothing yet: few of them may be chance. */
const CHANCE = 3;
/** Half of what was counted is forgotten each time that so many answers have come. */
const MEMORY = 120;
/** Two refusals among so many answers make everybody wait. */
const NEAR = 20;
/** Accepted requests after which a rate that nobody spoke of is raised, to see whether it was one; how many times as many each time that it was. */
const TRIED_AFTER = 8;
const LATER = 4;
const RAISE = 1.5;
/** A rate that has come so far without a refusal was none, requests per second. */
const NO_RATE = 1_000;
/** Where so many lessons in the midst of accepted requests did not help, the target does not refuse by rate, and they are forgotten. */
const MOST_LESSONS = 3;

/** Windows that quotas are counted in, seconds: public ones are between a second and a minute. */
const WINDOWS_S = [1, 2, 5, 10, 20, 40, 60] as const;
const SLOT_MS = 100;
const SLOTS = 60 * (1000 / SLOT_MS) + 1;

/** Counts answers over time. */
export class Tally {
  readonly #counts = new Float64Array(SLOTS);
  #slot = 0;

  /** @param now milliseconds of the monotonic clock */
  add(now: number): void {
    this.#goTo(now);
    const place = this.#slot % SLOTS;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
  }

  /**
   * The highest rate over any window that ends now: nobody tells in what window a target counts.
   * @param now milliseconds of the monotonic clock
   * @returns answers per second
   */
  highestRate(now: number): number {
    this.#goTo(now);
    return Math.max(...WINDOWS_S.map((seconds) => this.#rateOver(seconds)));
  }

  #rateOver(seconds: number): number {
    const slots = seconds * (1000 / SLOT_MS);
    let sum = 0;
    for (let ago = 0; ago <= slots && ago < SLOTS; ago += 1)
      sum += this.#counts[(this.#slot - ago + SLOTS) % SLOTS] ?? 0;
    return sum / (seconds + SLOT_MS / 1000);
  }

  #goTo(now: number): void {
    const slot = Math.floor(now / SLOT_MS);
    for (let next = Math.max(this.#slot + 1, slot - SLOTS); next <= slot; next += 1) this.#counts[next % SLOTS] = 0;
    this.#slot = slot;
  }
}

/** A throttled answer, as far as it teaches something. */
export interface Refusal {
  readonly startedAt: number;
  readonly now: number;
  /** How long everybody is to wait, milliseconds; longer where those who went ahead were refused again. */
  readonly delayMs: number;
  /** Whether nobody waits for the target any more: everybody tries once, and not in a flood. */
  readonly isHopeless: boolean;
  /** Whether the target speaks of a rate, and not merely of being unable to answer. */
  readonly isAboutRate: boolean;
  /** Whether it may as well mean that others are under way: then the lesson is tried again and again. */
  readonly isVague?: boolean;
}

/** Slows a rate down until refusals are rare, and makes everybody wait while the target wants nobody. */
export class RateLessons {
  readonly #rate: Rate;
  readonly #accepted = new Tally();
  #recentAnswers = 0;
  #recentRefusals = 0;
  #lastRefusal = Number.NEGATIVE_INFINITY;
  #answers = 0;
  /** Refusals since the last accepted request. */
  #inARow = 0;
  #learnedAt = 0;
  #learned = false;
  #lessons = 0;
  /** Of a lesson that is tried: accepted requests since, after how many the rate is raised, and whether it was. */
  #trial: { accepted: number; after: number; wasRaised: boolean } | undefined;
  #pausedUntil = 0;
  /** Who went ahead at the end of a pause, and was refused. */
  #failedScouts = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Requests per second that were learned, if any. */
  get learned(): number | undefined {
    return this.#learned ? this.#rate.perSecond : undefined;
  }

  /**
   * Hears of an answer that is no throttled one.
   * @param now milliseconds of the monotonic clock
   */
  accepted(startedAt: number, now: number): void {
    this.#count(0);
    this.#accepted.add(now);
    this.#inARow = 0;
    this.#failedScouts = 0;
    this.#rate.answered(startedAt);
    this.#tryMore(now);
  }

  /** Hears of a throttled answer. */
  refused({ startedAt, now, delayMs, isHopeless, isAboutRate, isVague = false }: Refusal): void {
    this.#count(1);
    this.#stepBack();
    this.#inARow += 1;
    const isAlone = this.#answers - this.#lastRefusal > NEAR;
    this.#lastRefusal = this.#answers;
    if (isAlone) {
      this.#rate.lost();
      return;
    }
    // What left before the last lesson says nothing about it.
    if (isAboutRate && startedAt >= this.#learnedAt) this.#learnIfPlain(now, isVague);
    if (startedAt >= this.#pausedUntil) this.#failedScouts += 1;
    this.#pausedUntil = now + (isHopeless ? floorMs(0) : Math.max(delayMs, floorMs(this.#failedScouts)));
    this.#rate.pause(this.#pausedUntil);
  }

  /**
   * Goes on as if no lesson had been drawn, and draws none from what left before.
   * @param now milliseconds of the monotonic clock
   */
  forget(now: number): void {
    this.#rate.restore();
    this.#learned = false;
    this.#trial = undefined;
    this.#learnedAt = now;
    this.#inARow = 0;
    this.#recentAnswers = 0;
    this.#recentRefusals = 0;
  }

  #learnIfPlain(now: number, isVague: boolean): void {
    const refusals = this.#recentRefusals;
    if (this.#inARow > CHANCE) {
      this.#learn(now, isVague);
    } else if (this.#lessons < MOST_LESSONS && refusals > CHANCE && refusals > this.#recentAnswers * TOLERATED_SHARE) {
      this.#lessons += 1;
      if (this.#lessons < MOST_LESSONS) this.#learn(now, isVague);
      else this.forget(now);
    }
  }

  #learn(now: number, isVague: boolean): void {
    const measured = this.#accepted.highestRate(now);
    // Without an accepted request there is nothing to learn a rate from.
    if (measured === 0) return;
    this.#rate.slowTo(Math.max(SLOWEST_PER_SECOND, measured * SHARE_USED));
    this.#learned = true;
    this.#learnedAt = now;
    this.#recentAnswers = 0;
    this.#recentRefusals = 0;
    this.#trial = isVague ? { accepted: 0, after: this.#trial?.after ?? TRIED_AFTER, wasRaised: false } : undefined;
  }

  /** Nobody spoke of a rate: whether there is one shows where more is asked. */
  #tryMore(now: number): void {
    const trial = this.#trial;
    const { perSecond } = this.#rate;
    if (trial === undefined || perSecond === undefined) return;
    trial.accepted += 1;
    if (trial.accepted < trial.after) return;
    this.#trial = { ...trial, accepted: 0, wasRaised: true };
    if (RAISE * perSecond > NO_RATE) this.forget(now);
    else this.#rate.quickenTo(RAISE * perSecond);
  }

  /** What was too much is taken back, and not tried again so soon. */
  #stepBack(): void {
    const trial = this.#trial;
    const { perSecond } = this.#rate;
    if (trial === undefined || perSecond === undefined) return;
    this.#trial = { accepted: 0, after: trial.wasRaised ? LATER * trial.after : trial.after, wasRaised: false };
    if (trial.wasRaised) this.#rate.slowTo(perSecond / RAISE);
  }

  #count(refusals: 0 | 1): void {
    this.#answers += 1;
    this.#recentAnswers += 1;
    this.#recentRefusals += refusals;
    if (this.#recentAnswers < MEMORY) return;
    this.#recentAnswers /= 2;
    this.#recentRefusals /= 2;
  }
}
