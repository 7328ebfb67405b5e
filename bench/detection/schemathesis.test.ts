import assert from "node:assert/strict";
import { test } from "node:test";
import { readEvents } from "./schemathesis.js";

const answer = (status: number, body: object, timestamp: number) => ({
  timestamp,
  response: {
    status_code: status,
    content: { $base64: Buffer.from(JSON.stringify(body)).toString("base64") },
  },
});
const scenario = (interactions: object, checks: object) =>
  JSON.stringify({ ScenarioFinished: { recorder: { label: "POST /", interactions, checks } } });

test("failures are counted in the order of sending, over all scenarios", () => {
  const later = scenario(
    { c: answer(400, { Code: "MissingParam.TagKey" }, 30) },
    { c: [{ name: "positive_data_acceptance", status: "failure" }] },
  );
  const earlier = scenario(
    { b: answer(200, {}, 20), a: answer(200, {}, 10) },
    {
      a: [{ name: "not_a_server_error", status: "success" }],
      b: [{ name: "negative_data_rejection", status: "failure" }],
    },
  );
  const text = ['{"Initialize":{"seed":1}}', later, earlier, ""].join("\n");
  assert.deepEqual(readEvents(text), [
    { kind: "positive_data_acceptance 400 MissingParam.TagKey", nth: 3 },
    { kind: "negative_data_rejection 200", nth: 2 },
  ]);
});

test("a request without an answer is told as such", () => {
  const text = scenario(
    { a: { timestamp: 1, response: null } },
    { a: [{ name: "not_a_server_error", status: "failure" }] },
  );
  assert.deepEqual(readEvents(text), [{ kind: "not_a_server_error no answer", nth: 1 }]);
});

test("a scenario that was skipped has nothing to tell", () => {
  assert.deepEqual(readEvents('{"ScenarioFinished":{"status":"skip","recorder":{"label":"POST /"}}}'), []);
});
