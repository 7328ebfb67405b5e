/** The generators against the judge: what they call valid is valid, what they call a violation is exactly that one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { classify } from "../contract/classify.js";
import type { RequestDraft } from "../contract/request.js";
import { VIOLATION_LABELS, VIOLATIONS } from "../contract/violations.js";
import { classesOf, PARTITION } from "./partition.js";
import { seedOf } from "./seed.js";
import type { Family, Specimen } from "./specimen.js";
import { everyFamily } from "./testing/families.js";
import { everyViolation, twoViolations, twoViolationsOn } from "./violation.js";

const FAMILIES = everyFamily();
const DRAWING = FAMILIES.filter(({ family }) => family.arbitrary !== undefined);
const SAMPLES = 100_000;

const drawn = ({ arbitrary }: Family, numRuns: number, seed: number): Specimen[] =>
  arbitrary === undefined ? [] : fc.sample(arbitrary, { numRuns, seed });

/** What the generator says of a case, in the judge's form. */
const claimed = ({ violation }: Specimen) => ({
  violations: violation === undefined ? [] : [violation],
  unspecified: [],
});

test("there are families of every kind", () => {
  assert.ok(FAMILIES.length > 50, `${FAMILIES.length} families`);
  assert.ok(DRAWING.length >= 15, `${DRAWING.length} with an arbitrary`);
  assert.equal(new Set(FAMILIES.map(({ name }) => name)).size, FAMILIES.length);
});

for (const { name, family } of FAMILIES) {
  test(`examples are what they say: ${name}`, () => {
    assert.ok(family.examples.length > 0 || family.arbitrary !== undefined);
    for (const specimen of family.examples) {
      assert.deepEqual(classify(specimen.draft), claimed(specimen), JSON.stringify(specimen.draft).slice(0, 300));
    }
  });
}

test(`${SAMPLES.toLocaleString("en")} drawn cases are what they say`, () => {
  const perFamily = Math.ceil(SAMPLES / DRAWING.length);
  let judged = 0;
  for (const { name, family } of DRAWING) {
    for (const specimen of drawn(family, perFamily, seedOf(1, name))) {
      judged += 1;
      const { violations, unspecified } = classify(specimen.draft);
      const as =
        specimen.violation === undefined
          ? violations.length === 0
          : violations.length === 1 && violations[0] === specimen.violation;
      if (as && unspecified.length === 0) continue;
      assert.fail(`${name}: [${violations}] and open [${unspecified}] in ${JSON.stringify(specimen).slice(0, 600)}`);
    }
  }
  assert.ok(judged >= SAMPLES);
});

test("a family is of one kind: valid, or refused in one way", () => {
  const kindOf = ({ violation }: Specimen) =>
    violation === undefined ? "valid" : JSON.stringify(VIOLATIONS[violation].refusal);
  for (const { name, family } of FAMILIES) {
    const kinds = new Set([...family.examples, ...drawn(family, 50, 1)].map(kindOf));
    assert.equal(kinds.size, 1, name);
  }
});

test("a control twin is valid, and differs from its request in one parameter", () => {
  for (const { name, family } of FAMILIES) {
    for (const { draft, control, violation } of [...family.examples, ...drawn(family, 100, 2)]) {
      if (violation === undefined) {
        assert.equal(control, undefined, name);
        continue;
      }
      assert.ok(control !== undefined, name);
      assert.deepEqual(classify(control), { violations: [], unspecified: [] }, name);
      assert.equal(differences(draft, control).length, 1, `${name}: ${differences(draft, control)}`);
    }
  }
});

/** Parameters in which two requests differ. */
function differences(a: RequestDraft, b: RequestDraft): string[] {
  const left: Readonly<Record<string, unknown>> = { ...a };
  const right: Readonly<Record<string, unknown>> = { ...b };
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].filter((name) => JSON.stringify(left[name]) !== JSON.stringify(right[name]));
}

test("a tag with a defect differs from its control twin in one tag", () => {
  for (const { name, family } of FAMILIES.filter((one) => one.name.startsWith("tag.withDefect"))) {
    for (const { draft, control } of [...family.examples, ...drawn(family, 200, 3)]) {
      const different =
        draft.tags?.filter((tag, i) => JSON.stringify(tag) !== JSON.stringify(control?.tags?.[i])) ?? [];
      assert.deepEqual([different.length, draft.tags?.length], [1, control?.tags?.length], name);
    }
  }
});

test("the same seed draws the same cases, another seed others", () => {
  for (const { name, family } of DRAWING) {
    const once = JSON.stringify(drawn(family, 200, 7));
    assert.equal(JSON.stringify(drawn(family, 200, 7)), once, name);
    assert.notEqual(JSON.stringify(drawn(family, 200, 8)), once, name);
  }
});

test("the examples of all families hit every class and boundary of the partition", () => {
  const hit = new Set(
    FAMILIES.flatMap(({ family }) => family.examples).flatMap(({ draft }) => [
      ...classesOf(draft),
      ...classesOf({ ...draft, dryRun: true }),
    ]),
  );
  assert.deepEqual(
    PARTITION.filter((name) => !hit.has(name)),
    [],
  );
});

/** Violations that every target can be asked for: those in the partition. */
const UNCONDITIONAL = VIOLATION_LABELS.filter((label) => PARTITION.includes(`violation ${label}`));

test("everyViolation has an example of each violation that needs no other situation", () => {
  const labels = new Set(everyViolation.flatMap(({ examples }) => examples.map(({ violation }) => violation)));
  assert.deepEqual([...labels].sort(), [...UNCONDITIONAL].sort());
});

test("some family has each violation, also those that need a situation", () => {
  const labels = new Set(FAMILIES.flatMap(({ family }) => family.examples.map(({ violation }) => violation)));
  assert.deepEqual(
    VIOLATION_LABELS.filter((label) => !labels.has(label)),
    [],
  );
});

test("requests with two defects have exactly those two", () => {
  for (const { draft, labels } of [...twoViolations, ...twoViolationsOn]) {
    const { violations, unspecified } = classify(draft);
    assert.deepEqual([[...violations].sort(), unspecified], [[...labels].sort(), []]);
  }
});
