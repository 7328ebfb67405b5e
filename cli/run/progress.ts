/** Live progress of a run: one line that is rewritten on a terminal, a plain line now and then elsewhere. */

import { counted } from "../../contract/words.js";
import type { RequirementRecord } from "../../evidence/record.js";

const TICK_MS = 200;
const PLAIN_LINE_MS = 5_000;

export class Progress {
  readonly #stream: NodeJS.WritableStream;
  readonly #live: boolean;
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  #total = 0;
  #done = 0;
  #requests = 0;
  #violations = 0;
  #current = "";
  #lastPlain = 0;

  /**
   * @param stream where progress is shown, standard error as a rule
   * @param live whether the line may be rewritten in place
   */
  constructor(stream: NodeJS.WritableStream, live: boolean) {
    this.#stream = stream;
    this.#live = live;
    this.#timer = setInterval(() => this.#show(), TICK_MS);
    this.#timer.unref();
  }

  begin(total: number): void {
    this.#total = total;
  }

  start(requirement: string): void {
    this.#current = requirement;
  }

  /** Notes a requirement that is done. */
  add(record: RequirementRecord): void {
    this.#done += 1;
    this.#requests += record.requests;
    if (record.outcome === "fail" || record.outcome === "flaky") this.#violations += 1;
  }

  /** Ends the progress; the live line is taken away. */
  end(): void {
    clearInterval(this.#timer);
    if (this.#live) this.#stream.write("\r\u001b[2K");
    else this.#stream.write(`${this.#line()}\n`);
  }

  #show(): void {
    if (this.#live) {
      this.#stream.write(`\r\u001b[2K${`${this.#line()}  ${this.#current}`.slice(0, columns(this.#stream) - 1)}`);
      return;
    }
    const now = performance.now();
    if (now - this.#lastPlain < PLAIN_LINE_MS) return;
    this.#lastPlain = now;
    this.#stream.write(`${this.#line()}\n`);
  }

  #line(): string {
    if (this.#total === 0) return "starting the checks";
    const seconds = (performance.now() - this.#startedAt) / 1000;
    const rate = seconds > 0 ? Math.round(this.#requests / seconds) : 0;
    const violations = this.#violations === 0 ? "" : `, ${this.#violations} violated`;
    return `${this.#done}/${counted(this.#total, "requirement")}${violations}, ${this.#requests} requests, ${rate} requests/s, ${seconds.toFixed(1)} s`;
  }
}

function columns(stream: NodeJS.WritableStream): number {
  return "columns" in stream && typeof stream.columns === "number" ? stream.columns : 80;
}
