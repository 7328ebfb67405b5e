/** The reference client: what the suite holds to be a correct client of CreateListener, small enough to be read whole. */
import { setTimeout as wait } from "node:timers/promises";
import type { JsonObject } from "../../contract/answer.js";
import { InvalidRequestError, TimeoutError } from "./errors.js";
import type { Attempt, ClientParts, Draft, Message, Pair } from "./parts.js";
import type {
  ClientSettings,
  CreatedListener,
  CreateListenerRequest,
  ListenerAttributes,
  Operation,
} from "./requests.js";

/** Calls one service with one key. */
export class GwlbClient {
  readonly #settings: ClientSettings;
  readonly #parts: ClientParts;

  /**
   * @param settings endpoint, key and times
   * @param parts what the client is made of
   */
  constructor(settings: ClientSettings, parts: ClientParts) {
    this.#settings = settings;
    this.#parts = parts;
    parts.note({ is: "made", settings });
  }

  /**
   * Makes a listener.
   * @throws ServiceError, TimeoutError, ConnectionError, UnreadableAnswerError, InvalidRequestError
   */
  async createListener(request: CreateListenerRequest): Promise<CreatedListener> {
    const refusal = this.#parts.refusalOf(request);
    if (refusal !== undefined) throw new InvalidRequestError(refusal);
    const draft = this.#draft("CreateListener", this.#parts.parametersOf(request), this.#settings);
    return this.#call(draft, (body) => this.#parts.created(body, draft));
  }

  /**
   * Reads a listener.
   * @param listenerId which
   * @param readTimeoutMs shorter than that of the settings, where the caller has less time
   * @throws as `createListener`
   */
  async getListenerAttribute(listenerId: string | undefined, readTimeoutMs?: number): Promise<ListenerAttributes> {
    const settings = { ...this.#settings, readTimeoutMs: readTimeoutMs ?? this.#settings.readTimeoutMs };
    const parameters: Pair[] = listenerId === undefined ? [] : [["ListenerId", listenerId]];
    const draft = this.#draft("GetListenerAttribute", parameters, settings);
    return this.#call(draft, (body) => this.#parts.attributes(body, draft));
  }

  /**
   * Reads a listener until it is Running.
   * @param listenerId which
   * @param timeoutMs how long at most
   * @throws TimeoutError when the time is over; as `createListener` when a read fails
   */
  async waitUntilRunning(listenerId: string | undefined, timeoutMs: number): Promise<ListenerAttributes> {
    const { timeMs, isReady, pauseMs, atTimeOut, atError } = this.#parts.waiter;
    const deadline = performance.now() + timeMs(timeoutMs);
    let last: ListenerAttributes | undefined;
    for (;;) {
      const left = deadline - performance.now();
      if (left <= 0) return atTimeOut(last);
      try {
        last = await this.getListenerAttribute(listenerId, Math.min(left, this.#settings.readTimeoutMs));
        if (isReady(last.ListenerStatus)) return last;
      } catch (error) {
        // A read that was given less time than usual was broken off by the end of the wait, however short before it the read began.
        if (error instanceof TimeoutError && left < this.#settings.readTimeoutMs) return atTimeOut(last);
        const end = atError(error);
        if (end !== undefined) return end;
      }
      await wait(pauseMs(Math.max(0, deadline - performance.now())));
    }
  }

  #draft(operation: Operation, parameters: readonly Pair[], settings: ClientSettings): Draft {
    return { operation, parameters, settings, ...this.#fresh() };
  }

  #fresh(): Pick<Draft, "nonce" | "date"> {
    return { nonce: this.#parts.nonce(this.#settings), date: this.#parts.now(this.#settings) };
  }

  async #call<Result>(first: Draft, resultOf: (body: JsonObject) => Result): Promise<Result> {
    try {
      let draft = first;
      for (let nth = 1; ; nth += 1) {
        const attempt = await this.#attempt(draft);
        const pause = this.#parts.pauseBefore({ attempt, draft, nth });
        if (pause === undefined) return resultOf(this.#bodyOf(attempt));
        await wait(pause);
        draft = this.#parts.again(draft, this.#fresh());
      }
    } catch (error) {
      this.#parts.note({ is: "failed", error, settings: this.#settings });
      throw this.#parts.reported(error, first);
    }
  }

  #bodyOf(attempt: Attempt): JsonObject {
    if (attempt.is === "failure") throw attempt.error;
    return this.#parts.successOf(attempt.answer, this.#parts.reading);
  }

  async #attempt(draft: Draft): Promise<Attempt> {
    const message = this.#parts.compose(draft, this.#parts.spelling);
    try {
      return { is: "answer", answer: await this.#send(message, draft.settings) };
    } catch (error) {
      return { is: "failure", error: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  async #send(message: Message, settings: ClientSettings): Promise<Awaited<ReturnType<ClientParts["transport"]>>> {
    this.#parts.note({ is: "sending", message, settings });
    const answer = await this.#parts.transport(message, settings);
    this.#parts.note({ is: "answered", answer, settings });
    const onward = this.#parts.redirected(answer, message);
    if (onward === undefined) return answer;
    return this.#send(onward.message, { ...settings, endpoint: onward.endpoint });
  }
}
