/** Counting requests on the account of a check, and calls that are under way. */
import type { Exchange } from "../../contract/exchange.js";
import { unreadableIn } from "../../contract/readable.js";
import type { Parameter } from "../../contract/request.js";
import type {
  CallOptions,
  GivenUp,
  LearnedRates,
  Meter,
  TargetClient,
  TogetherOptions,
} from "../../target/wire/client.js";
import type { Places } from "../../target/wire/places.js";

/** Answers of one operation whose body could not be read. */
export interface Unreadable {
  /** What the first of them was. */
  readonly answered: string;
  readonly times: number;
}

/** Hears by how much the number of calls under way has changed. */
export type UnderWay = (change: 1 | -1) => void;

/** A client on one check's account: what is sent through it, clean-up that goes on after the check included, is counted for that check alone. */
export class MeteredClient implements TargetClient {
  readonly #client: TargetClient;
  readonly #meter = { requests: 0, throttled: 0, passing: new Map<string, number>() } satisfies Meter;
  readonly #underWay: UnderWay;
  readonly #unreadable = new Map<string, Unreadable>();

  constructor(client: TargetClient, underWay: UnderWay) {
    this.#client = client;
    this.#underWay = underWay;
  }

  async call(operation: string, parameters: readonly Parameter[], options: CallOptions = {}): Promise<Exchange> {
    this.#underWay(1);
    try {
      const exchange = await this.#client.call(operation, parameters, { ...options, meter: this.#meter });
      const answered = unreadableIn(exchange);
      if (answered !== undefined) this.#noteUnreadable(operation, answered);
      return exchange;
    } finally {
      this.#underWay(-1);
    }
  }

  together<T>(count: number, send: (places: Places) => Promise<T>, options?: TogetherOptions): Promise<T> {
    return this.#client.together(count, send, options);
  }

  learnedRates(): LearnedRates {
    return this.#client.learnedRates();
  }

  forgetRates(): void {
    this.#client.forgetRates();
  }

  gaveUp(): GivenUp {
    return this.#client.gaveUp();
  }

  requests(): number {
    return this.#meter.requests;
  }

  throttled(): number {
    return this.#meter.throttled;
  }

  /** Where what is repeated on account of this check is counted. */
  get meter(): Meter {
    return this.#meter;
  }

  /** How often requests of this check were repeated because of an error that passes, by status and code. */
  passingErrors(): ReadonlyMap<string, number> {
    return this.#meter.passing;
  }

  #noteUnreadable(operation: string, answered: string): void {
    const before = this.#unreadable.get(operation);
    this.#unreadable.set(operation, { answered: before?.answered ?? answered, times: (before?.times ?? 0) + 1 });
  }

  /** Answers to requests of this check whose body could not be read, by operation. */
  unreadable(): ReadonlyMap<string, Unreadable> {
    return this.#unreadable;
  }

  resent(): number {
    return this.#client.resent();
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

/** Calls that wait for an answer, by the check that made them. */
export class CallsUnderWay {
  readonly #counts = new Map<string, number>();

  /** Notes that a call of a check has begun, or has ended. */
  count(by: string, change: 1 | -1): void {
    this.#counts.set(by, (this.#counts.get(by) ?? 0) + change);
  }

  /** Whether nobody waits for an answer but these. */
  areOnlyOf(checks: ReadonlySet<string>): boolean {
    return [...this.#counts].every(([by, count]) => count <= 0 || checks.has(by));
  }
}
