import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS, SDK_REQUIREMENT_IDS } from "../../../contract/catalogue.js";
import { differences } from "../differences/index.js";
import { faults } from "./index.js";

test("names are unique and in kebab case, titles are sentences", () => {
  const described = [...faults, ...differences];
  const names = described.map(({ name }) => name);
  assert.deepEqual([...new Set(names)], names);
  for (const { name, title } of described) {
    assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/u);
    assert.match(title, /^[A-Z0-9].*\.$/u, name);
  }
});

test("there are enough of them", () => {
  assert.ok(faults.length >= 80);
  assert.ok(differences.length >= 20);
});

test("every clause on client libraries has a fault", () => {
  const named = new Set(faults.map(({ requirement }) => requirement));
  assert.deepEqual(
    SDK_REQUIREMENT_IDS.filter((id) => !named.has(id)),
    [],
  );
});

test("a fault is graded exactly when its clause is, by a profile that exercises it", () => {
  for (const { name, requirement, graded, profile = "standard" } of faults) {
    const { kind, profiles } = REQUIREMENTS[requirement];
    assert.equal(graded !== false, kind === "required", name);
    assert.ok(profiles.includes(profile), name);
  }
});
