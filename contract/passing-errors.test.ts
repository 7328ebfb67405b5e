import assert from "node:assert/strict";
import { test } from "node:test";
import { DOCUMENTED_ERROR_CODES } from "./errors.js";
import { isPassingError, PASSING_ERRORS } from "./passing-errors.js";

test("errors that sibling products let clients repeat pass, with 400 and 409", () => {
  for (const code of ["Conflict.Lock", "LockFailed", "TaskConflict", "ResourceInConfiguring.Listener", "SystemBusy"])
    for (const status of [400, 409]) assert.ok(isPassingError(status, code), `${status} ${code}`);
  assert.ok(isPassingError(400, "OperationFailed.ResourceIsConfiguring"));
});

test("no refusal of the page passes, nor any other error", () => {
  for (const code of [...DOCUMENTED_ERROR_CODES, "DryRunOperation", "IllegalParam.Conflict.Lock", "Locked", ""])
    for (const status of [400, 404, 409]) assert.ok(!isPassingError(status, code), `${status} ${code}`);
  assert.ok(!isPassingError(500, "LockFailed"));
  assert.ok(!isPassingError(409, undefined));
});

test("each says where it comes from", () => {
  for (const { code, products, source } of PASSING_ERRORS) assert.ok(products.length > 0 && source !== "", code);
});
