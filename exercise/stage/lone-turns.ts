/** Turns in which nothing else of this run is under way: what a case shows then is not the doing of its neighbours. */
import { AsyncLocalStorage } from "node:async_hooks";

/** Part of the patience that is left once it was used up: what did not become quiet will not do so now. */
const LESS = 1 / 10;

/** Gives lone turns one after another. Whatever is called within a turn, and what that leaves behind, belongs to it. */
export class LoneTurns {
  readonly #within = new AsyncLocalStorage<ReadonlySet<string>>();
  #patienceMs: number;
  #last: Promise<unknown> = Promise.resolve();
  #wanted = 0;
  #wantedSince = 0;
  #tookMs = 0;
  #tellQuiet: (() => void) | undefined;
  #lastDryRun: Promise<unknown> = Promise.resolve();

  /** @param patienceMs how long a turn waits at most for others to end, milliseconds */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** Whether somebody is alone, or is about to be. */
  get isTaken(): boolean {
    return this.#wanted > 0;
  }

  /** Milliseconds in which others were shut out. */
  get tookMs(): number {
    return this.#tookMs;
  }

  /** Whether the caller is within the lone turn. */
  get isMine(): boolean {
    return this.#within.getStore() !== undefined;
  }

  /** Load balancers that the lone turn of the caller would rather not have. */
  get avoided(): ReadonlySet<string> {
    return this.#within.getStore() ?? NONE;
  }

  /**
   * Takes a turn once those before it are over and nothing is under way any more. Others are let in again when nobody wants to be alone.
   * @param avoid load balancers that it would rather not have
   * @param quiet what is waited for: all of it for as long as there is patience, then the last of it
   * @param use what is done
   */
  async take<T>(avoid: readonly string[], quiet: readonly (() => boolean)[], use: () => Promise<T>): Promise<T> {
    if (this.#wanted === 0) this.#wantedSince = performance.now();
    this.#wanted += 1;
    const turn = this.#last.then(async () => {
      for (const isQuiet of quiet) await this.#quiet(isQuiet);
      return this.#within.run(new Set(avoid), use);
    });
    this.#last = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      this.#wanted -= 1;
      if (this.#wanted === 0) this.#tookMs += performance.now() - this.#wantedSince;
    }
  }

  /**
   * Puts a dry run of the lone turn behind those before it: they would meet otherwise.
   * @param run sends it
   */
  async oneByOne<T>(run: () => Promise<T>): Promise<T> {
    const mine = this.#lastDryRun.then(run);
    this.#lastDryRun = mine.catch(() => {});
    return mine;
  }

  /** Looks again whether all is quiet: something has ended. */
  somethingEnded(): void {
    this.#tellQuiet?.();
  }

  async #quiet(isQuiet: () => boolean): Promise<void> {
    if (isQuiet()) return;
    let timer: NodeJS.Timeout | undefined;
    const isTooLate = await new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(true), this.#patienceMs);
      this.#tellQuiet = () => {
        if (isQuiet()) resolve(false);
      };
    });
    clearTimeout(timer);
    this.#tellQuiet = undefined;
    if (isTooLate) this.#patienceMs *= LESS;
  }
}

const NONE: ReadonlySet<string> = new Set();
