/** Places of a gate that are held for requests which leave at the same moment. */
import { Gate } from "./gate.js";

/** Who has them calls without waiting for others; a place goes back to the gate as soon as no request of the group needs it. */
export class Places {
  readonly #gate: Gate;
  readonly #inside: Gate;
  #held: number;
  #unbegun: number;
  #unfinished: number;

  /** @param requests how many requests leave together; where they are more than the places, the last of them wait for the first */
  constructor(gate: Gate, held: number, requests: number) {
    this.#gate = gate;
    this.#inside = new Gate(held);
    this.#held = held;
    this.#unbegun = requests;
    this.#unfinished = requests;
  }

  /**
   * Begins one of the requests.
   * @returns false when all of them have begun: this one has to go the way of any other request
   */
  async enter(signal?: AbortSignal): Promise<boolean> {
    if (this.#unbegun === 0) return false;
    this.#unbegun -= 1;
    await this.#inside.enter(1, signal);
    return true;
  }

  /** Ends one of the requests. */
  leave(): void {
    this.#inside.leave();
    this.#unfinished -= 1;
    this.#giveBackTo(this.#unfinished);
  }

  /** Gives back what is still held; nothing more begins here. */
  close(): void {
    this.#unbegun = 0;
    this.#giveBackTo(0);
  }

  #giveBackTo(needed: number): void {
    for (; this.#held > needed; this.#held -= 1) this.#gate.leave();
  }
}
