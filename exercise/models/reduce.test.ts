import assert from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "../../contract/commands.js";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { reduceCourse, type Step, withoutStep } from "./reduce.js";

const create = (at: number): Step => ({ command: { do: "create", at, draft: MINIMAL_DRAFT }, made: true });
const refused = (at: number): Step => ({ command: { do: "create", at, draft: MINIMAL_DRAFT }, made: false });
const step = (command: Command): Step => ({ command, made: false });
const read = (of: number) => step({ do: "read", of });
const replay = (of: number) => step({ do: "replay", of });
const dataOf = (steps: readonly Step[]) => steps.map(({ command }) => command);

test("leaving out a creation leaves out what names it, and renumbers the rest", () => {
  const steps = [create(0), create(1), read(0), read(1), replay(1)];
  assert.deepEqual(withoutStep(steps, 0), dataOf([create(1), read(0), replay(0)]));
  assert.deepEqual(withoutStep(steps, 2), dataOf([create(0), create(1), read(1), replay(1)]));
});

test("a creation that made nothing has no number", () => {
  assert.deepEqual(withoutStep([refused(0), create(0), read(0)], 0), dataOf([create(0), read(0)]));
});

test("the step that failed is never left out", () => {
  assert.equal(withoutStep([create(0), read(0)], 0), undefined);
});

/** A target that goes wrong at the first replay after a read of the same creation. */
async function failsAtReplayAfterRead(commands: readonly Command[]): Promise<readonly Step[] | undefined> {
  const reads = new Set<number>();
  for (const [index, command] of commands.entries()) {
    if (command.do === "read") reads.add(command.of);
    if (command.do === "replay" && reads.has(command.of)) {
      return commands.slice(0, index + 1).map((one) => ({ command: one, made: one.do === "create" }));
    }
  }
  return undefined;
}

test("a course is reduced to the commands that matter", async () => {
  const steps = [create(0), create(1), read(0), step({ do: "list", at: 0 }), read(1), create(0), read(2), replay(1)];
  const reduced = await reduceCourse(steps, failsAtReplayAfterRead, () => true);
  assert.deepEqual(dataOf(reduced), dataOf([create(1), read(0), replay(0)]));
});

test("reducing stops when it may not continue, with a course that fails", async () => {
  const steps = [create(0), create(1), read(0), read(1), read(1), replay(1)];
  let trials = 0;
  const reduced = await reduceCourse(
    steps,
    (commands) => {
      trials += 1;
      return failsAtReplayAfterRead(commands);
    },
    () => trials < 2,
  );
  assert.equal(trials, 2);
  assert.ok(reduced.length < steps.length);
  assert.notEqual(await failsAtReplayAfterRead(dataOf(reduced)), undefined);
});
