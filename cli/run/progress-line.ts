/** What a run says of itself while it goes on, in one line. */
import { counted } from "../../contract/words.js";

/** What is under way. */
export type Phase = "preparing" | "checks" | "cleaning up" | "Allure";

/** A run at one moment. */
export interface Moment {
  readonly phase: Phase;
  /** Requirements that are done, and all of them. */
  readonly done: number;
  readonly total: number;
  readonly violated: number;
  readonly requests: number;
  /** Milliseconds since the run began. */
  readonly elapsedMs: number;
  /** Milliseconds in which nothing was sent and no requirement done. */
  readonly stillMs: number;
  readonly waitsFor?: string | undefined;
  /** Milliseconds that the checks still take at least. */
  readonly leftMs?: number | undefined;
}

/** Milliseconds of standstill after which it is said what is waited for. */
const STANDSTILL_MS = 5_000;

/** What is waited for where nobody says anything else. */
const WAITED_FOR: Readonly<Record<Phase, string>> = {
  preparing: "the target to be made ready",
  checks: "the checks to go on: this machine is busy",
  "cleaning up": "the clean-up to end",
  Allure: "the Allure report to be written",
};

/**
 * The line of progress.
 * @returns text without a line feed; what is waited for may be text of others
 */
export function progressLine(moment: Moment): string {
  const { phase, requests, elapsedMs, stillMs, waitsFor } = moment;
  const seconds = `${(elapsedMs / 1000).toFixed(1)} s`;
  const parts = phase === "checks" ? checks(moment) : [HEADS[phase], ...sent(requests), seconds];
  const isStarting = phase === "checks" && moment.done + requests === 0;
  const other = isStarting ? "Playwright to start" : WAITED_FOR[phase];
  const waiting = stillMs < STANDSTILL_MS ? "" : ` – waiting for ${waitsFor ?? other} (${inWords(stillMs)})`;
  return parts.join(", ") + waiting;
}

const HEADS: Readonly<Record<Exclude<Phase, "checks">, string>> = {
  preparing: "preparing the target",
  "cleaning up": "cleaning up",
  Allure: "writing the Allure report",
};

function checks({ done, total, violated, requests, elapsedMs, leftMs }: Moment): string[] {
  const seconds = elapsedMs / 1000;
  const time = `${seconds.toFixed(1)} s`;
  if (done === 0 && requests === 0) return ["starting the checks", time];
  return [
    `${done}/${counted(total, "requirement")}`,
    ...(violated === 0 ? [] : [`${violated} violated`]),
    `${counted(requests, "request")}`,
    `${Math.round(requests / Math.max(seconds, 1))} requests/s`,
    time,
    ...(leftMs === undefined || leftMs < 1_000 || done === total ? [] : [`at least ${inWords(leftMs)} to go`]),
  ];
}

function sent(requests: number): string[] {
  return requests === 0 ? [] : [counted(requests, "request")];
}

const MINUTE_S = 60;

/** Rounded as people say it. */
function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 2 * MINUTE_S ? `${seconds} s` : `${Math.round(seconds / MINUTE_S)} min`;
}
