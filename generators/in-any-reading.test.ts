import assert from "node:assert/strict";
import { test } from "node:test";
import { classify } from "../contract/classify.js";
import { VIOLATIONS } from "../contract/violations.js";
import { IN_ANY_READING } from "./in-any-reading.js";

test("each request breaks the clause that it is listed under, and touches an open question", () => {
  for (const [clause, drafts] of Object.entries(IN_ANY_READING)) {
    for (const draft of drafts) {
      const { violations, unspecified } = classify(draft);
      const broken = violations.map((label) => VIOLATIONS[label].requirement);
      const seen = JSON.stringify(draft).slice(0, 300);
      assert.ok(
        broken.some((requirement) => requirement === clause),
        `${clause} is not broken by ${seen}: ${broken}`,
      );
      assert.ok(unspecified.length > 0, `nothing is open in ${seen}`);
    }
  }
});
