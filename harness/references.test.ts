import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveReference, resolveToken, SituationMissing, unlike } from "./references.js";

const MODELS = ["gwlb-te609d6696632f7abcde", "sgp-ckh01px70dszofABCD", "lb-1", "noprefix", "", "GWLB-ÄÖ-9"];

test("an unknown id keeps prefix, case and kind of each character, and its length or more", () => {
  for (const model of MODELS) {
    for (let salt = 0; salt < 50; salt += 1) {
      const id = unlike(model, salt);
      const prefix = model.slice(0, model.indexOf("-") + 1);
      assert.ok(id.startsWith(prefix) && id.length >= model.length, id);
      assert.ok(id.length - prefix.length >= 18, id);
      for (const [i, character] of [...model].entries()) {
        const kind = [/\d/u, /[a-z]/u, /[A-Z]/u].find((pattern) => pattern.test(character)) ?? /[^\da-zA-Z]/u;
        assert.match([...id][i] ?? "", kind, `${model} became ${id}`);
      }
    }
  }
});

test("an unknown id is not the real one, differs from salt to salt, and is the same each time", () => {
  for (const model of MODELS) {
    const ids = Array.from({ length: 300 }, (_, salt) => unlike(model, salt));
    assert.equal(new Set([model, ...ids]).size, 301, model);
    assert.equal(unlike(model, 7), ids[7]);
  }
});

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
