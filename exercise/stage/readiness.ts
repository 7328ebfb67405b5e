/** Whether a load balancer that was lent is Active again; one whose state cannot be read is taken to be. */
import { poll } from "../../target/neighbours/polling.js";
import { readLoadBalancerStatus } from "../session/listener-reads.js";
import type { Session } from "../session/session.js";

/** The state of one load balancer, as seen last. */
export class Readiness {
  readonly #session: Session;
  readonly #loadBalancerId: string;
  #isReady = false;

  constructor(session: Session, loadBalancerId: string) {
    this.#session = session;
    this.#loadBalancerId = loadBalancerId;
  }

  /** Something is sent that may change it. */
  mayChange(): void {
    this.#isReady = false;
  }

  /** Reads it once. */
  async look(): Promise<void> {
    const { capabilities, client } = this.#session;
    if (!capabilities.readsLoadBalancers) return;
    const status = await readLoadBalancerStatus(client, this.#loadBalancerId);
    this.#isReady = status === undefined || status === "Active";
  }

  /** Waits until it is Active. @returns whether it is */
  async wait(): Promise<boolean> {
    const { capabilities, config, knowledge, waits } = this.#session;
    if (!capabilities.readsLoadBalancers) return true;
    const startedAt = performance.now();
    const look = async () => {
      await this.look();
      return this.#isReady || undefined;
    };
    if (!this.#isReady) await poll(config.waits.loadBalancerReady, knowledge.waits.of("ready"), look);
    waits.add("loadBalancerReady", performance.now() - startedAt);
    const isReady = this.#isReady;
    // What comes next may change that.
    this.mayChange();
    return isReady;
  }
}
