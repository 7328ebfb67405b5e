/** Turns of dry runs, which make nothing and meet each other: how many are under way at once, and whether the target bears it. */
import { TurnDenied } from "./denial.js";
import { TurnQueue } from "./turn-queue.js";

/** Dry runs that have to be put off, and the part of all that they have to be, before they go one after another. */
const PUT_OFF_KNOWN = 3;
const PUT_OFF_PART = 8;
/** Dry runs that go one after another, none of them put off, before two may meet again: where nothing said that meeting was the reason. */
const TRIED_ALONE = 20;

interface WaitingDryRun {
  readonly depth: number;
  readonly begin: () => void;
  readonly deny: (error: Error) => void;
}

/** Whether a dry run was put off: because it met others, perhaps because of that, or not. */
export type PutOffFor = "others" | "unclear" | "nothing";

/** Gives dry runs their turns. */
export class DryRunTurns {
  readonly #queue = new TurnQueue<WaitingDryRun>();
  /** How many may be under way at once; one where the target puts off those that meet. */
  #atOnce: number;
  /** How many may be where the target bears it. */
  readonly #most: number;
  /** How many more may begin; there may be more under way than are allowed by now. */
  #free: number;
  #meetings = 0;
  #putOff = 0;
  #harmed = 0;
  /** The same of dry runs that may have been put off for something else, such as their rate; counted from the last change on. */
  #unclear = { meetings: 0, putOff: 0, triedAlone: TRIED_ALONE };
  #isSeparate = false;

  /** @param atOnce how many may be under way at once */
  constructor(atOnce: number) {
    this.#most = Math.max(1, atOnce);
    this.#atOnce = this.#most;
    this.#free = this.#atOnce;
  }

  /** Whether none is under way. */
  get isIdle(): boolean {
    return this.#free === this.#atOnce;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#queue.length;
  }

  /**
   * Waits for a turn.
   * @param depth number of the case among those of its clause
   * @param isShutOut whether nobody is let in now
   * @throws TurnDenied when the time of the run is over before
   */
  async begin(depth: number, isShutOut: boolean): Promise<void> {
    if (this.#free > 0 && !isShutOut) this.#free -= 1;
    else await new Promise<void>((begin, deny) => this.#queue.enter({ depth, begin, deny }));
  }

  end(): void {
    this.#free += 1;
  }

  /** Lets in whoever is next, for as long as there is room. */
  grant(): void {
    while (this.#free > 0 && this.#queue.length > 0) {
      this.#free -= 1;
      this.#queue.takeNext()?.begin();
    }
  }

  /** Sends all away who wait. */
  denyAll(): void {
    for (let next = this.#queue.takeNext(); next !== undefined; next = this.#queue.takeNext())
      next.deny(new TurnDenied("over"));
  }

  /**
   * Notes a dry run that may have met others. Where the target puts off a good part of those that meet, they go one after another from then on:
   * that they met is this suite's doing. Where it does not say that this is why, they may meet again after a while, first a few of them.
   * @param putOff whether it was put off, and whether for others
   * @returns whether fewer may be under way from now on
   */
  noteMeeting(putOff: PutOffFor): boolean {
    if (this.#isSeparate) return false;
    this.#meetings += 1;
    if (putOff === "others") this.#putOff += 1;
    if (this.#isPlain(this.#putOff, this.#meetings)) return this.#separate();
    return this.#noteUnclear(putOff === "unclear");
  }

  #noteUnclear(isPutOff: boolean): boolean {
    const unclear = this.#unclear;
    unclear.meetings += 1;
    if (isPutOff) unclear.putOff += 1;
    if (this.#atOnce > 1 && this.#isPlain(unclear.putOff, unclear.meetings)) {
      this.#unclear = { meetings: 0, putOff: 0, triedAlone: 2 * unclear.triedAlone };
      this.#allow(1);
      return true;
    }
    if (this.#atOnce < this.#most && unclear.meetings >= unclear.triedAlone * this.#atOnce) {
      this.#unclear = { ...unclear, meetings: 0, putOff: 0 };
      this.#allow(Math.min(this.#most, 2 * this.#atOnce));
    }
    return false;
  }

  #isPlain(putOff: number, meetings: number): boolean {
    return putOff >= PUT_OFF_KNOWN && putOff * PUT_OFF_PART >= meetings;
  }

  /** Notes a dry run that was answered otherwise beside others than alone; after a few of them they go one after another. */
  noteHarm(): void {
    this.#harmed += 1;
    if (this.#harmed >= PUT_OFF_KNOWN) this.#separate();
  }

  #separate(): boolean {
    this.#isSeparate = true;
    const isLess = this.#atOnce > 1;
    this.#allow(1);
    return isLess;
  }

  #allow(atOnce: number): void {
    this.#free += atOnce - this.#atOnce;
    this.#atOnce = atOnce;
  }
}
