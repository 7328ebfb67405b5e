/** When a request may leave: each action has a rate of its own, and all of them may have one together. */
import { setTimeout as sleep } from "node:timers/promises";
import { OTHER_ACTIONS, type Rates } from "../config/rates.js";
import { Gate } from "./gate.js";

/** A timer that fires so much late loses no part of the rate; whoever is held up longer does not catch up in a burst, milliseconds. */
const FORGIVEN_LATENESS_MS = 20;

/** Spaces events evenly so that no more than a rate begin per second; what waits keeps its order. */
export class Rate {
  readonly #queue = new Gate(1);
  #intervalMs: number;
  #next = 0;

  /** @param perSecond events per second; absent: no limit */
  constructor(perSecond: number | undefined) {
    this.#intervalMs = perSecond === undefined ? 0 : 1000 / perSecond;
  }

  /** Whether anything is held back at all. */
  get limits(): boolean {
    return this.#intervalMs > 0;
  }

  /**
   * Goes on at the next moment that the rate allows.
   * @param events how many begin together; they wait until that many are due
   * @param signal gives up waiting; the promise then rejects with the signal's reason
   * @param go what begins the events, such as the way through a gate; the next moment is counted from its end
   */
  async pass(events: number, signal: AbortSignal | undefined, go: () => Promise<void> | undefined): Promise<void> {
    if (!this.limits) return go();
    await this.#queue.enter(1, signal);
    try {
      const due = await this.#due(events, signal);
      await go();
      const now = performance.now();
      this.#next = (now - due > FORGIVEN_LATENESS_MS ? now : due) + this.#intervalMs;
    } finally {
      this.#queue.leave();
    }
  }

  /** @returns the moment at which the events are due, which has come */
  async #due(events: number, signal: AbortSignal | undefined): Promise<number> {
    const now = performance.now();
    const due = Math.max(now, this.#next + (events - 1) * this.#intervalMs);
    if (due > now) await sleep(due - now, undefined, { signal });
    return due;
  }
}

/** The rates of one client. */
export class Pace {
  readonly #rates: Rates | undefined;
  readonly #all: Rate;
  readonly #byAction = new Map<string, Rate>();

  /** @param rates requests per second, together or by action; absent: no limit */
  constructor(rates: Rates | undefined) {
    this.#rates = rates;
    this.#all = new Rate(typeof rates === "number" ? rates : undefined);
  }

  /**
   * Waits for the moment at which requests may leave, and for places in a gate. Nobody holds a place while waiting for the moment: actions
   * that are rationed do not keep others from their work.
   * @param action of all the requests
   * @param gate limits what is under way at once
   * @param places how many places are wanted, all at once
   * @param requests how many requests leave together, in as many places as there are
   * @param signal gives up; the promise then rejects and no place is held
   * @returns undefined when they may leave at once
   */
  enter(
    action: string,
    gate: Gate,
    { places, requests }: { readonly places: number; readonly requests: number },
    signal?: AbortSignal,
  ): Promise<void> | undefined {
    const own = this.#rateOf(action);
    const go = () => gate.enter(places, signal);
    if (!own.limits && !this.#all.limits) return go();
    return own.pass(requests, signal, () => this.#all.pass(requests, signal, go));
  }

  #rateOf(action: string): Rate {
    const known = this.#byAction.get(action);
    if (known !== undefined) return known;
    const rate = new Rate(rateOf(this.#rates, action));
    this.#byAction.set(action, rate);
    return rate;
  }
}

function rateOf(rates: Rates | undefined, action: string): number | undefined {
  if (typeof rates !== "object") return undefined;
  return Object.hasOwn(rates, action) ? rates[action] : rates[OTHER_ACTIONS];
}
