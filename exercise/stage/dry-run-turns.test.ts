/** How many dry runs are under way at once, by what the target makes of those that meet. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DryRunTurns, type PutOffFor } from "./dry-run-turns.js";

const AT_ONCE = 8;

/** How many dry runs may begin now. */
async function room(turns: DryRunTurns): Promise<number> {
  let begun = 0;
  for (let i = 0; i < 2 * AT_ONCE; i += 1)
    void turns.begin(0, false).then(
      () => {
        begun += 1;
      },
      () => {},
    );
  await new Promise(setImmediate);
  for (let i = 0; i < begun; i += 1) turns.end();
  turns.denyAll();
  return begun;
}

function tell(turns: DryRunTurns, putOff: PutOffFor, times: number): number {
  return Array.from({ length: times }, () => turns.noteMeeting(putOff)).filter(Boolean).length;
}

test("those that are put off for others go one after another from then on", async () => {
  const turns = new DryRunTurns(AT_ONCE);
  assert.equal(tell(turns, "others", 2), 0);
  assert.equal(tell(turns, "others", 5), 1, "told once");
  tell(turns, "nothing", 1_000);
  assert.equal(await room(turns), 1);
});

test("those that are put off for an unclear reason do so for a while, and longer where it was that", async () => {
  const turns = new DryRunTurns(AT_ONCE);
  assert.equal(tell(turns, "unclear", 3), 1);
  assert.equal(await room(turns), 1);
  tell(turns, "nothing", 100);
  assert.equal(await room(turns), 2);
  assert.equal(tell(turns, "unclear", 12), 1);
  tell(turns, "nothing", 60);
  assert.equal(await room(turns), 1, "not yet: twice as many are tried alone");
});

test("where going alone does not help, it was something else", async () => {
  const turns = new DryRunTurns(AT_ONCE);
  tell(turns, "unclear", 3);
  for (let i = 0; i < 40; i += 1) tell(turns, "unclear", 1);
  assert.equal(await room(turns), 2);
});

test("a few among many change nothing", async () => {
  const turns = new DryRunTurns(AT_ONCE);
  for (let i = 0; i < 100; i += 1) {
    tell(turns, "nothing", 20);
    assert.equal(tell(turns, i % 2 === 0 ? "unclear" : "others", 1), 0);
  }
  assert.equal(await room(turns), AT_ONCE);
});
