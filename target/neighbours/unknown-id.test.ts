import assert from "node:assert/strict";
import { test } from "node:test";
import { unlike } from "./unknown-id.js";

const MODELS = [
  "gwlb-te609d6696632f7abcde",
  "sgp-ckh01px70dszofABCD",
  "gwlb-0000000000000001",
  "gwlb-0f3ac9e1",
  "gwlb-6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
  "lb-1",
  "noprefix",
  "",
  "GWLB-ÄÖ-9",
];
const KINDS = [/\d/u, /[a-z]/u, /[A-Z]/u];

test("an unknown id keeps prefix, head, case and kind of each character, and its length unless that is too short", () => {
  for (const model of MODELS) {
    const prefix = model.slice(0, model.indexOf("-") + 1);
    const tail = model.length - prefix.length;
    for (let salt = 0; salt < 50; salt += 1) {
      const id = unlike(model, salt);
      assert.ok(id.startsWith(prefix), id);
      assert.equal(id.length - prefix.length, tail >= 8 ? tail : 18, id);
      for (const [i, character] of [...model].entries()) {
        const kind = KINDS.find((pattern) => pattern.test(character)) ?? /[^\da-zA-Z]/u;
        assert.match([...id][i] ?? "", kind, `${model} became ${id}`);
      }
    }
  }
});

test("an id in hexadecimal stays so, and a UUID keeps version and variant", () => {
  for (let salt = 0; salt < 50; salt += 1) {
    assert.match(unlike("gwlb-0f3ac9e1", salt), /^gwlb-[0-9a-f]{8}$/u);
    const uuid = unlike("gwlb-6f9619ff-8b86-4d01-b42d-00cf4fc964ff", salt);
    assert.match(uuid, /^gwlb-6f9619ff-8b86-4d01-b42d-[0-9a-f]{12}$/u);
  }
});

test("an unknown id is not the real one, differs from salt to salt, and is the same each time", () => {
  for (const model of MODELS) {
    const ids = Array.from({ length: 300 }, (_, salt) => unlike(model, salt));
    assert.equal(new Set([model, ...ids]).size, 301, model);
    assert.equal(unlike(model, 7), ids[7]);
  }
});
