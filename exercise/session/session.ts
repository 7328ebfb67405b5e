/** What all checks of one worker share: the target, its situations, the pool of load balancers, and what was learned about them. */
import { type Answer, readAnswer } from "../../contract/answer.js";
import type { Exchange } from "../../contract/exchange.js";
import type { Lens } from "../../contract/lens.js";
import type { Profile } from "../../contract/profile.js";
import { type RequestDraft, type ResolvedReferences, toParameters } from "../../contract/request.js";
import type { LoadBalancerSituation, ServerGroupSituation, Situation } from "../../contract/situations.js";
import type { FailureStore } from "../../evidence/failure-store.js";
import type { Config } from "../../target/config/config.js";
import type { Ledger } from "../../target/ledger/ledger.js";
import type { Situations } from "../../target/situations/provider.js";
import type { CallOptions, TargetClient } from "../../target/wire/client.js";
import { BorrowedLoadBalancer } from "../stage/borrowed-load-balancer.js";
import { LoadBalancerPool } from "../stage/load-balancer-pool.js";
import { type Capabilities, ListenerReader } from "./listener-reader.js";
import { listListeners, readLoadBalancerStatus, readsListeners } from "./listener-reads.js";
import { resolveReference, resolveToken, SituationMissing } from "./references.js";
import { WaitSamples } from "./wait-samples.js";

export type { CallOptions } from "../../target/wire/client.js";
export { encodeParameters } from "../../target/wire/signing/encoding.js";

/** One CreateListener request and its answer. */
export interface Attempt {
  /** The request as sent, with DryRun as the lens set it. */
  readonly draft: RequestDraft;
  readonly sent: ResolvedReferences;
  readonly exchange: Exchange;
  readonly answer: Answer;
}

export interface SessionOptions {
  readonly config: Config;
  readonly client: TargetClient;
  readonly situations: Situations;
  readonly ledger: Ledger;
  /** Load balancers of this worker; a share of the idle ones. */
  readonly loadBalancers: readonly string[];
  /** Letters and digits that no other run has; makes tokens unique. */
  readonly nonce: string;
  /** The command that does the same again. */
  readonly command: string;
  /** Failures of earlier runs, tried first; absent: none are kept. */
  readonly failures?: FailureStore;
}

/** How a request is sent, beyond its draft. */
export interface SendOptions {
  /** The load balancer that stands for the idle situation. */
  readonly loadBalancerId: string | undefined;
  /** The token as it is, for replays; otherwise the draft's is resolved with a new nonce. */
  readonly clientToken?: string;
  readonly call?: CallOptions;
}

const NONE: Capabilities = { listsListeners: false, readsLoadBalancers: false, readsListeners: undefined };

/** Milliseconds from a listener's creation to its removal beyond which a target counts as slow. */
const SLOW_CYCLE_MS = 700;

/** Listeners that have to have reached Running before another one is given up early. */
const COMPLETIONS_KNOWN = 20;
const LEAST_RUNNING_MS = 2_000;
/** How many times longer than the slowest so far a listener is waited for then. */
const QUICKER = 20;

/** A session with one target. */
export class Session {
  readonly config: Config;
  readonly client: TargetClient;
  readonly situations: Situations;
  readonly ledger: Ledger;
  readonly pool: LoadBalancerPool;
  readonly capabilities: Capabilities;
  readonly reader: ListenerReader;
  /** The command that does the same again, to which a counterexample adds its requirement. */
  readonly command: string;
  /** Replaced by each check with its own. */
  waits = new WaitSamples();
  /** Whether a load balancer that was given back has stayed busy to the end of the wait: others are not waited for. */
  staysBusy = false;
  /** Listeners created so far, against `limits.creates`. */
  creates = 0;
  /** Failures of earlier runs; absent where nothing is kept. */
  readonly failures: FailureStore | undefined;
  readonly #nonce: string;
  /** Ids of listeners; `limits.creates` bounds them. */
  readonly #announced = new Set<string>();
  #tokens = 0;
  #reachedRunning = 0;
  #slowestMs = 0;
  #neverRunning = 0;
  #cycles = 0;
  #cycleMs = 0;

