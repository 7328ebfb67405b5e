import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { type CaseStream, casesOf, lengthOfStream, runCases, shrink } from "./case-stream.js";

/** An arbitrary in which the bias of fast-check, mapping and choice all show. */
const arbitrary = fc.oneof(
  fc.integer({ min: 60, max: 6000 }).map(String),
  fc.tuple(fc.string({ maxLength: 8 }), fc.nat()).map(([text, n]) => `${text}:${n}`),
);

const streamOf = (seed: number, runs: number, examples: readonly string[] = []): CaseStream<string> => ({
  arbitrary,
  examples,
  seed,
  runs,
});
const always = { mayContinue: () => true };

/** The cases that fast-check itself would run. */
function runByFastCheck({ seed, runs, examples }: CaseStream<string>): string[] {
  const seen: string[] = [];
  const property = fc.property(arbitrary, (value) => {
    seen.push(value);
  });
  fc.check(property, {
    seed,
    numRuns: runs + examples.length,
    examples: examples.map((example): [string] => [example]),
  });
  return seen;
}

for (const [runs, examples] of [
  [0, []],
  [1, []],
  [60, ["first", "second"]],
  [2_000, []],
  [2_001, ["first"]],
  [5_000, []],
] as const) {
  test(`the stream is fast-check's own: ${runs} drawn cases behind ${examples.length} examples`, () => {
    for (const seed of [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)]) {
      const stream = streamOf(seed, runs, examples);
      const cases = [...casesOf(stream)];
      assert.deepEqual(
        cases.map(([, value]) => value),
        runByFastCheck(stream),
      );
      assert.deepEqual(
        cases.map(([index]) => index),
        [...cases.keys()],
      );
      assert.equal(cases.length, lengthOfStream(stream));
    }
  });
}

test("a family without an arbitrary has its examples only", () => {
  const stream: CaseStream<string> = { arbitrary: undefined, examples: ["a", "b"], seed: 1, runs: 100 };
  assert.deepEqual(
    [...casesOf(stream)],
    [
      [0, "a"],
      [1, "b"],
    ],
  );
  assert.equal(lengthOfStream(stream), 2);
});

/** Waits a number of turns of the event loop that depends on the value, as answers come in another order than requests went out. */
async function takeTime(value: string): Promise<void> {
  for (let turns = value.length % 5; turns >= 0; turns -= 1) await nextTurn();
}

test("cases start in order, each once, as many at once as allowed", async () => {
  for (const concurrency of [1, 2, 32, 1_000]) {
    const stream = streamOf(3, 400, ["example"]);
    const started: (readonly [number, string])[] = [];
    let inFlight = 0;
    let most = 0;
    const result = await runCases(stream, { lanes: concurrency, ...always }, async (value, index) => {
      started.push([index, value]);
      inFlight += 1;
      most = Math.max(most, inFlight);
      await takeTime(value);
      inFlight -= 1;
    });
    assert.deepEqual(started, [...casesOf(stream)]);
    assert.equal(most, Math.min(concurrency, 401));
    assert.deepEqual([result, inFlight], [{ run: 401, cut: 0 }, 0]);
  }
});

test("at the deadline drawn cases are cut, examples are not", async () => {
  for (const concurrency of [1, 32]) {
    let asked = 0;
    const seen: number[] = [];
    const mayContinue = () => {
      asked += 1;
      return asked <= 10;
    };
    const result = await runCases(
      streamOf(1, 100, ["a", "b"]),
      { lanes: concurrency, mayContinue },
      async (value, index) => {
        seen.push(index);
        await takeTime(value);
      },
    );
    assert.deepEqual(
      [...seen].sort((a, b) => a - b),
      Array.from({ length: 12 }, (_, i) => i),
    );
    assert.deepEqual(result, { run: 12, cut: 90 });
  }
  const none = await runCases(streamOf(1, 100, ["a", "b"]), { lanes: 4, mayContinue: () => false }, () =>
    Promise.resolve(),
  );
  assert.deepEqual(none, { run: 2, cut: 100 });
});

test("nothing to run", async () => {
  assert.deepEqual(await runCases(streamOf(1, 0), { lanes: 8, ...always }, () => Promise.resolve()), {
    run: 0,
    cut: 0,
  });
});

/** A fault that a few in a thousand cases show, and that has a smallest form. */
const fails = (value: string) => /^\d+$/u.test(value) && Number(value) > 5_500;

async function firstFailure(stream: CaseStream<string>, concurrency: number) {
  let first = { index: Number.POSITIVE_INFINITY, value: "" };
  await runCases(stream, { lanes: concurrency, ...always }, async (value, index) => {
    await takeTime(value);
    if (fails(value) && index < first.index) first = { index, value };
  });
  const shrunk = await shrink(stream, first.index, first.value, (value) => Promise.resolve(fails(value)), 300);
  return { ...first, shrunk };
}

test("the same failing case and the same counterexample at any lanes: concurrency, and they are fast-check's", async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const stream = streamOf(seed, 500);
    const serial = await firstFailure(stream, 1);
    assert.deepEqual(await firstFailure(stream, 32), serial);
    const details = fc.check(
      fc.property(arbitrary, (value) => !fails(value)),
      { seed, numRuns: 500 },
    );
    assert.equal(serial.index, details.numRuns - 1);
    assert.deepEqual(
      [serial.shrunk.value, serial.shrunk.path],
      [details.counterexample?.[0], details.counterexamplePath],
    );
    assert.equal(serial.shrunk.value, "5501");
  }
});

test("examples do not move the path of drawn cases", async () => {
  const bare = await firstFailure(streamOf(1, 500), 1);
  const behind = await firstFailure(streamOf(1, 500, ["a", "b", "c"]), 1);
  assert.deepEqual([behind.index, behind.shrunk], [bare.index + 3, bare.shrunk]);
});

test("shrinking keeps to its limit and gives the smallest failing case until then", async () => {
  const stream = streamOf(1, 500);
  const { index, value } = await firstFailure(stream, 1);
  for (const limit of [0, 1, 2, 5]) {
    const tried: string[] = [];
    const shrunk = await shrink(
      stream,
      index,
      value,
      (candidate) => {
        tried.push(candidate);
        return Promise.resolve(fails(candidate));
      },
      limit,
    );
    assert.equal(shrunk.executions, tried.length);
    assert.ok(tried.length <= limit);
    assert.equal(shrunk.value, tried.findLast(fails) ?? value);
  }
});

test("a case that does not fail again is not exchanged for another case of the stream", async () => {
  const stream = streamOf(1, 500);
  const { index, value } = await firstFailure(stream, 1);
  const tried: string[] = [];
  const shrunk = await shrink(
    stream,
    index,
    value,
    (candidate) => {
      tried.push(candidate);
      return Promise.resolve(candidate !== value);
    },
    300,
  );
  assert.deepEqual(tried, [value]);
  assert.deepEqual([shrunk.value, shrunk.executions], [value, 1]);
});

test("an example is as small as it is", async () => {
  const shrunk = await shrink(streamOf(1, 10, ["example"]), 0, "example", () => assert.fail("must not be run"), 300);
  assert.deepEqual(shrunk, { value: "example", path: undefined, executions: 0 });
});

test("a stream goes on behind what was run before as if it had been one", () => {
  const whole = [...casesOf(streamOf(7, 400, ["first"]))];
  const behind: CaseStream<string> = { ...streamOf(7, 400, ["first"]), from: 60 };
  assert.deepEqual([...casesOf(behind)], whole.slice(61));
  assert.equal(lengthOfStream(behind), 340);
});
