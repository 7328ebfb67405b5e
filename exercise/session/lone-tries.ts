/** What a run has learned from trying failing cases alone. */
import type { Lens } from "../../contract/lens.js";

/** Lone tries in a row that confirmed what they were made for, after which creations are only given another load balancer. */
const ENOUGH_CONFIRMED = 8;

/** What the lone tries of a run have come to. */
export class LoneTries {
  /** Kinds of failure that showed alone too, whichever check saw them. */
  readonly shown = new Set<string>();
  #confirmed = 0;
  #refuted = 0;

  /** Notes how a failure fared alone. */
  note(isConfirmed: boolean): void {
    if (isConfirmed) this.#confirmed += 1;
    else this.#refuted += 1;
  }

  /** Whether others have to keep quiet: a creation takes long, and has its load balancer for itself in any case. */
  needsQuiet(lens: Lens): boolean {
    return lens === "dry-run" || this.#refuted > 0 || this.#confirmed < ENOUGH_CONFIRMED;
  }
}
