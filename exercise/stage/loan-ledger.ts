/** The lines that one loan of a load balancer writes to the ledger: each creation before it is sent, and what is learned of its listener. */
import type { Answer } from "../../contract/answer.js";
import type { Ledger, LedgerEntry } from "../../target/ledger/ledger.js";
import { differenceBetween, type ListenerTraits, traitsOf } from "../../target/ledger/traits.js";

/** A creation with its line in the ledger. */
interface LedgeredCreation {
  readonly entry: LedgerEntry;
  listenerId: string | undefined;
  /** What its listener reads where that is not what was asked for. */
  read: ListenerTraits | undefined;
}

/** Creations on one load balancer. */
export class LoanLedger {
  readonly #ledger: Ledger;
  readonly #loadBalancerId: string;
  readonly #creations: LedgeredCreation[] = [];

  constructor(ledger: Ledger, loadBalancerId: string) {
    this.#ledger = ledger;
    this.#loadBalancerId = loadBalancerId;
  }

  /**
   * Writes down that a creation is about to be sent.
   * @param clientToken of the request, if it has one
   * @param loadBalancerWasEmpty whether the load balancer was seen to hold no listener
   */
  intend(traits: ListenerTraits, clientToken: string | undefined, loadBalancerWasEmpty: boolean): LedgeredCreation {
    const entry = this.#ledger.intend("listener", {
      ...traits,
      loadBalancerId: this.#loadBalancerId,
      ...(clientToken === undefined ? {} : { clientToken }),
      loadBalancerWasEmpty,
    });
    const creation: LedgeredCreation = { entry, listenerId: undefined, read: undefined };
    this.#creations.push(creation);
    return creation;
  }

  /** Writes down how a creation was answered. @returns whether what it made, if anything, has still to be found */
  resolve(creation: LedgeredCreation, answer: Answer): boolean {
    if (answer.is === "accepted" && answer.listenerId !== undefined) {
      creation.listenerId = answer.listenerId;
      this.#ledger.resolve(creation.entry, { is: "created", id: answer.listenerId });
      return false;
    }
    const isUnknown = answer.is !== "refused" && answer.is !== "dry-run-passed";
    this.#ledger.resolve(creation.entry, { is: isUnknown ? "unknown" : "refused" });
    return isUnknown;
  }

  /** Writes down what a listener reads that is not what was asked for: by that a later sweep knows it again. */
  saw(listenerId: string, seen: ListenerTraits): void {
    const creation = this.#of(listenerId);
    if (creation === undefined || differenceBetween(creation.entry, seen) === undefined) return;
    if (creation.read !== undefined && differenceBetween(creation.read, seen) === undefined) return;
    if (this.standsElsewhere(seen)) return;
    creation.read = seen;
    this.#ledger.saw(creation.entry, seen);
  }

  /** Writes down that a listener is about to be changed. */
  willChange(listenerId: string, change: ListenerTraits): void {
    const creation = this.#of(listenerId);
    if (creation !== undefined) this.saw(listenerId, { ...traitsOf(creation.entry), ...creation.read, ...change });
  }

  /** Whether a listener that was announced here reads as one of another load balancer: then it was not made here, and is not ours to remove. */
  standsElsewhere(seen: ListenerTraits): boolean {
    return differenceBetween({ loadBalancerId: this.#loadBalancerId }, seen) !== undefined;
  }

  /** Writes down that the deletion of a listener was waited for in vain. */
  lasts(listenerId: string): void {
    for (const creation of this.#creations) if (creation.listenerId === listenerId) this.#ledger.lasts(creation.entry);
  }

  /** Writes down that a listener is gone. */
  removed(listenerId: string): void {
    for (const creation of this.#creations)
      if (creation.listenerId === listenerId) this.#ledger.removed(creation.entry);
  }

  #of(listenerId: string): LedgeredCreation | undefined {
    return this.#creations.find((one) => one.listenerId === listenerId);
  }
}
