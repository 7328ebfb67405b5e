import assert from "node:assert/strict";
import { test } from "node:test";
import { DOCUMENTED_ERRORS, isDocumentedErrorCode } from "./errors.js";
import { customFindings, shapeFindings } from "./shape.js";
import { ACCEPTED, answer, PASSED, refused } from "./testing/exchanges.js";

const about = (given: ReturnType<typeof answer>) => shapeFindings(given).map((finding) => finding.about);
const JSON_HEADERS = { "content-type": "application/json;charset=utf-8" };
const customs = (given: ReturnType<typeof answer>, headers: Readonly<Record<string, string>> = JSON_HEADERS) =>
  customFindings(given, headers).map((finding) => finding.about);

/** Values that are not the text a member has to be. */
const WRONG_VALUES = [undefined, null, "", 0, 7, true, ["lsn-1"], { id: "lsn-1" }];

test("a complete answer has the right shape, whatever else it carries", () => {
  assert.deepEqual(about(ACCEPTED), []);
  assert.deepEqual(about(PASSED), []);
  assert.deepEqual(
    about(answer(200, { ListenerId: "lsn-1", RequestId: "R", JobId: "j", Data: { a: [null] }, $comment: 1 })),
    [],
  );
  assert.deepEqual(about(answer(400, { Code: "C", Message: "m", RequestId: "R", HostId: "h", Recommend: "" })), []);
});

test("members of an accepted answer: there, at the top, texts that are not empty", () => {
  for (const wrong of WRONG_VALUES) {
    assert.deepEqual(about(answer(200, { ListenerId: wrong, RequestId: "R" })), [
      "create-listener.response.listener-id",
    ]);
    assert.deepEqual(about(answer(200, { ListenerId: "lsn-1", RequestId: wrong })), [
      "create-listener.response.request-id",
    ]);
  }
  for (const renamed of [{ listenerId: "lsn-1" }, { Data: { ListenerId: "lsn-1" } }, { ListenerID: "lsn-1" }]) {
    assert.deepEqual(about(answer(200, { ...renamed, RequestId: "R" })), ["create-listener.response.listener-id"]);
  }
});

test("members of a refusal: there, at the top, texts that are not empty", () => {
  const whole = { Code: "Odd", Message: "m", RequestId: "R" };
  for (const wrong of WRONG_VALUES) {
    assert.deepEqual(about(answer(400, { ...whole, Code: wrong })), ["create-listener.error.envelope"]);
    assert.deepEqual(about(answer(400, { ...whole, Message: wrong })), ["create-listener.error.envelope"]);
    assert.deepEqual(about(answer(400, { ...whole, RequestId: wrong })), ["create-listener.error.request-id"]);
  }
  assert.deepEqual(about(answer(400, { Error: whole })), [
    "create-listener.error.envelope",
    "create-listener.error.envelope",
    "create-listener.error.request-id",
  ]);
});

test("a dry run that passed has the envelope of a refusal, but for the message", () => {
  assert.deepEqual(about(answer(400, { Code: "DryRunOperation" })), ["create-listener.error.request-id"]);
  assert.deepEqual(about(answer(400, { Code: "DryRunOperation", Message: "", RequestId: "R" })), []);
});

test("a body that is no JSON object is found once", () => {
  for (const body of ["", "<html>", "[]", "null", '"text"', '{"ListenerId":']) {
    assert.deepEqual(about(answer(200, body)), ["create-listener.response.json"], body);
    assert.deepEqual(about(answer(400, body)), ["create-listener.error.envelope"], body);
  }
});

