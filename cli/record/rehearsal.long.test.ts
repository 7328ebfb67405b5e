/** The day on which somebody records the real service, rehearsed: ten variants recorded, and each held against each other's truth. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { Truth } from "../../evidence/truth/truth.js";
import { compareWith } from "../../verdict/against/compare.js";
import { temporaryFolder } from "../testing/folder.js";
import { BUILT_IN, withBuiltIn } from "./testing/built-in.js";
import { type Rehearsal, rehearse } from "./testing/rehearse.js";

type Compared = Pick<Truth, "clauses" | "times">;

/** What a comparison names, times and chances aside: those are the machine's. */
function namedBy(one: Compared, other: Compared) {
  const { differences, brokenHere, brokenThere } = compareWith(one, other);
  return {
    differences,
    brokenHere: brokenHere.map(({ clause }) => clause),
    brokenThere: brokenThere.map(({ clause }) => clause),
  };
}

describe("recordings of ten variants", () => {
  const folder = temporaryFolder();
  const recordings = new Map<string, Rehearsal>();
  const built = new Map<string, Compared>();
  let usual: Truth;

  before(async () => {
    usual = (await rehearse(undefined, folder)).truth;
    for (const [name, difference] of Object.entries(BUILT_IN)) {
      recordings.set(name, await rehearse(name, folder));
      built.set(name, withBuiltIn(difference, usual));
    }
  });

  it("are ten, each of which has taken effect and found all its answers", () => {
    assert.equal(recordings.size, 10);
    for (const [name, { fired, unanswered }] of recordings) {
      assert.ok(fired > 0, name);
      assert.deepEqual(unanswered, [], name);
    }
  });

  it("differ from the emulator as it is by what is built in", () => {
    for (const [name, { truth }] of recordings) {
      const expected = namedBy(usual, built.get(name) ?? usual);
      assert.ok(expected.differences.length > 0, name);
      assert.deepEqual(namedBy(usual, truth), expected, name);
    }
  });

  it("name every difference that is built into two of them, and nothing else", () => {
    let pairs = 0;
    for (const [one, { truth }] of recordings) {
      for (const [other, held] of recordings) {
        if (one === other) continue;
        pairs += 1;
        const expected = namedBy(built.get(one) ?? usual, built.get(other) ?? usual);
        assert.deepEqual(namedBy(truth, held.truth), expected, `${other} against ${one}`);
      }
    }
    assert.equal(pairs, 90);
  });

  it("show nothing to mend when a target is recorded twice", async () => {
    const again = await rehearse(undefined, folder);
    assert.deepEqual(namedBy(usual, again.truth), namedBy(usual, usual));
  });
});
