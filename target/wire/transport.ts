import { buildConnector, type Dispatcher, Pool } from "undici";
import type { NoAnswer, ReceivedResponse } from "../../contract/exchange.js";
import { Connector } from "./connector.js";
import { decodeBody } from "./content-encoding.js";
import { describeNoAnswer, type TransportLimits } from "./no-answer.js";
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

/** Connections to one endpoint. */
export interface Transport {
  /**
   * Sends a request and waits for the whole answer.
   * @param signal gives up; the promise then rejects with the signal's reason
   * @returns the answer, or why there is none; rejects only for the signal or for a request that HTTP cannot carry
   */
  send(request: WireRequest, signal?: AbortSignal): Promise<Delivery>;
  /**
   * Opens connections, so that as many requests need not wait for one. Nothing happens before the first request.
   * @param connections how many requests are to leave together
   */
  warm(connections: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a pool of keep-alive connections. Nothing is followed, repeated or cached; only encodings are taken off.
 * @param origin scheme, host and port
 * @param connections how many at most
 * @param limits bounds on time and size of one exchange
 */
export function openTransport(origin: string, connections: number, limits: TransportLimits): Transport {
  const { requestTimeoutMs, responseBytes } = limits;
  const connector = new Connector(buildConnector({ timeout: requestTimeoutMs, allowH2: false }));
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    allowH2: false,
    connect: connector.connect,
    headersTimeout: requestTimeoutMs,
    bodyTimeout: requestTimeoutMs,
    maxResponseSize: responseBytes,
  });
  // undici starts the first request of a connection in the same tick in which it tells of the connection.
  let connectedThisTick = false;
  pool.on("connect", () => {
    connectedThisTick = true;
    queueMicrotask(() => {
      connectedThisTick = false;
    });
  });
  return {
    send: (request, signal) =>
      new Promise((resolve, reject) => {
        const exchange = new Receiver(limits, signal, () => !connectedThisTick, resolve, reject);
        pool.dispatch(
          { method: request.method, path: request.path, headers: request.headers, body: request.body },
          exchange,
        );
      }),
    warm: (wanted) => connector.stockUp(wanted - pool.stats.free),
    close: async () => {
      connector.close();
      await pool.destroy();
    },
  };
}

/** Takes one answer in. */
class Receiver implements Dispatcher.DispatchHandler {
  readonly #limits: TransportLimits;
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
    limits: TransportLimits,
    signal: AbortSignal | undefined,
    isReused: () => boolean,
    resolve: (delivery: Delivery) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#limits = limits;
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
    const [first = Buffer.alloc(0)] = this.#chunks;
    const received = this.#chunks.length < 2 ? first : Buffer.concat(this.#chunks);
    const body = decodeBody(received, this.#head.headers["content-encoding"], this.#limits.responseBytes);
    if (Buffer.isBuffer(body)) {
      this.#resolve({ is: "response", response: { ...this.#head, body: body.toString("utf8") } });
    } else this.#resolve({ is: "no-answer", problem: body, maybeStale: false });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (!this.#settle()) return;
    const problem = describeNoAnswer(error, this.#limits);
    if (problem === undefined) {
      this.#reject(error);
      return;
    }
    const maybeStale = problem.kind === "connection" && this.#reused && this.#head === undefined;
    this.#resolve({ is: "no-answer", problem, maybeStale });
  }

  readonly #timeUp = () => {
    const seen = this.#head === undefined ? "no answer" : "an answer without an end";
    const detail = `${seen} within ${this.#limits.requestTimeoutMs} ms`;
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
