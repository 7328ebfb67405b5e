/** What a run has learned about its target: every check adds to it and goes by it, so that nothing hopeless is waited for twice. */
import { Attempts } from "../../target/ledger/attempts.js";
import { LearnedDeletions } from "../../target/ledger/deletions.js";
import { WaitExperiences } from "../../target/neighbours/polling.js";
import { busyGroupIn, PassingErrors } from "../../target/wire/passing-errors.js";
import { AnswerTimes } from "./answer-times.js";
import { FreedPlaces } from "./freed-places.js";
import { type Capabilities, ListenerReader } from "./listener-reader.js";
import { LoneTries } from "./lone-tries.js";
import type { Unreadable } from "./metered-client.js";

/** Listeners that have to have reached Running before another one is given up early. */
const COMPLETIONS_KNOWN = 20;
/** How many times longer than the slowest so far a listener is waited for then. */
const QUICKER = 20;
/** Least share of the whole budget that a listener is waited for then. */
const LEAST_SHARE = 1 / 30;

/** Ways of being refused that are told. */
const KEPT_FALLBACKS = 10;

export class Knowledge {
  readonly capabilities: Capabilities;
  readonly reader: ListenerReader;
  /** How long waits of each kind took so far. */
  readonly waits = new WaitExperiences();
  /** How long answers to CreateListener took. */
  readonly answers = new AnswerTimes();
  /** What failures have come to when their case was tried alone. */
  readonly lone = new LoneTries();
  /** Places of listeners that were removed. */
  readonly places = new FreedPlaces();
  /** Cases that the budget of the run allowed beyond those of the profile: a number for each family and lens. */
  readonly deeper: number[] = [];
  /** Listeners created so far, against `limits.creates`. */
  creates = 0;
  /** Valid requests that were accepted, as text: what they are the control twins of need not send them again. */
  readonly acceptedTwins = new Set<string>();
  /** What was asked of each load balancer lately: by it a listener that nobody announced is known to be of this run. */
  readonly attempts = new Attempts();
  /** What deletions are like here. */
  readonly deletions = new LearnedDeletions();
  /** Listeners that were removed; some targets show them for a while, or for ever. `limits.creates` bounds them. */
  readonly removed = new Set<string>();
  /** Listeners of which it is known how they come to be there: an answer named them, or nobody else removes them. `limits.creates` bounds them. */
  readonly explained = new Set<string>();
  /** Listeners that no answer named and nobody else removed, so far. */
  lasting = 0;
  /** Answers whose body could not be read, by operation. */
  readonly unreadable = new Map<string, Unreadable>();
  /** Listeners on load balancers of this run that are not of this run, by load balancer. */
  readonly strangers = new Map<string, string>();
  /** Listeners of this run that stay to its end, so that their load balancers have room for one more. */
  readonly #fillers = new Map<string, Set<string>>();
  /** Ids of listeners; `limits.creates` bounds them. */
  readonly #announced = new Set<string>();
  /** Requests that were refused, so that others were put in their place: in what way, and how often. */
  readonly fallbacks = new Map<string, number>();
  #reachedRunning = 0;
  #slowestMs = 0;
  #neverRunning = 0;

  /** Repeats what is refused because a server group that is available is busy: other requests of this run may be under way with it. */
  readonly busyGroups: PassingErrors;

  /** @param serverGroupReadyMs how long a busy server group is waited for */
  constructor(capabilities: Capabilities, serverGroupReadyMs: number) {
    this.busyGroups = new PassingErrors(serverGroupReadyMs, busyGroupIn);
    this.capabilities = capabilities;
    this.reader = new ListenerReader(capabilities);
  }

  /** Whether listeners of this target have shown that they never reach Running: waiting again would only cost time. */
  get listenersNeverRun(): boolean {
    return this.#reachedRunning === 0 && this.#neverRunning >= 2;
  }

  /**
   * Notes how a wait for Running that was not cut short has ended.
   * @param afterMs when the listener was Running, milliseconds from the answer; `undefined` when it never was
   */
  noteCompletion(afterMs: number | undefined): void {
    if (afterMs === undefined) this.#neverRunning += 1;
    else this.#reachedRunning += 1;
    this.#slowestMs = Math.max(this.#slowestMs, afterMs ?? 0);
  }

  /**
   * Milliseconds to wait for Running: the whole budget, until it is known that listeners of this target are either far quicker or never
   * come to it. A wait that was cut short shows nothing of the budget.
   */
  runningBudgetMs(wholeMs: number): number {
    if (this.listenersNeverRun) return 0;
    const isKnown = this.#neverRunning > 0 && this.#reachedRunning >= COMPLETIONS_KNOWN;
    return isKnown ? Math.min(wholeMs, Math.max(LEAST_SHARE * wholeMs, QUICKER * this.#slowestMs)) : wholeMs;
  }

  /**
   * Notes answers whose body could not be read.
   * @returns whether they are the first of their operation
   */
  noteUnreadable(operation: string, { answered, times }: Unreadable): boolean {
    const before = this.unreadable.get(operation);
    this.unreadable.set(operation, { answered: before?.answered ?? answered, times: times + (before?.times ?? 0) });
    return before === undefined;
  }

  /**
   * Notes that another request was put in the place of one that was refused.
   * @param because what was refused, one sentence without data of the case
   */
  fallBack(because: string): void {
    if (this.fallbacks.has(because) || this.fallbacks.size < KEPT_FALLBACKS)
      this.fallbacks.set(because, (this.fallbacks.get(because) ?? 0) + 1);
  }

  /** Listeners that were announced so far. */
  get listeners(): number {
    return this.#announced.size;
  }

  /** Listeners that stay on a load balancer; whoever adds one has made it. */
  fillersOn(loadBalancerId: string): Set<string> {
    const fillers = this.#fillers.get(loadBalancerId) ?? new Set();
    this.#fillers.set(loadBalancerId, fillers);
    return fillers;
  }

  /** Whether a listener can be seen only because this target shows what was removed. */
  isRemnant(id: string): boolean {
    const { endShown } = this.deletions.of("listener");
    return endShown !== undefined && endShown !== "read" && this.removed.has(id);
  }

  /** Whether the target announced a listener of this id to this run. */
  wasAnnounced(id: string): boolean {
    return this.#announced.has(id);
  }

  /** Notes the id of a listener that was announced. @returns whether an earlier one had it */
  noteListener(id: string): boolean {
    const known = this.#announced.has(id);
    this.#announced.add(id);
    return known;
  }
}
