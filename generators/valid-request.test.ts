import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { classify } from "../contract/classify.js";
import { allPairs, draftOf, FACTORS, LEVELS, pairsOf, pairwiseRows, wholeSpace } from "./valid-request.js";

const ROWS = pairwiseRows();

test("there is a pair for every two levels of every two parameters", () => {
  const sizes = FACTORS.map((factor) => LEVELS[factor].length);
  const expected = sizes.flatMap((a, i) => sizes.slice(i + 1).map((b) => a * b)).reduce((sum, n) => sum + n, 0);
  assert.equal(allPairs().size, expected);
});

test("the rows cover every pair", () => {
  const covered = new Set(ROWS.flatMap(pairsOf));
  assert.deepEqual(
    [...allPairs()].filter((pair) => !covered.has(pair)),
    [],
  );
});

test("the rows are few: not many more than the two longest lists of levels need", () => {
  const [a = 0, b = 0] = FACTORS.map((factor) => LEVELS[factor].length as number).sort((x, y) => y - x);
  assert.ok(ROWS.length >= a * b && ROWS.length <= a * b * 1.3, `${ROWS.length} rows`);
});

test("the rows are the same each time", () => {
  assert.deepEqual(pairwiseRows(), ROWS);
});

test("a row's request is valid and has the row's levels", () => {
  for (const row of ROWS) {
    const draft = draftOf(row);
    assert.deepEqual(classify(draft), { violations: [], unspecified: [] });
    assert.equal(draft.listenerDescription, LEVELS.listenerDescription[row.listenerDescription]);
    assert.equal(draft.tcpIdleTimeout, LEVELS.tcpIdleTimeout[row.tcpIdleTimeout]);
    assert.equal(draft.dryRun, LEVELS.dryRun[row.dryRun]);
    assert.equal(draft.clientToken?.text, LEVELS.clientToken[row.clientToken]);
    assert.equal(draft.tags?.length ?? 0, LEVELS.tagCount[row.tagCount]);
  }
});

test("an absent parameter is left out of the request, not undefined in it", () => {
  const bare = draftOf({ listenerDescription: 0, tcpIdleTimeout: 0, dryRun: 0, clientToken: 0, tagCount: 0 });
  assert.deepEqual(Object.keys(bare), ["loadBalancer", "serverGroup"]);
});

test("drawn requests have every optional parameter in about half of the cases, and all sixteen mixtures of presence", () => {
  assert.ok(wholeSpace.arbitrary !== undefined);
  const drafts = fc.sample(wholeSpace.arbitrary, { numRuns: 2_000, seed: 1 }).map(({ draft }) => draft);
  const mixtures = new Map<string, number>();
  for (const draft of drafts) {
    const present = [draft.listenerDescription, draft.tcpIdleTimeout, draft.tags, draft.clientToken].map(
      (value) => value !== undefined,
    );
    mixtures.set(present.join(), (mixtures.get(present.join()) ?? 0) + 1);
  }
  assert.equal(mixtures.size, 16);
  const withTags = drafts.filter(({ tags }) => tags !== undefined).length;
  assert.ok(withTags > 600 && withTags < 1_400, `${withTags} with tags`);
});
