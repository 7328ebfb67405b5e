/** An operation counts as done by its status, whatever its body looks like. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Exchange } from "../../contract/exchange.js";
import { readNeighbour } from "./neighbour.js";

function exchangeOf(status: number, body: string): Exchange {
  const request = { method: "POST", url: "http://fake.test/", headers: {}, body: "", parameters: [] };
  const outcome = { is: "response", response: { status, headers: {}, body } } as const;
  return { operation: "DeleteListener", request, outcome, startedAt: 0, endedAt: 0, throttled: 0 };
}

const kindOf = (status: number, body: string) => readNeighbour(exchangeOf(status, body)).is;

for (const [status, body] of [
  [204, ""],
  [200, ""],
  [200, "OK"],
  [202, "<deleted/>"],
  [200, "[]"],
  [200, '{"Code":"Success"}'],
  [200, '{"cut":'],
] as const) {
  test(`HTTP ${status} ${JSON.stringify(body)} is done`, () => assert.equal(kindOf(status, body), "done"));
}

test("a body that cannot be read is shown, and is never taken for an operation that does not exist", () => {
  for (const [status, body] of [
    [404, "<html>not found</html>"],
    [400, ""],
    [403, "no"],
    [500, "oops"],
  ] as const) {
    assert.equal(kindOf(status, body), "refused", `${status} ${body}`);
  }
  const reading = readNeighbour(exchangeOf(404, "<html>"));
  assert.ok(reading.is === "refused" && reading.reason.includes('"<html>"'), JSON.stringify(reading));
  const done = readNeighbour(exchangeOf(200, "cut{"));
  assert.ok(done.is === "done" && done.unreadable?.includes('"cut{"'));
});

test("only a status or a code says that there is no such operation", () => {
  assert.equal(kindOf(405, ""), "not-offered");
  assert.equal(kindOf(501, "text"), "not-offered");
  assert.equal(kindOf(404, '{"Code":"InvalidAction.NotFound"}'), "not-offered");
  assert.equal(kindOf(404, '{"Code":"ResourceNotFound.Listener"}'), "not-found");
  assert.equal(kindOf(404, "{}"), "not-found");
  assert.equal(kindOf(200, '{"Code":"Forbidden"}'), "refused");
});
