import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Answer,
  describeAnswer,
  describeJson,
  isThrottling,
  jsonObjectOf,
  readAnswer,
  textMember,
} from "./answer.js";
import { ACCEPTED, answer, PASSED, refused, unanswered } from "./testing/exchanges.js";

const envelope = (code: unknown) => ({ Code: code, Message: "m", RequestId: "R" });

/** Answers by what they are to a client. */
const READINGS: Record<Answer["is"], readonly [status: number, body: unknown][]> = {
  accepted: [
    [200, { ListenerId: "lsn-1", RequestId: "R" }],
    [201, { ListenerId: "lsn-1" }],
    [299, {}],
    [200, ""],
    [200, "<html>"],
    [200, []],
    [200, { ListenerId: 7 }],
    // A success word, a code that is no text, and a code beside an id: to a client the listener was made.
    [200, { Code: "Success" }],
    [200, { Code: "200" }],
    [200, { Code: 400 }],
    [200, { Code: "" }],
    [200, { Code: "IllegalParam.TagKey", ListenerId: "lsn-1" }],
  ],
  "dry-run-passed": [
    [400, envelope("DryRunOperation")],
    [200, envelope("DryRunOperation")],
    [412, { Code: "DryRunOperation" }],
    [503, envelope("DryRunOperation")],
  ],
  refused: [
    [400, envelope("IllegalParam.TagKey")],
    [404, envelope("ResourceNotFound.LoadBalancer")],
    [400, {}],
    [404, "not found"],
    [300, ""],
    [302, ""],
    [200, envelope("IllegalParam.TagKey")],
    [499, envelope(7)],
    [400, envelope("dryrunoperation")],
  ],
  "server-error": [
    [500, envelope("InternalError")],
    [502, envelope("BadGateway")],
    [599, ""],
  ],
  throttled: [
    [429, ""],
    [503, ""],
    [502, "<html>"],
    [504, ""],
    [400, envelope("SystemBusy")],
    [400, envelope("Throttling")],
    [400, envelope("Throttling.User")],
    [500, envelope("ServiceUnavailable")],
    [400, envelope("Rejected.Throttling")],
  ],
  "no-answer": [],
};

for (const [is, answers] of Object.entries(READINGS)) {
  if (answers.length === 0) continue;
  test(`read as ${is}`, () => {
    for (const [status, body] of answers) {
      assert.equal(answer(status, body).is, is, `HTTP ${status} ${describeJson(body, 80)}`);
    }
  });
}

test("an exchange without an answer keeps its reason", () => {
  for (const kind of ["timeout", "connection", "tls", "too-large", "protocol"] as const) {
    const read = readAnswer(unanswered(kind));
    assert.equal(read.is === "no-answer" ? read.problem.kind : read.is, kind);
  }
});

test("an accepted answer carries the id only when it is a text", () => {
  const idOf = (body: unknown) => {
    const read = answer(200, body);
    return read.is === "accepted" ? read.listenerId : read.is;
  };
  assert.equal(idOf({ ListenerId: "lsn-1" }), "lsn-1");
  for (const id of ["", 7, null, ["lsn-1"], { id: "lsn-1" }]) assert.equal(idOf({ ListenerId: id }), undefined);
  assert.equal(idOf({ Data: { ListenerId: "lsn-1" } }), undefined);
  assert.equal(idOf({ listenerId: "lsn-1" }), undefined);
});

test("a refusal carries code and message as far as they are texts", () => {
  const read = answer(400, { Code: ["IllegalParam.TagKey"], Message: 7 });
  assert.deepEqual(read, {
    is: "refused",
    status: 400,
    body: { Code: ["IllegalParam.TagKey"], Message: 7 },
    code: undefined,
    message: undefined,
  });
  const whole = refused(404, "ResourceNotFound.ServerGroup", "gone");
  assert.equal(whole.is === "refused" && whole.code, "ResourceNotFound.ServerGroup");
  assert.equal(whole.is === "refused" && whole.message, "gone");
});

test("names of built-in members are no members of a body", () => {
  assert.equal(textMember(jsonObjectOf("{}"), "constructor"), undefined);
  const read = answer(200, '{"__proto__": {"ListenerId": "lsn-1"}}');
  assert.equal(read.is === "accepted" ? read.listenerId : read.is, undefined);
});

test("hostile bodies are read without an exception", () => {
  const bodies = [
    "[".repeat(200_000),
    `{"Code":${"[".repeat(9_000)}${"]".repeat(9_000)}}`,
    "\ufeff{}",
    "\0",
    '{"Code":"',
    "null",
    "NaN",
  ];
  for (const body of bodies) {
    assert.equal(answer(400, body).is, "refused");
    assert.equal(answer(200, body).is, "accepted");
  }
});

test("JSON objects are told from other JSON", () => {
  assert.deepEqual(jsonObjectOf('{"a":1}'), { a: 1 });
  for (const text of ["[]", "null", "1", '"a"', "true", "", "{", "{'a':1}", "{} x"])
    assert.equal(jsonObjectOf(text), undefined, text);
});

test("values of bodies are described within bounds", () => {
  assert.equal(describeJson(undefined, 10), "absent");
  assert.equal(describeJson(null, 10), "null");
  assert.equal(describeJson("a".repeat(50), 10), `"${"a".repeat(9)}`);
  assert.equal(
    describeJson(JSON.parse("[".repeat(9_000) + "]".repeat(9_000)), 10),
    "a value nested too deeply to show",
  );
});

test("only certain statuses and codes put a request off", () => {
  assert.ok(isThrottling(429, undefined));
  assert.ok(isThrottling(400, "Throttling.Api"));
  for (const code of ["NotThrottling", "Throttlings", "throttling", "IllegalParam"])
    assert.ok(!isThrottling(400, code), code);
  assert.ok(!isThrottling(500, undefined));
});

test("every kind of answer is described in a line", () => {
  assert.equal(describeAnswer(ACCEPTED), "HTTP 200, accepted as lsn-1");
  assert.equal(describeAnswer(answer(200, {})), "HTTP 200, accepted without a usable ListenerId");
  assert.equal(describeAnswer(PASSED), "HTTP 400 DryRunOperation");
  assert.equal(describeAnswer(refused(400, "IllegalParam.TagKey")), "HTTP 400 IllegalParam.TagKey");
  assert.equal(describeAnswer(answer(400, "")), "HTTP 400 without a Code");
  assert.equal(describeAnswer(answer(500, "")), "HTTP 500 without a Code (server error)");
  assert.equal(
    describeAnswer(refused(400, "Throttling.User")),
    "HTTP 400 Throttling.User (throttled until patience ended)",
  );
  assert.equal(describeAnswer(readAnswer(unanswered("timeout"))), "no answer: timeout, timeout of a test");
});
