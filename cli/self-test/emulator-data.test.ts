import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENT_IDS, REQUIREMENTS } from "../../contract/catalogue.js";
import { mutants, variants } from "../../emulator/index.js";

test("every required requirement is named by a mutant, or its check has never been shown to fail", () => {
  const named = new Set(mutants.filter(({ graded }) => graded !== false).map(({ requirement }) => requirement));
  const unproved = REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].kind === "required" && !named.has(id));
  assert.deepEqual(unproved, []);
});

test("every mutant names a requirement of the catalogue that its profile exercises", () => {
  const astray = mutants.filter(
    ({ requirement, profile }) => !REQUIREMENTS[requirement]?.profiles.includes(profile ?? "standard"),
  );
  assert.deepEqual(
    astray.map(({ name }) => name),
    [],
  );
});

test("only what is required is graded", () => {
  const misjudged = mutants.filter(
    ({ requirement, graded }) => (graded !== false) !== (REQUIREMENTS[requirement].kind === "required"),
  );
  assert.deepEqual(
    misjudged.map(({ name }) => name),
    [],
  );
});

test("no two mutants and no two variants have one name", () => {
  for (const names of [mutants.map(({ name }) => name), variants.map(({ name }) => name)]) {
    assert.equal(new Set(names).size, names.length);
  }
});
