import assert from "node:assert/strict";
import { test } from "node:test";
import { DOCUMENTED_ERROR_CODES } from "./errors.js";
import { isBusyGroup, isConflict, isOfOthersUnderWay, isPassingError, PASSING_ERRORS } from "./passing-errors.js";

test("errors that sibling products let clients repeat pass, with 400 and 409", () => {
  for (const code of ["Conflict.Lock", "LockFailed", "TaskConflict", "ResourceInConfiguring.Listener", "SystemBusy"])
    for (const status of [400, 409, 423]) assert.ok(isPassingError({ status, code }), `${status} ${code}`);
  assert.ok(isPassingError({ status: 400, code: "OperationFailed.ResourceIsConfiguring" }));
});

test("no refusal of the page passes, nor any other error", () => {
  for (const code of [...DOCUMENTED_ERROR_CODES, "DryRunOperation", "IllegalParam.Conflict.Lock", "Locked", ""])
    for (const status of [400, 404, 409]) assert.ok(!isPassingError({ status, code }), `${status} ${code}`);
  assert.ok(!isPassingError({ status: 500, code: "LockFailed" }));
  assert.ok(!isPassingError({ status: 409, code: undefined }));
});

test("words say so under any code but the page's own", () => {
  for (const message of ["Another operation is in progress.", "The resource is locked.", "Please try again later."]) {
    assert.ok(isPassingError({ status: 423, code: "OperationFailed", message }), message);
    assert.ok(!isPassingError({ status: 400, code: "OperationDenied.TooManyListeners", message }), message);
  }
  for (const message of [
    "The operation is not allowed now.",
    "TcpIdleTimeout conflicts with the scheduler.",
    "The parameter is not valid, please correct it and try again.",
  ])
    assert.ok(!isConflict({ status: 409, code: "OperationFailed.NotAllowed", message }), message);
});

test("a code tells of a lock by a word of its own", () => {
  for (const code of ["ResourceLocked", "TaskConflict.Route", "resource_locked", "LOCK_CONFLICT", "ServerBusy"])
    assert.ok(isConflict({ status: 409, code }), code);
  for (const code of ["LoadBalancerBlocked", "InvalidParameter.Block", "NotAllowed"])
    assert.ok(!isConflict({ status: 400, code }), code);
});

test("each says where it comes from", () => {
  for (const { code, products, source } of PASSING_ERRORS) assert.ok(products.length > 0 && source !== "", code);
});

test("a server group that is busy tells of others, and of no error that passes by itself", () => {
  const busy = { status: 400, code: "IncorrectStatus.ServerGroup" };
  assert.deepEqual([isBusyGroup(busy), isOfOthersUnderWay(busy), isPassingError(busy)], [true, true, false]);
  assert.ok(isOfOthersUnderWay({ status: 409, code: "Conflict.Lock" }));
  for (const code of ["IncorrectStatus.LoadBalancer", "Mismatch.VpcId", undefined])
    assert.ok(!isOfOthersUnderWay({ status: 400, code }), code);
});
