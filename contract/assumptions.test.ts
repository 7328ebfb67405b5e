import assert from "node:assert/strict";
import { test } from "node:test";
import { ANSWER_ASSUMPTIONS } from "./assumptions/answers.js";
import { CLIENT_TOKEN_ASSUMPTIONS } from "./assumptions/client-token.js";
import { OPERATION_ASSUMPTIONS } from "./assumptions/operation.js";
import { PARAMETER_ASSUMPTIONS } from "./assumptions/parameters.js";
import { PASSING_ASSUMPTIONS } from "./assumptions/passing.js";
import { TAG_ASSUMPTIONS } from "./assumptions/tag.js";
import { ASSUMPTION_IDS, ASSUMPTIONS } from "./assumptions.js";
import { isRequirementId, REQUIREMENT_IDS, REQUIREMENTS } from "./catalogue.js";

test("ids are unique across the parts of the ledger", () => {
  const parts = [
    OPERATION_ASSUMPTIONS,
    PARAMETER_ASSUMPTIONS,
    CLIENT_TOKEN_ASSUMPTIONS,
    TAG_ASSUMPTIONS,
    ANSWER_ASSUMPTIONS,
    PASSING_ASSUMPTIONS,
  ];
  assert.equal(
    parts.map((part) => Object.keys(part).length).reduce((sum, n) => sum + n, 0),
    ASSUMPTION_IDS.length,
  );
});

test("every assumption asks, answers, and says what follows", () => {
  const questions = new Set<string>();
  for (const id of ASSUMPTION_IDS) {
    const { question, reading, consequence } = ASSUMPTIONS[id];
    assert.match(id, /^[a-z-]+\.[a-z-]+$/u);
    assert.ok(question.includes("?"), id);
    assert.match(reading, /\.$/u, id);
    assert.match(consequence, /\.$/u, id);
    assert.ok(!questions.has(question), `${id} asks what another one asks`);
    questions.add(question);
  }
});

test("every assumption touches requirements that exist, each once", () => {
  for (const id of ASSUMPTION_IDS) {
    const { requirements } = ASSUMPTIONS[id];
    assert.ok(requirements.length > 0, id);
    assert.ok(requirements.every(isRequirementId), id);
    assert.equal(new Set(requirements).size, requirements.length, id);
  }
});

test("every advisory and probe stands on an assumption: the page alone does not ask for them", () => {
  const touched = new Set(ASSUMPTION_IDS.flatMap((id) => ASSUMPTIONS[id].requirements));
  const alone = REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].kind !== "required" && !touched.has(id));
  assert.deepEqual(alone, []);
});

test("what an assumption calls a fingerprint is recorded by a probe or beside an advisory, never by a required clause alone", () => {
  for (const id of ASSUMPTION_IDS) {
    const { consequence, requirements } = ASSUMPTIONS[id];
    if (!/fingerprint/iu.test(consequence)) continue;
    assert.ok(
      requirements.some((requirement) => REQUIREMENTS[requirement].kind === "probe"),
      id,
    );
  }
});
