import assert from "node:assert/strict";
import { test } from "node:test";
import { counterexampleOf, MAXIMUM, MINIMUM } from "../evidence/testing/records.js";
import { ToldOnce } from "./told-once.js";

test("the same request with the same answer is told once, whatever the ids and the clause", () => {
  const told = new ToldOnce();
  assert.equal(told.before(counterexampleOf(MINIMUM, { got: "HTTP 200, accepted as lsn-1a" }), "first"), undefined);
  const again = counterexampleOf(MAXIMUM, {
    got: "HTTP 200, accepted as lsn-2b",
    request: { LoadBalancerId: "gwlb-2", ServerGroupId: "sgp-2", TcpIdleTimeout: "59" },
  });
  assert.equal(told.before(again, "second"), "first");
});

test("another parameter, another answer or another value is another thing", () => {
  const told = new ToldOnce();
  const one = counterexampleOf(MINIMUM, { expected: "TcpIdleTimeout 60", got: "TcpIdleTimeout 350" });
  assert.equal(told.before(one, "first"), undefined);
  assert.equal(told.before({ ...one, got: "TcpIdleTimeout 60000" }, "second"), undefined);
  assert.equal(told.before({ ...one, request: { ...one.request, DryRun: "false" } }, "third"), undefined);
  assert.equal(told.before({ ...one, lens: "dry-run" }, "fourth"), undefined);
});
