/** The client: what stands between a call and its exchange, in which pacing, signing, throttling and redaction come together. */
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Exchange } from "../../contract/exchange.js";
import type { Parameter } from "../../contract/request.js";
import type { Credentials } from "../config/config.js";
import { Activity } from "./activity.js";
import {
  type Caller,
  type CallOptions,
  type ClientOptions,
  isHarmlessTwice,
  type Meter,
  type TogetherOptions,
} from "./call-options.js";
import { Gate } from "./gate.js";
import { type LearnedRates, Pace } from "./pace.js";
import { PassingErrors } from "./passing-errors.js";
import { type GivenUp, Patience, type PutOff } from "./patience.js";
import { Places } from "./places.js";
import { type HttpProxy, proxyFor } from "./proxy.js";
import { recordOf } from "./redaction.js";
import { spreadOf, type Throttling, throttlingOf } from "./throttling.js";
import { type Delivery, openTransport, type Transport } from "./transport.js";
import { toWireRequest, type WireRequest } from "./wire-request.js";

export type {
  Caller,
  CallOptions,
  ClientOptions,
  CredentialsProvider,
  Meter,
  TogetherOptions,
} from "./call-options.js";
export type { LearnedRates } from "./pace.js";
export type { GivenUp } from "./patience.js";

/** The endpoint, one signed call at a time. */
export interface TargetClient {
  /**
   * Makes one call; obeys throttling with back-off, and repeats what got an error that passes.
   * @returns what was seen on the wire, whatever the target did; rejects only for `options.signal`, credentials that cannot
   * be had, or a request that HTTP cannot carry
   */
  call(operation: string, parameters: readonly Parameter[], options?: CallOptions): Promise<Exchange>;
  /**
   * Lets requests leave at the same moment, however many others are under way: waits until there are as many free places as requests (all of
   * them or none, in the order of those who wait; the whole gate where it is narrower) and until the rate has room for them, opens the
   * connections that are lacking, and only then begins to send.
   * @param send makes the calls, with `places` among their options, and nothing else that waits for the target; a retry after throttling, and
   * calls beyond `count`, go the way of any other call
   * @returns what `send` gave
   */
  together<T>(count: number, send: (places: Places) => Promise<T>, options?: TogetherOptions): Promise<T>;
  /** HTTP requests sent so far, repeated ones included. */
  requests(): number;
  /** Throttled answers so far. */
  throttled(): number;
  /** Rates that throttling has taught so far: requests are paced by them from then on, as if they had been configured. */
  learnedRates(): LearnedRates;
  /** Forgets them: what was refused was refused for something else. */
  forgetRates(): void;
  /** Whether it is any use to wait for this target. */
  gaveUp(): GivenUp;
  /** Requests sent a second time because a stale connection had lost them. */
  resent(): number;
  /** Drops all connections; calls still under way end with `no-answer`. */
  close(): Promise<void>;
}

/** Opens a client for one endpoint. Nothing is sent before the first call. */
export function createClient(options: ClientOptions): TargetClient {
  return new PacedClient(options);
}

/** One way to the endpoint, and how many calls may use it at once. */
interface Lane {
  readonly gate: Gate;
  readonly transport: Transport;
}

interface Call {
  readonly operation: string;
  readonly parameters: readonly Parameter[];
  readonly options: CallOptions;
  readonly lane: Lane;
  readonly isHarmlessTwice: boolean;
}

/** Stale connections that one call gets past: each time one less is left. */
const MOST_RESENT = 8;
const ONE = { places: 1, requests: 1 };