test("a finding shows the member within bounds, also when it is huge or nested deeply", () => {
  const [huge] = shapeFindings(answer(200, { ListenerId: { id: "x".repeat(5_000) }, RequestId: "R" }));
  assert.match(huge?.got ?? "", /^ListenerId: \{"id":"x{100,200}$/u);
  const deep = `{"RequestId":"R","ListenerId":${"[".repeat(9_000)}${"]".repeat(9_000)}}`;
  assert.deepEqual(shapeFindings(answer(200, deep)), [
    {
      about: "create-listener.response.listener-id",
      expected: "ListenerId: a text that is not empty",
      got: "ListenerId: a value nested too deeply to show",
    },
  ]);
  assert.equal(shapeFindings(answer(200, { RequestId: "R" }))[0]?.got, "no ListenerId");
});

test("server errors and throttling have no shape of the contract", () => {
  assert.deepEqual(about(answer(500, "<html>")), []);
  assert.deepEqual(about(answer(429, "")), []);
});

test("customs kept: no warning", () => {
  assert.deepEqual(customs(ACCEPTED), []);
  assert.deepEqual(customs(ACCEPTED, { ...JSON_HEADERS, "x-acs-request-id": "R" }), []);
  assert.deepEqual(customs(PASSED, { "content-type": "Application/JSON" }), []);
  assert.deepEqual(customs(answer(200, { ListenerId: "lsn-1", RequestId: "R", Code: "" })), []);
});

test("the header with the request id, where present, equals the member", () => {
  assert.deepEqual(customs(ACCEPTED, { ...JSON_HEADERS, "x-acs-request-id": "r" }), [
    "create-listener.response.request-id-header",
  ]);
  assert.deepEqual(customs(answer(200, { ListenerId: "lsn-1" }), { ...JSON_HEADERS, "x-acs-request-id": "r" }), []);
});

test("the content type is JSON", () => {
  for (const type of ["text/plain", "text/json", "application/jsonp", "application/xml;x=application/json"]) {
    assert.deepEqual(customs(ACCEPTED, { "content-type": type }), ["create-listener.response.content-type"], type);
  }
  assert.equal(customFindings(ACCEPTED, {})[0]?.got, "none");
});

test("an id starts with lsn-, and no code goes with a success", () => {
  assert.deepEqual(customs(answer(200, { ListenerId: "LSN-1", RequestId: "R" })), [
    "create-listener.response.listener-id-prefix",
  ]);
  assert.deepEqual(customs(answer(200, { ListenerId: "lsn-1", RequestId: "R", Code: "Odd" })), [
    "create-listener.response.no-error-members",
  ]);
});

test("a dry run that passed has an error status", () => {
  for (const [status, expected] of [
    [400, []],
    [499, []],
    [200, ["create-listener.dry-run.status"]],
    [500, ["create-listener.dry-run.status"]],
  ] as const) {
    assert.deepEqual(customs(answer(status, { Code: "DryRunOperation", Message: "m", RequestId: "R" })), expected);
  }
});

test("an answer without a JSON object has no customs to keep", () => {
  for (const given of [answer(400, "<html>"), answer(200, ""), answer(429, "")])
    assert.deepEqual(customs(given, {}), []);
});

test("a warning about a message shows what came", () => {
  const [warning] = customFindings(refused(400, "ResourceInUse.IP", "other words"), JSON_HEADERS);
  assert.deepEqual(
    [warning?.expected, warning?.got],
    ['a message with "The specified resource of", "is in use"', "other words"],
  );
});

test("the message of a documented code has the fixed words of its template, in any case", () => {
  for (const [code, { status, fixedWords }] of Object.entries(DOCUMENTED_ERRORS)) {
    assert.deepEqual(customs(refused(status, code, fixedWords.join(" x ").toUpperCase())), [], code);
    assert.deepEqual(customs(refused(status, code, "other words")), ["create-listener.error.message"], code);
    const [firstWords] = fixedWords;
    if (fixedWords.length > 1)
      assert.deepEqual(customs(refused(status, code, firstWords)), ["create-listener.error.message"], code);
    assert.ok(isDocumentedErrorCode(code));
  }
  assert.deepEqual(customs(refused(400, "InvalidParameter", "any words")), []);
});
