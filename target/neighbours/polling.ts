/** Waiting for something at the target: when to look, judged by how long such waits took so far. What is looked at belongs to the caller. */
import { setTimeout as sleep } from "node:timers/promises";

/** First pause, milliseconds, where nothing is known: an instant target is hardly waited for. */
const FIRST_PAUSE_MS = 5;
/** Pauses grow by this: a slow target is not flooded. */
const GROWTH = 1.5;
const LONGEST_PAUSE_MS = 2_000;
/** Waits that are remembered: enough to see how they spread, few enough to follow a target that becomes faster. */
const REMEMBERED = 32;
/** So many waits in a row show what the target is like now. */
const LAST_ONES = 3;
/** The first look is put earlier than the least known by this part at most, and by twice as much for each further wait that it saw over. */
const EARLIER = 0.1;
/** Least step after a look that came too early, as a part of what is expected. */
const LEAST_STEP = 0.025;

interface Remembered {
  /** Milliseconds from the begin of the wait to the look that saw it over. */
  readonly overAt: number;
  /** Milliseconds to the last look before that; 0 when there was none. */
  readonly notYetAt: number;
}

/**
 * How long waits of one kind took. The next wait of that kind looks first when, judged by those, it can be over. Where all take the same
 * time, a wait comes to need one look or two: each look halves what is not known of that time.
 */
export class WaitExperience {
  readonly #waits: Remembered[] = [];
  /** How many waits of this kind are under way. */
  underWay = 0;

  /**
   * Remembers a wait that came to its end.
   * @param overAt milliseconds from its begin to the look that saw it over
   * @param notYetAt milliseconds to the last look before that; 0 when there was none
   */
  note(overAt: number, notYetAt = 0): void {
    this.#waits.push({ overAt, notYetAt });
    if (this.#waits.length > REMEMBERED) this.#waits.shift();
  }

  /** Milliseconds after which a quick one of these waits was seen to be over; `undefined` before the first. One in ten may be an exception. */
  get least(): number | undefined {
    const all = this.#waits.map(({ overAt }) => overAt);
    const quick = [...all].sort((a, b) => a - b)[Math.floor(all.length / 10)];
    // What all of the last ones kept to is no exception.
    return quick === undefined
      ? undefined
      : Math.min(quick, all.length < LAST_ONES ? quick : Math.max(...all.slice(-LAST_ONES)));
  }

  /** Milliseconds from the begin of a wait to its first look. */
  get firstLook(): number {
    const { least } = this;
    if (least === undefined) return 0;
    const late = this.#waits.length - 1 - this.#waits.findLastIndex(({ notYetAt }) => notYetAt > 0);
    const tooEarly = this.#waits.map(({ notYetAt }) => notYetAt).filter((ms) => ms < least);
    // Where no look came too early for long, the target has become faster, and what was known of it is old.
    const floor = late > LAST_ONES ? 0 : (Math.max(0, ...tooEarly) + least) / 2;
    return Math.max(floor, least * (1 - EARLIER * 2 ** Math.max(0, late - LAST_ONES - 1)));
  }

  /** Milliseconds from a first look that came too early to the second. */
  get firstPause(): number {
    const { least } = this;
    if (least === undefined) return FIRST_PAUSE_MS;
    return Math.max(1, least - this.firstLook, LEAST_STEP * least);
  }
}

/** The experience of one target, by kind of wait. */
export class WaitExperiences {
  readonly #byKind = new Map<string, WaitExperience>();

  /** What is known of one kind of wait: the same object at each call. */
  of(kind: string): WaitExperience {
    const known = this.#byKind.get(kind) ?? new WaitExperience();
    this.#byKind.set(kind, known);
    return known;
  }
}

interface PollOptions {
  /** Gives up; the promise then rejects. */
  readonly signal?: AbortSignal | undefined;
  /** When the wait began, by `performance.now()`; budget and experience count from there. Default: now. */
  readonly since?: number;
  /** Looks once at the begin, however long the wait will take: for a wait whose begin is to be seen too. */
  readonly atOnce?: boolean;
}

/**
 * Repeats a step until it gives something or the budget is used up; looks first when the experience says that it can be over, and at growing
 * distances after that.
 * @param budgetMs how long, milliseconds; the step is taken at least once, and once more at the end
 * @param experience of this kind of wait; learns from this one
 * @param step gives `undefined` to be asked again
 * @returns what the step gave, or `undefined` at the end of the budget
 */
export async function poll<T>(
  budgetMs: number,
  experience: WaitExperience,
  step: () => Promise<T | undefined>,
  { signal, since = performance.now(), atOnce = false }: PollOptions = {},
): Promise<T | undefined> {
  experience.underWay += 1;
  try {
    return await repeat(budgetMs, experience, step, { signal, since, atOnce });
  } finally {
    experience.underWay -= 1;
  }
}

/** What a wait goes by, once its defaults are filled in. */
type Repetition = Required<Omit<PollOptions, "signal">> & Pick<PollOptions, "signal">;

async function repeat<T>(
  budgetMs: number,
  experience: WaitExperience,
  step: () => Promise<T | undefined>,
  { signal, since, atOnce }: Repetition,
): Promise<T | undefined> {
  let { firstLook: look, firstPause: pause } = experience;
  let notYetAt = 0;
  if (atOnce && look > 0) {
    const result = await step();
    if (result !== undefined) {
      experience.note(0);
      return result;
    }
  }
  for (;;) {
    const early = Math.min(look, budgetMs) - (performance.now() - since);
    if (early > 0) await sleep(Math.ceil(early), undefined, { signal });
    const lookedAt = performance.now() - since;
    const result = await step();
    if (result !== undefined) {
      experience.note(lookedAt, notYetAt);
      return result;
    }
    // Timers count whole milliseconds and may be a little early.
    if (lookedAt >= budgetMs - 1) return undefined;
    notYetAt = lookedAt;
    look = performance.now() - since + pause;
    pause = Math.min(pause * GROWTH, LONGEST_PAUSE_MS);
  }
}
