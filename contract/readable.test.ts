/** Bodies that cannot be read are told from those that need not be, with the bytes that stood there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Exchange } from "./exchange.js";
import { unreadableIn } from "./readable.js";

function exchangeOf(operation: string, status: number, body: string, type = ""): Exchange {
  const request = { method: "POST", url: "http://fake.test/", headers: {}, body: "", parameters: [] };
  const outcome = { is: "response", response: { status, headers: { "content-type": type }, body } } as const;
  return { operation, request, outcome, startedAt: 0, endedAt: 0, throttled: 0 };
}

for (const [operation, status, body, shown] of [
  ["GetListenerAttribute", 200, '{"ListenerId":"lsn-', '"{\\"ListenerId\\":\\"lsn-"'],
  ["ListListeners", 200, "<html>", '"<html>"'],
  ["CreateListener", 200, "", "an empty body"],
  ["CreateListener", 400, '{"Code":', '"{\\"Code\\":"'],
  ["DeleteListener", 200, '{"RequestId"', '"{\\"RequestId\\""'],
  ["GetListenerAttribute", 200, '{"ListenerDescription":"\uFFFD\uFFFD"}', "no UTF-8"],
] as const) {
  test(`${operation} HTTP ${status} ${JSON.stringify(body)} cannot be read`, () => {
    const words = unreadableIn(exchangeOf(operation, status, body)) ?? "";
    assert.ok(words.includes(shown) && words.startsWith(`HTTP ${status}`), words);
  });
}

test("a body that is to be JSON by its type, and is none", () => {
  assert.match(unreadableIn(exchangeOf("DeleteListener", 500, "oops", "application/json")) ?? "", /"oops"/u);
});

for (const [operation, status, body] of [
  ["GetListenerAttribute", 200, "{}"],
  ["ListListeners", 200, "[]"],
  ["DeleteListener", 204, ""],
  ["DeleteListener", 200, "deleted"],
  ["DeleteListener", 500, "<html>"],
  ["GetListenerAttribute", 404, "<html>"],
] as const) {
  test(`${operation} HTTP ${status} ${JSON.stringify(body)} can be read, or need not be`, () => {
    assert.equal(unreadableIn(exchangeOf(operation, status, body)), undefined);
  });
}

test("an unknown encoding is shown with its bytes, and silence is none", () => {
  const base = exchangeOf("GetListenerAttribute", 200, "");
  const withProblem = (kind: "encoding" | "timeout") =>
    unreadableIn({ ...base, outcome: { is: "no-answer", problem: { kind, detail: "it begins with bytes 1f 8b" } } });
  assert.equal(withProblem("encoding"), "it begins with bytes 1f 8b");
  assert.equal(withProblem("timeout"), undefined);
});
