/** What one target was seen to do with deletions: learned from each, so that nothing is waited for that this target does not show. */
import { type WaitExperience, WaitExperiences } from "../neighbours/polling.js";
import type { ResourceKind } from "./ledger.js";

/** By what a target shows that a deletion is over. */
export type EndShown =
  /** The read finds nothing any more, or shows a state in which nothing lives. */
  | "read"
  /** The list shows it no more, though it can be read. */
  | "list"
  /** Nothing shows it but that the load balancer takes the next listener, or that DeleteListener was answered. */
  | "nothing";

/** Milliseconds for what has been hopeless so far: long enough for an answer that comes at once after all. */
const HOPELESS_MS = 300;
const HOPELESS_AFTER = 2;

/** What was learned of one kind of resource. */
export class Deletions {
  readonly #waits = new WaitExperiences();
  #endShown: EndShown | undefined;
  #removed = 0;
  #refused = 0;
  #unseen = 0;

  /** How long deletions were refused before one was accepted. */
  get accepting(): WaitExperience {
    return this.#waits.of("accepting");
  }

  /** How long it took from the answer of a deletion to its end. */
  get ending(): WaitExperience {
    return this.#waits.of("ending");
  }

  /** By what the end shows; `undefined` until the first was seen. */
  get endShown(): EndShown | undefined {
    return this.#endShown;
  }

  /** Whether no deletion has had an effect so far, though some were tried. */
  get areHopeless(): boolean {
    return this.#removed === 0 && this.#refused + this.#unseen >= HOPELESS_AFTER;
  }

  /** Whether a deletion had its effect. */
  get areProved(): boolean {
    return this.#removed > 0;
  }

  /** Notes a deletion that came to its end. */
  noteEnd(shown: EndShown): void {
    this.#removed += 1;
    // What shows it sooner is not unlearned.
    if (this.#endShown !== "read") this.#endShown = shown;
  }

  /** Notes a deletion that was refused to the end of the wait. */
  noteRefused(): void {
    this.#refused += 1;
  }

  /** Notes a deletion that was accepted and had no effect to the end of the wait. */
  noteUnseen(): void {
    this.#unseen += 1;
  }

  /** Notes that a load balancer took another listener after a deletion of which nothing was seen: deletions have an effect here. */
  noteNextTaken(): void {
    this.#removed += 1;
    this.#unseen = 0;
    this.#endShown ??= "nothing";
  }

  /** Milliseconds to go on asking where deletions are refused, out of a budget. */
  refusalPatienceMs(budgetMs: number): number {
    return this.#removed === 0 && this.#refused >= HOPELESS_AFTER ? Math.min(budgetMs, HOPELESS_MS) : budgetMs;
  }

  /** Milliseconds to go on looking where a deletion was accepted, out of a budget. */
  endPatienceMs(budgetMs: number): number {
    const isHopeless = this.#endShown === "nothing" || (this.#removed === 0 && this.#unseen >= HOPELESS_AFTER);
    return isHopeless ? Math.min(budgetMs, HOPELESS_MS) : budgetMs;
  }
}

/** What was learned of all kinds: one for each run, shared by all that removes something in it. */
export class LearnedDeletions {
  readonly #byKind = new Map<ResourceKind, Deletions>();

  /** What was learned of one kind of resource: the same object at each call. */
  of(kind: ResourceKind): Deletions {
    const deletions = this.#byKind.get(kind) ?? new Deletions();
    this.#byKind.set(kind, deletions);
    return deletions;
  }
}
