import assert from "node:assert/strict";
import { test } from "node:test";
import { DOCUMENTED_ERROR_CODES, DOCUMENTED_ERRORS, DRY_RUN_PASSED, isDocumentedErrorCode } from "./errors.js";

test("the table has 14 errors: two of them 404, the others 400", () => {
  assert.equal(DOCUMENTED_ERROR_CODES.length, 14);
  const notFound = DOCUMENTED_ERROR_CODES.filter((code) => DOCUMENTED_ERRORS[code].status === 404);
  assert.deepEqual(notFound, ["ResourceNotFound.LoadBalancer", "ResourceNotFound.ServerGroup"]);
});

test("every message template has fixed words, none of them a placeholder", () => {
  for (const code of DOCUMENTED_ERROR_CODES) {
    const { fixedWords } = DOCUMENTED_ERRORS[code];
    assert.ok(fixedWords.length > 0, code);
    for (const words of fixedWords) assert.ok(words.trim() !== "" && !words.includes("%"), code);
  }
});

test("codes are told exactly", () => {
  for (const code of DOCUMENTED_ERROR_CODES) assert.ok(isDocumentedErrorCode(code));
  for (const code of [
    DRY_RUN_PASSED,
    "",
    "toString",
    "__proto__",
    "illegalparam.tagkey",
    "IllegalParam.TagKey ",
    "IllegalParam",
  ]) {
    assert.ok(!isDocumentedErrorCode(code), code);
  }
});
