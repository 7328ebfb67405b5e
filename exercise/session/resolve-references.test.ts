import assert from "node:assert/strict";
import { test } from "node:test";
import { unlike } from "../../target/neighbours/unknown-id.js";
import { resolveReference, resolveToken, SituationMissing } from "./resolve-references.js";

test("a reference is resolved by its kind", () => {
  const idOf = (situation: string) => `id of ${situation}`;
  const model = () => "gwlb-0000000000000000000";
  assert.equal(resolveReference({ is: "absent" }, idOf, model), undefined);
  assert.equal(resolveReference({ is: "literal", id: "" }, idOf, model), "");
  assert.equal(
    resolveReference({ is: "situation", situation: "load-balancer/idle" }, idOf, model),
    "id of load-balancer/idle",
  );
  assert.equal(resolveReference({ is: "unknown", salt: 3 }, idOf, model), unlike(model(), 3));
});

test("a situation that is missing says so", () => {
  const missing = () => {
    throw new SituationMissing("server-group/creating");
  };
  const resolve = () => resolveReference({ is: "situation", situation: "server-group/creating" }, missing, () => "x");
  assert.throws(resolve, (error) => error instanceof SituationMissing && error.situation === "server-group/creating");
});

test("a token is completed with the run's nonce unless it is literal or absent", () => {
  assert.equal(resolveToken(undefined, "n1"), undefined);
  assert.equal(resolveToken({ is: "literal", text: "" }, "n1"), "");
  assert.equal(resolveToken({ is: "unique", text: "a b%" }, "n1"), "n1-a b%");
});
