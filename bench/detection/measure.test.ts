import assert from "node:assert/strict";
import { test } from "node:test";
import { mutants } from "../../emulator/index.js";
import type { Assignment, Contender, Examination } from "./contender.js";
import { type Extent, measure, median, medianCostOf } from "./measure.js";

const [first, second] = mutants;
assert.ok(first && second);

const found = (...kinds: string[]): Examination => ({
  findings: kinds.map((kind, at) => ({ kind, requests: 10 * (at + 1), ms: at + 1 })),
  requests: 100,
});

/** A contender that answers by the server's name (`correct` or a mutant's) and the seed. */
function contender(answer: (server: string, seed: number) => Examination) {
  const asked: string[] = [];
  const examine = async ({ mutant, seed }: Assignment) => {
    const server = mutant?.name ?? "correct";
    asked.push(`${server} ${seed}`);
    return answer(server, seed);
  };
  const fake: Contender = { name: "fake", examine };
  return { fake, asked };
}

const extent = (overrides: Partial<Extent> = {}): Extent => ({
  mutants: [first],
  runs: 3,
  timeLimitMs: 1_000,
  signal: new AbortController().signal,
  onMutant: () => {},
  ...overrides,
});

test("what is found with the correct server is a false alarm and no detection", async () => {
  const { fake } = contender(() => found("always"));
  const { falseAlarms, mutants: measured } = await measure(fake, extent());
  assert.deepEqual(falseAlarms, ["always"]);
  assert.deepEqual(measured, [{ mutant: first.name, area: first.area, detected: false, kills: [] }]);
});

test("a kill is the first finding that is new", async () => {
  const { fake } = contender((server) => (server === "correct" ? found("always") : found("always", "new", "newer")));
  const { mutants: measured } = await measure(fake, extent());
  assert.equal(measured[0]?.detected, true);
  assert.deepEqual(measured[0]?.kills, Array(3).fill({ kind: "new", requests: 20, ms: 2 }));
});

test("one missing run of three is a miss, and the runs after it are not made", async () => {
  const { fake, asked } = contender((server, seed) => (server === "correct" || seed === 2 ? found() : found("new")));
  const { mutants: measured } = await measure(fake, extent());
  assert.equal(measured[0]?.detected, false);
  assert.deepEqual(asked.slice(3), [`${first.name} 1`, `${first.name} 2`]);
});

test("without a whole run against the correct server nothing is measured", async () => {
  const { fake, asked } = contender(() => ({ ...found(), problem: "not done after 1 s" }));
  const { mutants: measured, problem } = await measure(fake, extent());
  assert.deepEqual(measured, []);
  assert.equal(problem, "with the correct server: not done after 1 s");
  assert.deepEqual(asked, ["correct 1"]);
});

test("a mutant during which the signal came does not count as missed", async () => {
  const controller = new AbortController();
  const { fake } = contender((server) => {
    if (server === second.name) controller.abort();
    return server === "correct" ? found() : found("new");
  });
  const measured = await measure(fake, extent({ mutants: [first, second], signal: controller.signal }));
  assert.deepEqual(
    measured.mutants.map(({ mutant }) => mutant),
    [first.name],
  );
  assert.equal(measured.problem, "interrupted");
});

test("the cost of detection is the median over detected mutants of each one's median", () => {
  const kills = (...requests: number[]) => requests.map((count) => ({ kind: "new", requests: count, ms: count * 2 }));
  const head = { mutant: "any", area: "any" };
  const cost = medianCostOf([
    { ...head, detected: true, kills: kills(1, 100, 5) },
    { ...head, detected: true, kills: kills(7, 7, 7) },
    { ...head, detected: false, kills: kills(1_000) },
  ]);
  assert.deepEqual(cost, { requests: 6, ms: 12 });
  assert.equal(medianCostOf([{ ...head, detected: false, kills: [] }]), undefined);
});

test("a median of nothing is nothing", () => {
  assert.equal(median([]), undefined);
  assert.equal(median([3, 1, 2]), 2);
});