  private constructor(options: SessionOptions, capabilities: Capabilities, usable: readonly string[]) {
    this.config = options.config;
    this.client = options.client;
    this.situations = options.situations;
    this.ledger = options.ledger;
    this.pool = new LoadBalancerPool(usable);
    this.capabilities = capabilities;
    this.reader = new ListenerReader(options.client, capabilities);
    this.#nonce = options.nonce;
    this.command = options.command;
    this.failures = options.failures;
  }

  /**
   * Opens a session: learns what the target offers and leaves out load balancers that are not idle.
   * @param options config, client, situations, ledger and this worker's load balancers
   */
  static async open(options: SessionOptions): Promise<Session> {
    const [first] = options.loadBalancers;
    if (first === undefined) return new Session(options, NONE, []);
    const [list, status, reads] = await Promise.all([
      listListeners(options.client, first),
      readLoadBalancerStatus(options.client, first),
      readsListeners(options.client),
    ]);
    const capabilities = {
      listsListeners: list.is === "listed",
      readsLoadBalancers: status !== undefined,
      readsListeners: reads,
    };
    const usable = capabilities.listsListeners ? await emptyOnes(options) : options.loadBalancers;
    return new Session(options, capabilities, usable);
  }

  get profile(): Profile {
    return this.config.run.profile;
  }

  get lenses(): readonly Lens[] {
    return this.config.run.lenses;
  }

  /** Milliseconds the target takes for one listener from its creation to its removal, pauses of checks left out; on average so far, 0 before the first. */
  get cycleMs(): number {
    return this.#cycles === 0 ? 0 : this.#cycleMs / this.#cycles;
  }

  /** Whether listeners take so long from creation to removal that only what cannot be seen otherwise is created. */
  get slow(): boolean {
    return this.cycleMs > SLOW_CYCLE_MS;
  }

  /** Whether listeners of this target have shown that they never reach Running: waiting again would only cost time. */
  get listenersNeverRun(): boolean {
    return this.#reachedRunning === 0 && this.#neverRunning >= 2;
  }

  /**
   * Notes how a listener's creation ended.
   * @param afterMs when it was Running, milliseconds from the answer; `undefined` when it never was
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
  get runningBudgetMs(): number {
    const whole = this.config.waits.listenerRunning;
    const isKnown = this.#neverRunning > 0 && this.#reachedRunning >= COMPLETIONS_KNOWN;
    return isKnown ? Math.min(whole, Math.max(LEAST_RUNNING_MS, QUICKER * this.#slowestMs)) : whole;
  }

  /** Notes how long the target took for a listener from its creation to its removal, milliseconds. */
  noteCycle(ms: number): void {
    this.#cycles += 1;
    this.#cycleMs += ms;
  }

  /** Notes the id of a listener that was announced. @returns whether an earlier one had it */
  noteListener(id: string): boolean {
    const known = this.#announced.has(id);
    this.#announced.add(id);
    return known;
  }

  /** A nonce for a token, new at each call. */
  tokenStem(): string {
    this.#tokens += 1;
    return `${this.#nonce}${this.#tokens.toString(36)}`;
  }

  /** Whether a situation can be had here. */
  has(situation: Situation): boolean {
    if (situation === "load-balancer/idle") return this.pool.left.length > 0;
    if (situation.startsWith("caller/")) return this.situations.caller(situation) !== undefined;
    return this.situations.find(situation) !== undefined;
  }

