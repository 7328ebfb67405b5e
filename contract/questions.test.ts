import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENT_IDS, REQUIREMENTS } from "./catalogue.js";
import { DOCUMENTED_ERROR_CODES } from "./errors.js";
import { comparedHow, QUESTIONS } from "./questions.js";
import { REQUIREMENT_OF_CODE, VIOLATION_LABELS, VIOLATIONS } from "./violations.js";

const asked = new Set<string>(QUESTIONS.map(({ clause }) => clause));

test("every probe and every custom is asked, once", () => {
  assert.equal(asked.size, QUESTIONS.length);
  assert.deepEqual(
    REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].kind !== "required" && !asked.has(id)),
    [],
  );
});

test("every probe is compared, and no clause of the page", () => {
  for (const { clause, compared } of QUESTIONS) {
    const { kind } = REQUIREMENTS[clause];
    if (kind === "probe") assert.notEqual(compared, "held", clause);
    if (kind === "required") assert.equal(compared, "held", clause);
  }
  assert.equal(comparedHow("no.such.clause"), "held");
});

test("every documented error that some request provokes is asked for by a clause of its own", () => {
  for (const code of DOCUMENTED_ERROR_CODES) {
    if (code === "MissingParam.TagValue") continue;
    const clauses = VIOLATION_LABELS.flatMap((label) => {
      const { requirement, refusal } = VIOLATIONS[label];
      const gives = refusal.is === "documented" && refusal.codes.some((one) => one === code);
      return gives ? [requirement] : [];
    });
    const own = REQUIREMENT_OF_CODE[code];
    assert.ok(
      [...clauses, ...(own === undefined ? [] : [own])].some((clause) => asked.has(clause)),
      code,
    );
  }
});

test("every question says what it takes", () => {
  for (const { clause, requests, listeners } of QUESTIONS)
    assert.ok(requests >= 1 && listeners >= 0 && listeners <= requests, clause);
});
