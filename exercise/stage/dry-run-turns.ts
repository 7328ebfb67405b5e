/** Turns of dry runs, which make nothing and meet each other: how many are under way at once, and whether the target bears it. */
import { TurnDenied } from "./denial.js";
import { TurnQueue } from "./turn-queue.js";

/** Dry runs that have to be put off, and the part of all that they have to be, before they go one after another. */
const PUT_OFF_KNOWN = 3;
const PUT_OFF_PART = 8;

interface WaitingDryRun {
  readonly depth: number;
  readonly begin: () => void;
  readonly deny: (error: Error) => void;
}

/** Gives dry runs their turns. */
export class DryRunTurns {
  readonly #queue = new TurnQueue<WaitingDryRun>();
  /** How many may be under way at once; one where the target puts off those that meet. */
  #atOnce: number;
  /** How many more may begin; there may be more under way than are allowed by now. */
  #free: number;
  #meetings = 0;
  #putOff = 0;
  #harmed = 0;

  /** @param atOnce how many may be under way at once */
  constructor(atOnce: number) {
    this.#atOnce = Math.max(1, atOnce);
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
   * that they met is this suite's doing.
   * @param isPutOff whether it got an error that passes
   */
  noteMeeting(isPutOff: boolean): void {
    this.#meetings += 1;
    if (isPutOff) this.#putOff += 1;
    if (this.#putOff >= PUT_OFF_KNOWN && this.#putOff * PUT_OFF_PART >= this.#meetings) this.#separate();
  }

  /** Notes a dry run that was answered otherwise beside others than alone; after a few of them they go one after another. */
  noteHarm(): void {
    this.#harmed += 1;
    if (this.#harmed >= PUT_OFF_KNOWN) this.#separate();
  }

  #separate(): void {
    this.#free -= this.#atOnce - 1;
    this.#atOnce = 1;
  }
}
