/** Live progress of a run: one line that is rewritten on a terminal, a plain line now and then elsewhere. */
import type { Pulse } from "../../evidence/pulse.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { visible } from "../../evidence/text.js";
import { type Phase, progressLine } from "./progress-line.js";

const TICK_MS = 200;
const PLAIN_LINE_MS = 5_000;
const TAKE_AWAY = "\r\u001b[2K";
const PLAIN_COLUMNS = 80;

/** What the progress of a run is shown on. */
interface ProgressPlace {
  readonly stream: NodeJS.WritableStream;
  /** Whether the line may be rewritten in place. */
  readonly live: boolean;
}

/** Whether a stream is a terminal on which a line can be rewritten. */
export function placeOf(
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
  environment: NodeJS.ProcessEnv,
): ProgressPlace {
  return { stream, live: stream.isTTY === true && environment.TERM !== "dumb" };
}

export class Progress {
  readonly #place: ProgressPlace;
  readonly #own: () => number;
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #pulses = new Map<number, Pulse>();
  #phase: Phase = "preparing";
  #total = 0;
  #ended = false;
  #done = 0;
  #violated = 0;
  #lastPlain = performance.now();
  /** What was sent and done when something happened last, and when that was. */
  #moved = { sum: 0, at: performance.now() };

  /**
   * Shows progress from now on.
   * @param place where
   * @param own requests of this process so far
   */
  constructor(place: ProgressPlace, own: () => number) {
    this.#place = place;
    this.#own = own;
    this.#timer = setInterval(() => this.#show(), TICK_MS);
    this.#timer.unref();
  }

  /** The checks are about to begin. @param total requirements that are to be done */
  begin(total: number): void {
    this.#total = total;
    this.enter("starting");
  }

  /** Something else is under way from now on. The end of the checks is told wherever progress is lines. */
  enter(phase: Phase): void {
    if (phase === this.#phase || this.#ended) return;
    if (this.#phase === "checks" && !this.#place.live) this.#writePlain();
    this.#phase = phase;
    this.#moved = { ...this.#moved, at: performance.now() };
    this.#lastPlain = performance.now();
  }

  /** Notes a requirement that is done. */
  add({ outcome }: RequirementRecord): void {
    if (this.#phase === "starting") this.enter("checks");
    this.#done += 1;
    if (outcome === "fail" || outcome === "flaky") this.#violated += 1;
  }

  /** Notes how a part of the run is. */
  hear(part: number, pulse: Pulse): void {
    if (this.#phase === "starting") this.enter("checks");
    this.#pulses.set(part, pulse);
  }

  /** Writes something else, without getting mixed up with the line that is rewritten. */
  beside(write: () => void): void {
    if (this.#place.live && !this.#ended) this.#place.stream.write(TAKE_AWAY);
    write();
  }

  /** Ends the progress; the live line is taken away. A second time it does nothing. */
  end(): void {
    if (this.#ended) return;
    clearInterval(this.#timer);
    this.beside(() => {
      this.#ended = true;
    });
  }

  #show(): void {
    // Before anybody is asked there is nothing to tell.
    if (this.#phase === "preparing" && this.#own() === 0) return;
    if (this.#place.live) this.#place.stream.write(TAKE_AWAY + this.#line().slice(0, columns(this.#place.stream) - 1));
    else if (performance.now() - this.#lastPlain >= PLAIN_LINE_MS) this.#writePlain();
  }

  #writePlain(): void {
    this.#lastPlain = performance.now();
    this.#place.stream.write(`${this.#line()}\n`);
  }

  #line(): string {
    const pulses = [...this.#pulses.values()];
    const requests = pulses.reduce((sum, pulse) => sum + pulse.requests, this.#own());
    const now = performance.now();
    if (requests + this.#done !== this.#moved.sum) this.#moved = { sum: requests + this.#done, at: now };
    const lefts = pulses.flatMap(({ leftMs }) => leftMs ?? []);
    return visible(
      progressLine({
        phase: this.#phase,
        done: this.#done,
        total: this.#total,
        violated: this.#violated,
        requests,
        elapsedMs: now - this.#startedAt,
        stillMs: now - this.#moved.at,
        waitsFor: pulses.find(({ over, waitsFor }) => !over && waitsFor !== undefined)?.waitsFor,
        leftMs: lefts.length === 0 ? undefined : Math.max(...lefts),
      }),
    );
  }
}

function columns(stream: NodeJS.WritableStream): number {
  return "columns" in stream && typeof stream.columns === "number" ? stream.columns : PLAIN_COLUMNS;
}
