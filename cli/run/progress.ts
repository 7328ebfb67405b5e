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
  readonly #total: number;
  #ended = false;
  #done = 0;
  #requests = 0;
  #violations = 0;
  #last = "";
  #lastPlain = 0;

  /** @param live whether the line may be rewritten in place */
  constructor(stream: NodeJS.WritableStream, live: boolean, total: number) {
    this.#total = total;
    this.#stream = stream;
    this.#live = live;
    this.#timer = setInterval(() => this.#show(), TICK_MS);
    this.#timer.unref();
  }

  /** Notes a requirement that is done. */
  add(record: RequirementRecord): void {
    this.#done += 1;
    this.#last = record.requirement;
    this.#requests += record.requests;
    if (record.outcome === "fail" || record.outcome === "flaky") this.#violations += 1;
  }

  /** Ends the progress; the live line is taken away. A second time it does nothing. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    if (this.#live) this.#stream.write("\r\u001b[2K");
    else this.#stream.write(`${this.#line()}\n`);
  }

  #show(): void {
    if (this.#live) {
      this.#stream.write(`\r\u001b[2K${`${this.#line()}  ${this.#last}`.slice(0, columns(this.#stream) - 1)}`);
      return;
    }
    const now = performance.now();
    if (now - this.#lastPlain < PLAIN_LINE_MS) return;
    this.#lastPlain = now;
    this.#stream.write(`${this.#line()}\n`);
  }

  #line(): string {
    if (this.#done === 0) return "starting the checks";
    const seconds = (performance.now() - this.#startedAt) / 1000;
    const rate = seconds > 0 ? Math.round(this.#requests / seconds) : 0;
    const violations = this.#violations === 0 ? "" : `, ${this.#violations} violated`;
    return `${this.#done}/${counted(this.#total, "requirement")}${violations}, ${this.#requests} requests, ${rate} requests/s, ${seconds.toFixed(1)} s`;
  }
}

function columns(stream: NodeJS.WritableStream): number {
  return "columns" in stream && typeof stream.columns === "number" ? stream.columns : 80;
}
