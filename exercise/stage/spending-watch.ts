/** When a creation that takes its load balancer for good is begun: once nothing else is under way that might show the same without. */
import type { Pending, Removal } from "./asking.js";
import type { Spending } from "./spending.js";

/** Milliseconds between two looks whether all that costs nothing is done. */
const LOOK_AGAIN_MS = 4;

/** What the watch has to know of the stage. */
interface Watched {
  /** Whether nothing else is under way, or the time of the run is over. */
  readonly isQuiet: () => boolean;
  readonly removal: () => Removal;
  /** Gives somebody load balancers, or tells that there are none to be had. @returns whether it could do either */
  readonly serve: (next: Pending) => boolean;
}

/** Begins such creations in their order. */
export class SpendingWatch {
  readonly #spending: Spending<Pending>;
  readonly #stage: Watched;
  #looking: NodeJS.Timeout | undefined;

  /**
   * @param spending who waits
   * @param stage what they wait for
   */
  constructor(spending: Spending<Pending>, stage: Watched) {
    this.#spending = spending;
    this.#stage = stage;
  }

  /** Looks from time to time, for as long as anybody waits. */
  lookSoon(): void {
    if (this.#spending.length === 0) return;
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      this.#begin();
      this.lookSoon();
    }, LOOK_AGAIN_MS);
  }

  #begin(): void {
    if (!this.#stage.isQuiet()) return;
    const spending = this.#spending;
    const goesDeeper = spending.underWay === 0 && spending.next(false) === undefined;
    for (let next = spending.next(goesDeeper); next !== undefined; next = spending.next(goesDeeper)) {
      const mayNotRemove = this.#stage.removal() === "unproved" && spending.underWay > 0;
      if (mayNotRemove || !this.#stage.serve(next)) return;
      spending.leave(next);
    }
  }
}
