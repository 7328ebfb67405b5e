/** How far a self-test is, while it runs: one live line on a terminal, plain lines elsewhere. */
import type { JobResult } from "./job.js";

/** Where progress is written. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Least time between two plain lines. */
const PLAIN_EVERY_MS = 15_000;

/** Counts results and says so. */
export class Progress {
  readonly #stream: ProgressStream;
  readonly #total: number;
  readonly #startedAt = performance.now();
  #saidAt = this.#startedAt;
  #done = 0;
  #bad = 0;

  constructor(stream: ProgressStream, total: number) {
    this.#stream = stream;
    this.#total = total;
  }

  /** Notes one more result. */
  add(result: JobResult): void {
    this.#done += 1;
    const problem = problemOf(result);
    if (problem !== undefined) this.#bad += 1;
    if (this.#stream.isTTY) {
      if (problem !== undefined) this.#stream.write(`${CLEAR}${problem}\n`);
      this.#stream.write(`${CLEAR}${this.#line().slice(0, (this.#stream.columns ?? 80) - 1)}`);
      return;
    }
    if (problem !== undefined) this.#stream.write(`${problem}\n`);
    if (this.#done === this.#total || performance.now() - this.#saidAt >= PLAIN_EVERY_MS) {
      this.#saidAt = performance.now();
      this.#stream.write(`${this.#line()}\n`);
    }
  }

  /** Takes the live line away. */
  end(): void {
    if (this.#stream.isTTY) this.#stream.write(CLEAR);
  }

  #line(): string {
    const seconds = Math.round((performance.now() - this.#startedAt) / 1_000);
    return `self-test: ${this.#done} of ${this.#total} runs, ${this.#bad} not as they should be, ${seconds} s`;
  }
}

const CLEAR = "\r\u001b[2K";

function problemOf(result: JobResult): string | undefined {
  if (result.is === "mutant") return result.state === "killed" ? undefined : `${result.state}: mutant ${result.name}`;
  return result.conformant ? undefined : `not conformant: variant ${result.name}, seed ${result.seed}`;
}