  /**
   * Sends one CreateListener request, whatever it asks for; creates nothing in the ledger.
   * @param draft the request, DryRun included
   * @param options load balancer, token and call options
   * @throws SituationMissing when the draft names a situation that is not supplied
   */
  async send(draft: RequestDraft, options: SendOptions): Promise<Attempt> {
    const sent = this.#resolve(draft, options);
    const exchange = await this.client.call("CreateListener", toParameters(draft, sent), {
      ...options.call,
      // Sent twice, a creation without a token can make two listeners.
      resendStale: String(draft.dryRun) === "true" || sent.clientToken !== undefined,
    });
    return { draft, sent, exchange, answer: readAnswer(exchange) };
  }

  #resolve(draft: RequestDraft, options: SendOptions): ResolvedReferences {
    const idle = () => {
      const id = options.loadBalancerId ?? this.pool.first;
      if (id === undefined) throw new SituationMissing("load-balancer/idle");
      return id;
    };
    const loadBalancer = (situation: LoadBalancerSituation) =>
      situation === "load-balancer/idle" ? idle() : this.#idOf(situation);
    const serverGroup = (situation: ServerGroupSituation) => this.#idOf(situation);
    return {
      loadBalancerId: resolveReference(draft.loadBalancer, loadBalancer, idle),
      serverGroupId: resolveReference(draft.serverGroup, serverGroup, () => this.#idOf("server-group/available")),
      clientToken: options.clientToken ?? resolveToken(draft.clientToken, this.tokenStem()),
    };
  }

  async #restore(one: BorrowedLoadBalancer): Promise<void> {
    try {
      await one.restore();
    } catch {
      // Nobody waits for it, and what could not be removed stays in the ledger.
      this.pool.retire(one.id);
    }
  }

  /** Removes what a dry run has created after all, so that it does not stand in the way of the next one. */
  async clearDryRunPlace(): Promise<void> {
    const { first } = this.pool;
    if (first === undefined) return;
    const one = new BorrowedLoadBalancer(this, first, true);
    one.suspectLeftovers();
    await this.#restore(one);
  }

  /**
   * Sends a creation to the load balancer that a draft names, lent by the pool when that is an idle one; what it creates is removed.
   * @param slot number of the case
   * @param draft the request
   * @param use what is done with the load balancer
   */
  async at<T>(slot: number, draft: RequestDraft, use: (one: BorrowedLoadBalancer) => Promise<T>): Promise<T> {
    if (draft.loadBalancer.is === "situation" && draft.loadBalancer.situation !== "load-balancer/idle") {
      const one = new BorrowedLoadBalancer(this, this.#idOf(draft.loadBalancer.situation), false);
      try {
        return await use(one);
      } finally {
        await one.restore();
      }
    }
    return this.borrow(slot, 1, async ([one]) => {
      if (one === undefined) throw new SituationMissing("load-balancer/idle");
      return use(one);
    });
  }

  #idOf(situation: Situation): string {
    const id = this.situations.find(situation)?.ids[0];
    if (id === undefined) throw new SituationMissing(situation);
    return id;
  }

  /**
   * Lends idle load balancers to a case, and makes them idle again.
   * @param slot number of the case
   * @param count how many
   * @param use what is done with them
   */
  borrow<T>(slot: number, count: number, use: (lent: readonly BorrowedLoadBalancer[]) => Promise<T>): Promise<T> {
    let lent: readonly BorrowedLoadBalancer[] = [];
    return this.pool.lend(
      slot,
      count,
      (ids) => {
        lent = ids.map((id) => new BorrowedLoadBalancer(this, id, true));
        return use(lent);
      },
      async () => {
        await Promise.all(lent.map((one) => this.#restore(one)));
      },
    );
  }
}

/** Load balancers without a listener: only those are idle, whatever the configuration says. */
async function emptyOnes(options: SessionOptions): Promise<readonly string[]> {
  const lists = await Promise.all(
    options.loadBalancers.map(async (id) => ({ id, list: await listListeners(options.client, id) })),
  );
  return lists.filter(({ list }) => list.is !== "listed" || list.views.length === 0).map(({ id }) => id);
}
