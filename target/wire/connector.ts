/** How connections to an endpoint are opened, also before a request needs them. */
import type { Socket } from "node:net";
import type { buildConnector } from "undici";
import { withoutInterimAnswers } from "./interim-answers.js";

/** A connection that nobody has used is kept so long, milliseconds: servers close silent ones, many after 5 s. */
const KEPT_MS = 3_000;

/** Opens connections for undici, and keeps some ready. */
export class Connector {
  readonly #open: buildConnector.connector;
  /** Each with what makes it ready for use. */
  readonly #stock = new Map<Socket, () => void>();
  #asked: buildConnector.Options | undefined;

  constructor(open: buildConnector.connector) {
    this.#open = open;
  }

  /** What undici calls for each connection: one in stock, else a new one. */
  readonly connect: buildConnector.connector = (options, callback) => {
    this.#asked = options;
    const [ready] = this.#stock;
    if (ready !== undefined) {
      const [socket, take] = ready;
      take();
      // undici counts on the answer to come later than the question.
      queueMicrotask(() => callback(null, socket));
      return;
    }
    this.#open(options, (...[error, socket]) => {
      if (error !== null) callback(error, null);
      else callback(null, withoutInterimAnswers(socket));
    });
  };

  /**
   * Opens connections until there is a number of them in stock. One that cannot be opened is no error: whoever needs it will see.
   * @param count how many; none are opened before undici has opened one itself, which says how
   */
  async stockUp(count: number): Promise<void> {
    const options = this.#asked;
    if (options === undefined) return;
    const missing = Math.max(0, count - this.#stock.size);
    await Promise.all(Array.from({ length: missing }, () => this.#add(options)));
  }

  /** Closes what is in stock. */
  close(): void {
    for (const socket of this.#stock.keys()) socket.destroy();
    this.#stock.clear();
  }

  #add(options: buildConnector.Options): Promise<void> {
    return new Promise((resolve) => {
      this.#open(options, (...[error, socket]) => {
        if (error === null) this.#keep(withoutInterimAnswers(socket));
        resolve();
      });
    });
  }

  #keep(socket: Socket): void {
    // Who speaks or hangs up before a request came is of no use to the next one.
    const drop = () => socket.destroy();
    const forget = () => this.#stock.delete(socket);
    const timer = setTimeout(drop, KEPT_MS);
    timer.unref();
    socket.on("readable", drop).once("close", forget);
    this.#stock.set(socket, () => {
      forget();
      clearTimeout(timer);
      socket.off("readable", drop).off("close", forget);
    });
  }
}
