/** Doing a run again whenever its target is another build, or a key is pressed. */
import { setTimeout as sleep } from "node:timers/promises";
import { listenForStop } from "../stopping.js";
import { type Keyboard, nextKey } from "./keys.js";
import { type Sight, Sightings } from "./sightings.js";

/** A target that may become another build. */
export interface WatchedTarget {
  /** Milliseconds from one look to the next. */
  readonly everyMs: number;
  /** Looks at it once. Rejects when `signal` gives up. */
  look(signal?: AbortSignal): Promise<Sight>;
}

/** What is done again and again. */
export interface RepeatedRun {
  /** Absent: only keys ask for another turn. */
  readonly target: WatchedTarget | undefined;
  readonly keyboard: Keyboard;
  /** Does it once. @returns the exit code, and what the next turn does, in a line for people */
  turn(): Promise<{ readonly exitCode: number; readonly next: string }>;
  /** Tells a line for people. */
  tell(line: string): void;
}

/**
 * Does a run again and again, until somebody ends it by q, Ctrl-C or a signal.
 * @returns the exit code of the last turn
 * @throws what a turn throws
 */
export async function watch({ target, keyboard, turn, tell }: RepeatedRun): Promise<number> {
  const stopping = listenForStop();
  const sightings = new Sightings();
  const { signal } = stopping;
  const ways = [...(target === undefined ? [] : ["when it is another build"]), ...keyWays(keyboard)];
  try {
    for (;;) {
      if (target !== undefined) sightings.begin(await target.look());
      const { exitCode, next } = await turn();
      if (signal.aborted) return exitCode;
      tell(`watching: ${next} ${ways.join(", or ")}; ${keyboard.isTTY ? "q" : "Ctrl-C"} ends (exit ${exitCode})`);
      const reason = await reasonToGoOn(target, sightings, keyboard, signal);
      if (reason === undefined) return exitCode;
      tell(`\n${reason}: again`);
    }
  } finally {
    stopping.end();
  }
}

function keyWays({ isTTY }: Keyboard): readonly string[] {
  return isTTY ? ["when a key is pressed"] : [];
}

/** Waits for whatever comes first. @returns `undefined` when that is the end */
async function reasonToGoOn(
  target: WatchedTarget | undefined,
  sightings: Sightings,
  keyboard: Keyboard,
  signal: AbortSignal,
): Promise<string | undefined> {
  const other = new AbortController();
  const either = AbortSignal.any([signal, other.signal]);
  const stopped = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const key = nextKey(keyboard, either).then((pressed) => (pressed === "again" ? "a key was pressed" : undefined));
  const ways = [stopped, key, ...(target === undefined ? [] : [newsOf(target, sightings, either)])];
  try {
    return await Promise.race(ways);
  } finally {
    other.abort();
  }
}

async function newsOf(target: WatchedTarget, sightings: Sightings, signal: AbortSignal): Promise<string | undefined> {
  try {
    for (;;) {
      const news = sightings.add(await target.look(signal));
      if (news !== undefined) return `the target: ${news}`;
      await sleep(target.everyMs, undefined, { signal });
    }
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
