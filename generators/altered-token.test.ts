import assert from "node:assert/strict";
import { test } from "node:test";
import { classify } from "../contract/classify.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import { ALTERED_TOKENS } from "./altered-token.js";

test("altered tokens are valid, and differ from the one that is used and from each other", () => {
  for (const [name, of] of Object.entries(ALTERED_TOKENS)) {
    for (const nonce of ["abc123def4567", "Qabc123def45", "0123456789abcdef"]) {
      const { used, others } = of(nonce);
      const all = [used, ...Object.values(others)];
      assert.equal(new Set(all).size, all.length, `${name}: ${all.join("\n")}`);
      for (const text of all) {
        const { violations, unspecified } = classify({ ...MINIMAL_DRAFT, clientToken: { is: "literal", text } });
        assert.deepEqual([violations, unspecified], [[], []], `${name}: ${text}`);
      }
    }
  }
});
