import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENT_IDS, REQUIREMENTS } from "./catalogue.js";
import { fragmentsOf, locatorOf } from "./fragments.js";
import { NOT_JUDGED } from "./not-judged.js";
import { type TracedContract, tracedContract, tracePage } from "./trace.js";

const PAGE = "Parking\nA car may park. Bikes may park too.\nA car may park.\nMap";

const contract = (clauses: readonly string[], none: readonly string[]): TracedContract => ({
  clauses: new Map(clauses.map((text) => [locatorOf(text), ["parking.allowed"]])),
  begins: new Map(clauses.map((text) => [locatorOf(text), text.slice(0, 5)])),
  notJudged: new Set(none.map(locatorOf)),
});

test("a page whose fragments are all known agrees, and each counts once", () => {
  const trace = tracePage(fragmentsOf(PAGE), contract(["A car may park.", "Bikes may park too."], ["Parking", "Map"]));
  assert.deepEqual(trace, { fragments: 4, clauses: 2, notJudged: 2, problems: [] });
});

test("a fragment in neither list is told with its first line", () => {
  const { problems } = tracePage(fragmentsOf(PAGE), contract(["Bikes may park too."], ["Parking", "Map"]));
  assert.deepEqual(
    problems.map((problem) => [problem.is, problem.is === "gone" ? 0 : problem.fragment.line]),
    [["untraced", 2]],
  );
});

test("a fragment in both lists is told with the requirements that rest on it", () => {
  const { problems } = tracePage(
    fragmentsOf(PAGE),
    contract(["A car may park.", "Bikes may park too.", "Map"], ["Parking", "Map"]),
  );
  assert.deepEqual(
    problems.map((problem) => [problem.is, problem.is === "in-both" ? problem.requirements : []]),
    [["in-both", ["parking.allowed"]]],
  );
});

test("what is no longer on the page is told, from either list", () => {
  const known = contract(["A car may park.", "Bikes may park too.", "Trucks may not."], ["Parking", "Map", "Legend"]);
  assert.deepEqual(tracePage(fragmentsOf(PAGE), known).problems, [
    { is: "gone", locator: locatorOf("Trucks may not."), requirements: ["parking.allowed"] },
    { is: "gone", locator: locatorOf("Legend"), requirements: [] },
  ]);
});

test("one changed word of the page is told twice: a fragment nobody knows, and one that is gone", () => {
  const known = contract(["A car may park.", "Bikes may park too."], ["Parking", "Map"]);
  const kinds = tracePage(fragmentsOf(PAGE.replace("Bikes may", "Bikes must")), known).problems.map(({ is }) => is);
  assert.deepEqual(kinds, ["untraced", "gone"]);
});

test("a fragment that begins with other words than the contract has it is told with both", () => {
  const known = contract(["A car may park.", "Bikes may park too."], ["Parking", "Map"]);
  const begins = new Map([[locatorOf("A car may park."), "Two cars"]]);
  const { problems } = tracePage(fragmentsOf(PAGE), { ...known, begins });
  assert.deepEqual(
    problems.map((problem) => [problem.is, problem.is === "misquoted" ? problem.begins : ""]),
    [["misquoted", "Two cars"]],
  );
});

test("an empty page lacks everything", () => {
  const { fragments, problems } = tracePage([], contract(["a."], ["b"]));
  assert.deepEqual([fragments, problems.length], [0, 2]);
});

test("this contract: every locator of a requirement is a clause, none of them is listed as none", () => {
  const { clauses, notJudged } = tracedContract();
  for (const id of REQUIREMENT_IDS) {
    for (const { locator } of REQUIREMENTS[id].fragments) {
      assert.ok(clauses.get(locator)?.includes(id), `${id} ${locator}`);
      assert.ok(!notJudged.has(locator), `${id} ${locator}`);
    }
  }
});

test("fragments that are no clause: a locator each, and what they are about", () => {
  const entries = Object.entries(NOT_JUDGED);
  assert.ok(entries.length > 0);
  for (const [locator, { about }] of entries) {
    assert.match(locator, /^[0-9a-f]{16}$/u);
    assert.match(about, /^[a-z].*[^.]$/u, locator);
    assert.notEqual(locatorOf(about), locator, "in our own words");
  }
});
