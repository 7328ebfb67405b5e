/** The life of one listener as a history of reads, and what in it breaks the contract. Source: section "Operation description". */
import type { Finding } from "./finding.js";
import type { ListenerRead } from "./listener.js";

/** A read in the history of a listener. */
export type TimedRead = ListenerRead & {
  /** Milliseconds since the answer that announced the listener. */
  readonly at: number;
};

/** States a listener may be seen in while it is being made and nobody else touches it. */
export const BEFORE_RUNNING: ReadonlySet<string> = new Set(["Provisioning", "Creating"]);
export const RUNNING = "Running";

/** Spelling that a user guide has for Provisioning: tolerated with a warning. */
export const STATE_ALIAS = "Creating";

/**
 * Judges the reads of a listener that was created and then left alone.
 * @param history reads in the order of their answers
 * @param budgetMs how long it may take to be Running
 * @param watchedToEnd whether the history went on until Running or until the budget was used up
 */
export function lifeFindings(history: readonly TimedRead[], budgetMs: number, watchedToEnd: boolean): Finding[] {
  const found: Finding[] = [];
  const add = (about: Finding["about"], expected: string, got: string) => {
    if (!found.some((one) => one.about === about)) found.push({ about, expected, got });
  };
  let running: number | undefined;
  let first = true;
  for (const read of history) {
    if (read.is === "unreadable") continue;
    const after = `${Math.round(read.at)} ms after the answer`;
    if (read.is === "not-found") {
      add(
        "create-listener.asynchronous.readable",
        "the listener is found",
        `not found (${read.code ?? "no Code"}) ${after}`,
      );
      if (running !== undefined) add("create-listener.asynchronous.stays-running", RUNNING, `not found ${after}`);
      first = false;
      continue;
    }
    const status = read.view.status ?? "no ListenerStatus";
    const early = BEFORE_RUNNING.has(status);
    if (first && !early && status !== RUNNING) {
      add("create-listener.asynchronous.first-state", "Provisioning or Running", `${status} ${after}`);
    }
    if (!early && status !== RUNNING) {
      add("create-listener.asynchronous.documented-states", "Provisioning or Running", `${status} ${after}`);
      if (running !== undefined) add("create-listener.asynchronous.stays-running", RUNNING, `${status} ${after}`);
    }
    if (early && running !== undefined) {
      add(
        "create-listener.asynchronous.never-backwards",
        RUNNING,
        `${status} ${after}, Running was seen at ${Math.round(running)} ms`,
      );
      add("create-listener.asynchronous.stays-running", RUNNING, `${status} ${after}`);
    }
    if (status === RUNNING) running ??= read.at;
    first = false;
  }
  const sighted = history.some((read) => read.is !== "unreadable");
  if (watchedToEnd && sighted && (running === undefined || (running > budgetMs && wasLate(history, budgetMs)))) {
    add(
      "create-listener.asynchronous.reaches-running",
      `Running within ${budgetMs} ms`,
      running === undefined ? `last seen ${lastState(history)}` : `Running after ${Math.round(running)} ms`,
    );
  }
  return found;
}

/** Whether a listener was seen not to be Running at the end of its time: that nobody looked until later shows nothing. */
function wasLate(history: readonly TimedRead[], budgetMs: number): boolean {
  return history.some((read) => read.is === "found" && read.view.status !== RUNNING && read.at >= budgetMs - TIMER_MS);
}

/** Timers count whole milliseconds and may be a little early. */
const TIMER_MS = 2;

function lastState(history: readonly TimedRead[]): string {
  const last = history.findLast((read) => read.is !== "unreadable");
  if (last === undefined) return "never";
  return last.is === "found" ? (last.view.status ?? "without a state") : "not found";
}
