/** HTTP within bounds: connections, time-outs, sizes, and what a stale connection has lost. */
import type { Dispatcher } from "undici";
import type { NoAnswer, ReceivedResponse } from "../../contract/exchange.js";
import { type Connections, openConnections } from "./connections.js";
import { decodeBody } from "./content-encoding.js";
import { describeNoAnswer, type TransportLimits } from "./no-answer.js";
import { type HttpProxy, proxyInWords, throughProxy } from "./proxy.js";
import type { WireRequest } from "./wire-request.js";

/** What became of one request. */
export type Delivery =
  | { readonly is: "response"; readonly response: ReceivedResponse }
  | {
      readonly is: "no-answer";
      readonly problem: NoAnswer;
      /** The connection had served requests before and ended before a byte of this answer: it may have been stale. */
      readonly maybeStale: boolean;
    };

export interface SendOptions {
  /** Gives up; `send` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the request cannot be sent again: it gets a connection of its own where connections were seen to end without notice. */
  readonly mustNotGetLost?: boolean;
}

/** Ways to send requests to one endpoint. */
export interface Transport {
  /**
   * Sends a request and waits for the whole answer.
   * @returns the answer, or why there is none; rejects only for the signal or for a request that HTTP cannot carry
   */
  send(request: WireRequest, options?: SendOptions): Promise<Delivery>;
  /** Opens connections, so that as many requests need not wait for one. Nothing happens before the first request. */
  warm(connections: number): Promise<void>;
  close(): Promise<void>;
}

interface TransportOptions {
  /** Scheme, host and port. */
  readonly origin: string;
  /** How many connections at most. */
  readonly connections: number;
  readonly limits: TransportLimits;
  readonly proxy?: HttpProxy | undefined;
}

/** Opens a pool of keep-alive connections. Nothing is followed, repeated or cached; only encodings are taken off. */
export function openTransport(options: TransportOptions): Transport {
  const { limits, proxy } = options;
  let endsUnannounced = false;
  const onUnannouncedEnd = () => {
    endsUnannounced = true;
  };
  const kept = openConnections({ ...options, keepAlive: true, onUnannouncedEnd });
  let fresh: Connections | undefined;
  const connectionsFor = (mustNotGetLost: boolean) => {
    if (!mustNotGetLost || !endsUnannounced) return kept;
    fresh ??= openConnections({ ...options, keepAlive: false, onUnannouncedEnd: () => undefined });
    return fresh;
  };
  return {
    send: (request, { signal, mustNotGetLost = false } = {}) =>
      new Promise((resolve, reject) => {
        const connections = connectionsFor(mustNotGetLost);
        const exchange = new Receiver({ limits, proxy, signal, isReused: () => !connections.isNew() }, resolve, reject);
        connections.dispatch(request, exchange);
      }),
    warm: (wanted) => kept.warm(wanted),
    close: async () => {
      await Promise.all([kept.close(), fresh?.close()]);
    },
  };
}

interface Reception {
  readonly limits: TransportLimits;
  readonly proxy: HttpProxy | undefined;
  readonly signal: AbortSignal | undefined;
  readonly isReused: () => boolean;
}

/** Source: RFC 9110, section 15.5.8. */
const PROXY_WANTS_CREDENTIALS = 407;

/** Takes one answer in. */
class Receiver implements Dispatcher.DispatchHandler {
  readonly #limits: TransportLimits;
  readonly #proxy: HttpProxy | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #isReused: () => boolean;
  readonly #resolve: (delivery: Delivery) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #reused = false;
  #settled = false;
  #head: { readonly status: number; readonly headers: Record<string, string> } | undefined;

  constructor(
    { limits, proxy, signal, isReused }: Reception,
    resolve: (delivery: Delivery) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#limits = limits;
    this.#proxy = proxy;
    this.#signal = signal;
    this.#isReused = isReused;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(this.#timeUp, limits.requestTimeoutMs);
    signal?.addEventListener("abort", this.#giveUp, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#settled) controller.abort(new Error("given up before it was sent"));
    this.#controller = controller;
    this.#reused = this.#isReused();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[]>): void {
    this.#head = { status, headers: joinRepeated(headers) };
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#head === undefined || !this.#settle()) return;
    if (this.#proxy !== undefined && this.#head.status === PROXY_WANTS_CREDENTIALS) {
      const detail = `${proxyInWords(this.#proxy)} wants credentials (HTTP ${PROXY_WANTS_CREDENTIALS})`;
      this.#resolve({ is: "no-answer", problem: { kind: "connection", detail }, maybeStale: false });
      return;
    }
    const [first = Buffer.alloc(0)] = this.#chunks;
    const received = this.#chunks.length < 2 ? first : Buffer.concat(this.#chunks);
    const body = decodeBody(received, this.#head.headers["content-encoding"], this.#limits.responseBytes);
    if (Buffer.isBuffer(body)) {
      this.#resolve({ is: "response", response: { ...this.#head, body: body.toString("utf8") } });
    } else this.#resolve({ is: "no-answer", problem: body, maybeStale: false });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (!this.#settle()) return;
    const problem = describeNoAnswer(error, this.#limits, this.#proxy);
    if (problem === undefined) {
      this.#reject(error);
      return;
    }
    const maybeStale = problem.kind === "connection" && this.#reused && this.#head === undefined;
    this.#resolve({ is: "no-answer", problem, maybeStale });
  }

  readonly #timeUp = () => {
    const seen = this.#head === undefined ? "no answer" : "an answer without an end";
    const detail = `${seen} within ${this.#limits.requestTimeoutMs} ms${throughProxy(this.#proxy)}`;
    if (!this.#settle()) return;
    this.#controller?.abort(new Error(detail));
    this.#resolve({ is: "no-answer", problem: { kind: "timeout", detail }, maybeStale: false });
  };

  readonly #giveUp = () => {
    if (!this.#settle()) return;
    this.#controller?.abort(new Error("given up"));
    this.#reject(this.#signal?.reason);
  };

  /** @returns whether this call is the one that settles */
  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener("abort", this.#giveUp);
    return true;
  }
}

function joinRepeated(headers: Readonly<Record<string, string | string[]>>): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) joined[name] = typeof value === "string" ? value : value.join(", ");
  }
  return joined;
}
