import assert from "node:assert/strict";
import { it } from "node:test";
import { type Sight, Sightings } from "./sightings.js";

const AWAY: Sight = { is: "away" };
const there = (marks: string): Sight => ({ is: "there", marks });
const BACK = "it was away and is there again";
const OTHER = "it is another build";

/** What each look says, after a run that began with the first of them. */
function news(first: Sight, ...looks: readonly Sight[]): (string | undefined)[] {
  const sightings = new Sightings();
  sightings.begin(first);
  return looks.map((sight) => sightings.add(sight));
}

it("has nothing to tell of a target that stays as it is", () => {
  assert.deepEqual(news(there("1"), there("1"), there("1"), there("1")), [undefined, undefined, undefined]);
});

it("believes a target that comes back once it has answered twice in a row", () => {
  assert.deepEqual(news(there("1"), AWAY, there("1"), AWAY, there("1"), there("1"), there("1")), [
    undefined,
    undefined,
    undefined,
    undefined,
    BACK,
    undefined,
  ]);
});

it("tells of one that was away when the run began", () => {
  assert.deepEqual(news(AWAY, AWAY, there("1"), there("1")), [undefined, undefined, BACK]);
});

it("tells of marks that are new, and not of those that were seen before: machines behind one name take turns", () => {
  assert.deepEqual(news(there("1"), there("2"), there("2"), there("1"), there("1"), there("2"), there("2")), [
    undefined,
    OTHER,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
