/** `run` and `sdk run` with `--failed` and `--watch`: what was red is run again, once or whenever there is reason to. */
import { counted } from "../../contract/words.js";
import type { Io } from "../io.js";
import { carryOut, type WantedRun } from "../run/carry-out.js";
import { UsageError } from "../usage-error.js";
import { lastReport } from "./last-report.js";
import type { LoopOptions } from "./options.js";
import { type AskedRun, type Narrowing, narrowed, narrowedAsAsked } from "./red-clauses.js";
import { type WatchedTarget, watch } from "./watch.js";

/** A run that can be done again, and be narrowed. */
interface LoopedRun {
  readonly asked: AskedRun;
  /** The run, narrowed or not. */
  wanted(narrowing: Narrowing | undefined): WantedRun;
  /** What is watched; `undefined` when there is nothing that could change. */
  watched(): WatchedTarget | undefined;
}

/**
 * Carries a run out as its options say.
 * @returns the exit code, of the last turn where it is watched
 * @throws UsageError when there is nothing to run again or to watch, and what the run throws for people
 */
export async function runInLoop(run: LoopedRun, options: LoopOptions, io: Io): Promise<number> {
  const { output } = run.asked.run;
  const first = options.failed ? narrowedAsAsked(run.asked, await lastReport(output)) : undefined;
  if (!options.watch) return carryOut(run.wanted(first), io);
  const target = run.watched();
  const keyboard = process.stdin;
  if (target === undefined && !keyboard.isTTY) {
    throw new UsageError(
      "--watch: there is nothing here that could change, and no terminal at which a key could be pressed",
    );
  }
  let narrowing = first;
  const turn = async () => {
    const exitCode = await carryOut(run.wanted(narrowing), io);
    const report = await lastReport(output);
    // A run that could not begin has left none: the next one does the same.
    if (report !== undefined) narrowing = narrowed(run.asked, report);
    return { exitCode, next: nextInWords(narrowing) };
  };
  return watch({ target, keyboard, turn, tell: (line) => io.stderr.write(`${line}\n`) });
}

function nextInWords(narrowing: Narrowing | undefined): string {
  return narrowing === undefined
    ? "nothing is red; all is run again"
    : `${counted(narrowing.only.length, "red clause")} again`;
}
