/**
 * Runs the cases of a property concurrently. fast-check itself runs one case after another, which against a remote endpoint wastes nearly
 * all the time; here the same stream is drawn (same seed, same bias, examples first) and run with bounded concurrency, and a failing
 * case goes back to fast-check by its place in the stream to be shrunk one request at a time.
 */
import fc from "fast-check";

/** A stream of cases: examples first, then drawn ones. */
export interface CaseStream<T> {
  readonly arbitrary: fc.Arbitrary<T> | undefined;
  readonly examples: readonly T[];
  /** Signed 32-bit seed of the drawn cases. */
  readonly seed: number;
  /** Drawn cases after the examples. */
  readonly runs: number;
  /** Drawn cases that were run before, as were the examples: the stream goes on behind them. Absent: none was. */
  readonly from?: number;
}

/** Bounds of a run of cases. */
export interface Bounds<T> {
  /** Cases under way, or waiting for their turn, at once. */
  readonly lanes: number;
  /** Asked before each drawn case; examples are run whatever it says. Absent: always. */
  readonly mayContinue?: () => boolean;
  /** Asked before each example: whether it is left out. Absent: none is. */
  readonly leavesOut?: (value: T) => boolean;
}

/** How many cases a stream has. */
export function lengthOfStream<T>(stream: CaseStream<T>): number {
  if (stream.from !== undefined) return Math.max(0, stream.runs - stream.from);
  return stream.examples.length + (stream.arbitrary === undefined ? 0 : stream.runs);
}

/** Drawn cases held in memory at once: the stream may be of any length. */
const CHUNK = 2_000;
/** The same, where nobody knows how many will be run. */
const CHUNK_OF_MANY = 100;

/** The cases of a stream, in order, as fast-check would run them. */
export function* casesOf<T>(stream: CaseStream<T>): Generator<readonly [index: number, value: T]> {
  if (stream.from === undefined) yield* stream.examples.entries();
  if (stream.arbitrary === undefined) return;
  const size = stream.from === undefined ? CHUNK : CHUNK_OF_MANY;
  for (let drawn = stream.from ?? 0; drawn < stream.runs; drawn += size) {
    const chunk = fc.sample(stream.arbitrary, {
      seed: stream.seed,
      numRuns: Math.min(size, stream.runs - drawn),
      ...(drawn === 0 ? {} : { path: String(drawn) }),
    });
    for (const [i, value] of chunk.entries()) yield [stream.examples.length + drawn + i, value];
  }
}

/**
 * Runs every case of a stream.
 * @param run what is done with one case; must not reject for what the target does
 * @returns how many cases were run and how many were cut
 */
export async function runCases<T>(
  stream: CaseStream<T>,
  bounds: Bounds<T>,
  run: (value: T, index: number) => Promise<void>,
): Promise<{ readonly run: number; readonly cut: number }> {
  const cases = casesOf(stream);
  let done = 0;
  let stopped = false;
  const lane = async () => {
    while (!stopped) {
      const next = cases.next();
      if (next.done) return;
      const [index, value] = next.value;
      if (index >= stream.examples.length && bounds.mayContinue?.() === false) {
        stopped = true;
        return;
      }
      if (index < stream.examples.length && bounds.leavesOut?.(value) === true) continue;
      done += 1;
      await run(value, index);
    }
  };
  const lanes = Math.max(1, Math.min(bounds.lanes, lengthOfStream(stream)));
  await Promise.all(Array.from({ length: lanes }, lane));
  return { run: done, cut: lengthOfStream(stream) - done };
}

/** What shrinking came to. */
interface Shrunk<T> {
  readonly value: T;
  /** fast-check's path of the minimal case, when it was drawn. */
  readonly path: string | undefined;
  readonly executions: number;
}

/**
 * Shrinks one failing case of a stream, one request after another, as fast-check does.
 * @param limit executions at most; the smallest failing case until then is the result
 */
export async function shrink<T>(
  stream: CaseStream<T>,
  index: number,
  value: T,
  fails: (value: T) => Promise<boolean>,
  limit: number,
): Promise<Shrunk<T>> {
  const drawn = index - stream.examples.length;
  // Examples are in order of size and as small as they can be: there is nothing to shrink.
  if (drawn < 0 || stream.arbitrary === undefined) return { value, path: undefined, executions: 0 };
  let executions = 0;
  let smallest: T = value;
  const property = fc.asyncProperty(stream.arbitrary, async (candidate) => {
    if (executions >= limit) return true;
    executions += 1;
    const failed = await fails(candidate);
    if (failed) smallest = candidate;
    return !failed;
  });
  const details = await fc.check(property, {
    seed: stream.seed,
    path: String(drawn),
    // This case only: should it not fail again, its successors in the stream are not its shrunk forms.
    numRuns: 1,
    endOnFailure: false,
  });
  return { value: smallest, path: details.counterexamplePath ?? String(drawn), executions };
}
