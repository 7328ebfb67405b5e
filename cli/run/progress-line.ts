/** What a run says of itself while it goes on, in one line. */
import { counted } from "../../contract/words.js";

/** What is under way. */
export type Phase = "preparing" | "starting" | "checks" | "cleaning up" | "Allure";

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

/**
 * The line of progress.
 * @returns text without a line feed; what is waited for may be text of others
 */
export function progressLine(moment: Moment): string {
  const { phase, requests, elapsedMs, stillMs, waitsFor } = moment;
  const seconds = `${(elapsedMs / 1000).toFixed(1)} s`;
  const parts = phase === "checks" ? checks(moment) : [HEADS[phase], ...sent(requests), seconds];
  const isStill = stillMs >= STANDSTILL_MS && waitsFor !== undefined;
  const waiting = isStill ? ` – waiting for ${waitsFor} (${inWords(stillMs)})` : "";
  return parts.join(", ") + waiting;
}

const HEADS: Readonly<Record<Exclude<Phase, "checks">, string>> = {
  preparing: "preparing the target",
  starting: "starting the checks",
  "cleaning up": "cleaning up",
  Allure: "writing the Allure report",
};

function checks({ done, total, violated, requests, elapsedMs, leftMs }: Moment): string[] {
  const seconds = elapsedMs / 1000;
  return [
    `${done}/${counted(total, "requirement")}`,
    ...(violated === 0 ? [] : [`${violated} violated`]),
    `${counted(requests, "request")}`,
    `${Math.round(requests / Math.max(seconds, 1))} requests/s`,
    `${seconds.toFixed(1)} s`,
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
