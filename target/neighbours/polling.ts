import { setTimeout as sleep } from "node:timers/promises";

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 2_000;
const GROWTH = 1.3;

/**
 * Repeats a step until it gives something or the budget is used up. Pauses grow: an instant target is not waited for, a slow one not flooded.
 * @param budgetMs how long, milliseconds; the step is taken at least once
 * @param step gives `undefined` to be asked again
 * @param signal gives up; the promise then rejects
 * @returns what the step gave, or `undefined` at the end of the budget
 */
export async function pollUntil<T>(
  budgetMs: number,
  step: () => Promise<T | undefined>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const deadline = performance.now() + budgetMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * GROWTH, LONGEST_PAUSE_MS)) {
    const result = await step();
    const left = deadline - performance.now();
    if (result !== undefined || left <= 0) return result;
    await sleep(Math.min(pause, left), undefined, { signal });
  }
}
