import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENT_IDS, REQUIREMENTS } from "../../contract/catalogue.js";
import { mutants, variants } from "../index.js";
import { correctParts } from "../server/correct-parts.js";
import { emulate } from "../testing/in-process.js";
import { provoke } from "../testing/provocation.js";

/** Faults in authentication have a test of their own: the provocation here is not signed. */
const SIGNED_ONLY = new Set(
  [...mutants]
    .filter(
      ({ area, requirement }) => area === "authorization" || requirement.startsWith("create-listener.authorization."),
    )
    .map(({ name }) => name)
    .concat("signature-codes-403", "expired-dates-accepted", "nonces-not-remembered"),
);

test("names are unique and in kebab case, titles are sentences", () => {
  const names = [...mutants, ...variants].map(({ name }) => name);
  assert.deepEqual([...new Set(names)], names);
  for (const { name, title } of [...mutants, ...variants]) {
    assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(title, /^[A-Z0-9].*\.$/, name);
  }
});

test("there are enough of them", () => {
  assert.ok(mutants.length >= 140);
  assert.ok(variants.length >= 30);
});

test("a mutant is graded exactly when its requirement is, by a profile that exercises it", () => {
  for (const { name, requirement, graded, profile = "standard" } of mutants) {
    const { kind, profiles } = REQUIREMENTS[requirement];
    assert.equal(graded !== false, kind === "required", name);
    assert.ok(profiles.includes(profile), name);
  }
});

test("every requirement has a mutant", () => {
  const named = new Set<string>(mutants.map(({ requirement }) => requirement));
  assert.deepEqual(
    REQUIREMENT_IDS.filter((id) => !named.has(id)),
    [],
  );
});

test("nothing fires in the emulator as it should be", async () => {
  const emulator = emulate((parts) => parts);
  let steps = 0;
  for await (const _ of provoke(emulator)) steps += 1;
  assert.ok(steps > 100);
  assert.equal(emulator.fired(), 0);
});

test("every mutant and variant changes something, and says so when provoked", async () => {
  const changes = [
    ...mutants.map(({ name, mutate }) => ({ name, change: mutate })),
    ...variants.map(({ name, vary }) => ({ name, change: vary })),
  ].filter(({ name }) => !SIGNED_ONLY.has(name));
  const silent: string[] = [];
  for (const { name, change } of changes) {
    const emulator = emulate(change);
    for await (const _ of provoke(emulator)) if (emulator.fired() > 0) break;
    if (emulator.fired() === 0) silent.push(name);
  }
  assert.deepEqual(silent, []);
});

test("faults of authentication leave an emulator without authentication alone", () => {
  const parts = correctParts({ transitionMs: 1, auth: "none" });
  for (const { name, mutate } of mutants.filter((mutant) => SIGNED_ONLY.has(mutant.name))) {
    assert.deepEqual(mutate(parts, () => assert.fail(name)).authentication, [], name);
  }
});