class PacedClient implements TargetClient {
  readonly #options: ClientOptions;
  readonly #url: URL;
  readonly #proxy: HttpProxy | undefined;
  readonly #pace: Pace;
  readonly #shared: Lane;
  #single: Lane | undefined;
  #requests = 0;
  readonly #activity: Activity;
  readonly #patience: Patience;
  readonly #passing: PassingErrors;
  #throttled = 0;
  #resent = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#activity = options.activity ?? new Activity();
    this.#url = new URL(options.endpoint);
    this.#proxy = proxyFor(options.endpoint, options.env);
    this.#pace = new Pace(options.limits.requestsPerSecond);
    this.#patience = new Patience(options.waits.throttled);
    this.#passing = new PassingErrors(options.waits.throttled);
    this.#shared = this.#openLane(options.limits.concurrency);
  }

  async call(operation: string, parameters: readonly Parameter[], options: CallOptions = {}): Promise<Exchange> {
    // One signal stops all calls of a run: many listeners are no leak.
    if (options.signal !== undefined) setMaxListeners(0, options.signal);
    const lane = options.connection === "single" ? this.#singleLane() : this.#shared;
    const call = {
      operation,
      parameters,
      options,
      lane,
      isHarmlessTwice: isHarmlessTwice(operation, parameters, options),
    };
    const send = () => this.#callObeyingThrottling(call);
    // What leaves together is sent for what it is answered then.
    if (options.places !== undefined || options.retryThrottled === false) return send();
    return this.#passing.repeat(send, options);
  }

  async together<T>(
    count: number,
    send: (places: Places) => Promise<T>,
    { signal, operation = "CreateListener" }: TogetherOptions = {},
  ): Promise<T> {
    const { gate, transport } = this.#shared;
    const held = gate.placesFor(count);
    await this.#pace.enter(operation, gate, { places: held, requests: count }, signal);
    const places = new Places(gate, held, count);
    try {
      await transport.warm(held);
      return await send(places);
    } finally {
      places.close();
    }
  }

  requests(): number {
    return this.#requests;
  }

  throttled(): number {
    return this.#throttled;
  }

  learnedRates(): LearnedRates {
    return this.#pace.learned();
  }

  forgetRates(): void {
    this.#pace.forget();
  }

  gaveUp(): GivenUp {
    return this.#patience.gaveUp(performance.now());
  }

  resent(): number {
    return this.#resent;
  }

  async close(): Promise<void> {
    await Promise.all([this.#shared.transport.close(), this.#single?.transport.close()]);
  }

  async #callObeyingThrottling(call: Call): Promise<Exchange> {
    let putOff: PutOff | undefined;
    for (;;) {
      const exchange = await this.#exchangeInTurn(call, putOff?.times ?? 0);
      const throttling = this.#learnFrom(exchange, call.options.meter);
      if (throttling === undefined) return exchange;
      const now = performance.now();
      putOff = { times: (putOff?.times ?? 0) + 1, since: putOff?.since ?? now };
      const delayMs = this.#patience.delayMs(call.operation, putOff, throttling, now);
      const { onPutOff, places, retryThrottled } = call.options;
      if (throttling.others !== "no") onPutOff?.(throttling.others === "says" ? "others" : "unclear");
      const isHopeless = this.#patience.isHopeless(call.operation, now);
      const refusal = { startedAt: exchange.startedAt, now, delayMs: delayMs ?? 0, isHopeless };
      this.#pace.refused(call.operation, refusal, throttling, places !== undefined && putOff.times === 1);
      if (retryThrottled === false) return exchange;
      if (delayMs === undefined) {
        this.#patience.giveUp();
        return exchange;
      }
      const pause = sleep(delayMs * spreadOf(throttling, this.#throttled), undefined, { signal: call.options.signal });
      await this.#activity.during("throttled", call.operation, pause);
    }
  }

  /** Lets patience and pace hear of an answer. @returns what it says, if it is a throttled one */
  #learnFrom({ operation, outcome, startedAt, endedAt }: Exchange, meter: Meter | undefined): Throttling | undefined {
    if (outcome.is === "no-answer") {
      this.#pace.lost(operation);
      return undefined;
    }
    const throttling = throttlingOf(outcome.response, Date.now());
    if (throttling === undefined) {
      this.#patience.answered(operation);
      this.#pace.accepted(operation, startedAt, endedAt);
    } else {
      this.#throttled += 1;
      if (meter !== undefined) meter.throttled += 1;
      this.#patience.throttled(operation, endedAt);
    }
    return throttling;
  }

  /** Holds a place while the request is under way, not while it is put off. */
  async #exchangeInTurn(call: Call, throttled: number): Promise<Exchange> {
    const { signal, places } = call.options;
    const isOfGroup = places !== undefined && throttled === 0 && (await places.enter(signal));
    const turn = isOfGroup ? undefined : this.#pace.enter(call.operation, call.lane.gate, ONE, signal);
    if (turn !== undefined) await this.#activity.during("rate", call.operation, turn);
    try {
      return await this.#exchange(call, throttled);
    } catch (error) {
      this.#pace.lost(call.operation);
      throw error;
    } finally {
      if (isOfGroup) places.leave();
      else call.lane.gate.leave();
    }
  }

  async #exchange(call: Call, throttled: number): Promise<Exchange> {
    const credentials = await this.#credentialsOf(call.options.caller);
    const startedAt = performance.now();
    let request = this.#sign(call, credentials);
    let delivery = await this.#send(call, request);
    for (let left = call.isHarmlessTwice ? MOST_RESENT : 0; left > 0 && maybeLost(delivery); left -= 1) {
      this.#resent += 1;
      request = this.#sign(call, credentials);
      delivery = await this.#send(call, request);
    }
    const endedAt = performance.now();
    return recordOf(call, request, this.#url.origin, credentials, delivery, { startedAt, endedAt, throttled });
  }

  async #credentialsOf(caller: Caller | undefined): Promise<Credentials | undefined> {
    if (this.#options.auth === "none" || caller?.is === "unsigned") return undefined;
    if (caller !== undefined) return caller.credentials;
    const { credentials } = this.#options;
    return credentials !== undefined && "get" in credentials ? credentials.get() : credentials;
  }

  #sign({ operation, parameters, options }: Call, credentials: Credentials | undefined): WireRequest {
    return toWireRequest({
      operation,
      parameters,
      auth: this.#options.auth,
      credentials,
      host: this.#url.host,
      basePath: this.#url.pathname,
      date: Date.now() + (options.clockOffsetMs ?? 0),
      options,
    });
  }

  #send(call: Call, request: WireRequest): Promise<Delivery> {
    this.#requests += 1;
    this.#activity.sent();
    if (call.options.meter !== undefined) call.options.meter.requests += 1;
    const mustNotGetLost = call.lane !== this.#single && !call.isHarmlessTwice;
    const sent = call.lane.transport.send(request, { signal: call.options.signal, mustNotGetLost });
    return this.#activity.during("answer", call.operation, sent);
  }

  #openLane(connections: number): Lane {
    const { limits } = this.#options;
    const transport = openTransport({ origin: this.#url.origin, connections, limits, proxy: this.#proxy });
    return { gate: new Gate(connections), transport };
  }

  #singleLane(): Lane {
    this.#single ??= this.#openLane(1);
    return this.#single;
  }
}

/** Whether a request may never have arrived. */
function maybeLost(delivery: Delivery): boolean {
  return delivery.is === "no-answer" && delivery.maybeStale;
}
