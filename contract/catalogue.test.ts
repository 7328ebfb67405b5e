import assert from "node:assert/strict";
import { test } from "node:test";
import { isRequirementId, REQUIREMENT_IDS, REQUIREMENTS, SDK_REQUIREMENT_IDS } from "./catalogue.js";
import { DOCUMENTED_ERROR_CODES } from "./errors.js";
import { HEADINGS, SDK_SECTIONS, SECTIONS } from "./requirement.js";
import { SITUATIONS } from "./situations.js";
import { REQUIREMENT_OF_CODE, VIOLATION_LABELS, VIOLATIONS } from "./violations.js";

test("ids are semantic and told exactly", () => {
  for (const id of REQUIREMENT_IDS) {
    assert.match(id, /^create-listener\.[a-z-]+\.[a-z0-9-]+$/u);
    assert.ok(isRequirementId(id));
  }
  for (const text of ["", "create-listener", "toString", "CREATE-LISTENER.tag.count"])
    assert.ok(!isRequirementId(text), text);
});

test("clauses on client libraries are told by their ids, stand under their own sections and say where they come from", () => {
  for (const id of SDK_REQUIREMENT_IDS) {
    const { section, source, fragments, profiles } = REQUIREMENTS[id];
    assert.match(id, /^sdk(?:\.[a-z0-9-]+){2,3}$/u);
    assert.ok(isRequirementId(id));
    assert.ok(
      SDK_SECTIONS.some((one) => one === section),
      id,
    );
    assert.ok(source !== undefined && fragments.length === 0, id);
    assert.ok(profiles.includes("standard") && profiles.includes("full"), id);
  }
});

test("every clause says in sentences what holds and what breaks", () => {
  const statements = new Set<string>();
  for (const id of [...REQUIREMENT_IDS, ...SDK_REQUIREMENT_IDS]) {
    const { statement, breaks } = REQUIREMENTS[id];
    assert.match(statement, /^\w.*\.$/su, id);
    assert.match(breaks, /^\w.*\.$/su, id);
    assert.ok(!statements.has(statement), `${id} says what another one says`);
    statements.add(statement);
  }
});

test("every clause rests on the page or says where it comes from", () => {
  for (const id of REQUIREMENT_IDS) {
    const { kind, fragments, source } = REQUIREMENTS[id];
    for (const { locator, section, begins } of fragments) {
      assert.match(locator, /^[0-9a-f]{16}$/u, id);
      assert.ok(HEADINGS.includes(section), id);
      assert.match(begins, /^\S+( \S+){0,3}$/u, `${id}: a few words, no copy of the page`);
    }
    assert.equal(
      new Set(fragments.map(({ locator }) => locator)).size,
      fragments.length,
      `${id} names a fragment twice`,
    );
    if (kind === "required") assert.ok(fragments.length > 0, `${id} is required by nothing on the page`);
    assert.ok(fragments.length > 0 || source !== undefined, id);
  }
});

test("a fragment is told the same wherever it is cited", () => {
  const told = new Map<string, string>();
  for (const id of REQUIREMENT_IDS) {
    for (const { locator, section, begins } of REQUIREMENTS[id].fragments) {
      const where = `${section}: ${begins}`;
      assert.equal(told.get(locator) ?? where, where, id);
      told.set(locator, where);
    }
  }
});

test("sections, situations and profiles of a clause exist, and the full profile has every clause", () => {
  for (const id of REQUIREMENT_IDS) {
    const { section, situations, profiles } = REQUIREMENTS[id];
    assert.ok(
      SECTIONS.some((one) => one === section),
      id,
    );
    for (const situation of situations) assert.ok(SITUATIONS.includes(situation), id);
    assert.ok(profiles.includes("full"), id);
    if (profiles.includes("smoke")) assert.ok(profiles.includes("standard"), id);
  }
});

test("no clause claims to have been validated without date and region", () => {
  for (const id of REQUIREMENT_IDS) {
    const { validatedAt } = REQUIREMENTS[id];
    if (validatedAt === "never") continue;
    assert.match(validatedAt.date, /^\d{4}-\d{2}-\d{2}$/u, id);
    assert.ok(validatedAt.region !== "", id);
  }
});

test("every violation breaks a required clause", () => {
  for (const label of VIOLATION_LABELS)
    assert.equal(REQUIREMENTS[VIOLATIONS[label].requirement].kind, "required", label);
});

test("every documented error is the refusal of a violation, or is stated by a clause of its own", () => {
  const given = new Set<string>();
  for (const label of VIOLATION_LABELS) {
    const { refusal } = VIOLATIONS[label];
    if (refusal.is === "documented") for (const code of refusal.codes) given.add(code);
  }
  const neverGiven = DOCUMENTED_ERROR_CODES.filter((code) => !given.has(code));
  // The page contradicts itself on tags without a value, so no violation demands this one.
  assert.deepEqual(neverGiven, ["MissingParam.TagValue"]);
  for (const code of DOCUMENTED_ERROR_CODES) {
    const requirement = REQUIREMENT_OF_CODE[code];
    if (requirement !== undefined) assert.ok(isRequirementId(requirement), code);
    else
      assert.ok(
        VIOLATION_LABELS.some((label) => refusesWith(label, code)),
        code,
      );
  }
});

function refusesWith(label: keyof typeof VIOLATIONS, code: string): boolean {
  const { refusal } = VIOLATIONS[label];
  return refusal.is === "documented" && refusal.codes.some((one) => one === code);
}

test("a violation with a code of its own has exactly one, but for the empty tag key", () => {
  const several = VIOLATION_LABELS.filter((label) => {
    const { refusal } = VIOLATIONS[label];
    return refusal.is === "documented" && refusal.codes.length !== 1;
  });
  assert.deepEqual(several, ["tag-key.empty"]);
});
