import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Account,
  allowedResults,
  type Creation,
  keyOfAccount,
  NEW_ACCOUNT,
  type Operation,
  type Result,
  step,
} from "./model.js";

const create = (changes: Partial<Creation> = {}): Creation => ({
  is: "create",
  loadBalancer: "A",
  says: "plain",
  refusals: [],
  dryRun: false,
  ...changes,
});
const accepted = (listener: string): Result => ({ is: "accepted", listener });
const refused = (code: string, status = 400): Result => ({ is: "refused", status, code });
const found = (status: string): Result => ({ is: "found", status });
const read = (listener: string): Operation => ({ is: "read", listener });
const look: Operation = { is: "look", loadBalancer: "A" };
const FULL = refused("OperationDenied.TooManyListeners");
const BUSY = refused("IncorrectStatus.LoadBalancer");
const IDEMPOTENT = refused("IdempotentParameterMismatch");

/** The one state that a course of results leads to; fails when a result on the way is not allowed. */
function after(...course: readonly (readonly [Operation, Result])[]): Account {
  return course.reduce((account: Account, [operation, result]) => {
    const [next, ...others] = step(account, operation, result);
    assert.ok(next, `${operation.is} ${JSON.stringify(result)}; allowed: ${allowedResults([account], operation)}`);
    assert.deepEqual(others, []);
    return next;
  }, NEW_ACCOUNT);
}

function allowsOnly(account: Account, operation: Operation, allowed: readonly Result[], others: readonly Result[]) {
  for (const result of allowed) assert.notDeepEqual(step(account, operation, result), [], JSON.stringify(result));
  for (const result of others) assert.deepEqual(step(account, operation, result), [], JSON.stringify(result));
}

const made = [create({ token: "t" }), accepted("l1")] as const;
const settled = [made, [read("l1"), found("Running")], [look, { is: "active" }]] as const;
const removed = [
  ...settled,
  [{ is: "delete", listener: "l1" }, { is: "done" }],
  [read("l1"), { is: "not-found" }],
  [look, { is: "active" }],
] as const;

test("an idle load balancer takes a listener and nothing else happens", () => {
  allowsOnly(NEW_ACCOUNT, create(), [accepted("l1")], [FULL, BUSY, IDEMPOTENT, { is: "dry-run-passed" }]);
});

test("a load balancer is full or busy while its listener is made, full once it is at rest", () => {
  allowsOnly(after(made), create({ token: "u" }), [FULL, BUSY], [accepted("l2"), accepted("l1"), IDEMPOTENT]);
  allowsOnly(after(...settled), create({ token: "u" }), [FULL], [BUSY, accepted("l2")]);
  const withWrongStatus = refused("OperationDenied.TooManyListeners", 409);
  allowsOnly(after(...settled), create({ token: "u" }), [], [withWrongStatus, { is: "server-error", status: 500 }]);
});

test("a replay gives the first listener or an Idempot… error, at every stage", () => {
  for (const course of [[made], [...settled]]) {
    allowsOnly(after(...course), create({ token: "t" }), [accepted("l1"), IDEMPOTENT], [accepted("l2"), FULL, BUSY]);
  }
});

test("requests without a token are no replays of one another", () => {
  const account = after([create(), accepted("l1")], [read("l1"), found("Running")], [look, { is: "active" }]);
  allowsOnly(account, create(), [FULL], [accepted("l1"), IDEMPOTENT]);
});

test("a used token with another request is open, and the token from then on", () => {
  const other = create({ token: "t", says: "other" });
  allowsOnly(after(...settled), other, [accepted("l1"), IDEMPOTENT, FULL], [accepted("l2")]);
  const elsewhere = create({ token: "t", loadBalancer: "B" });
  allowsOnly(after(...settled), elsewhere, [accepted("l1"), accepted("l2"), IDEMPOTENT], []);
  const open = after(...settled, [elsewhere, accepted("l2")]);
  allowsOnly(open, create({ token: "t" }), [accepted("l1"), accepted("l2"), FULL], [accepted("l3")]);
});

test("a refused request leaves its load balancer idle, and its token may be used up", () => {
  const invalid = create({ token: "t", refusals: [{ is: "any-client-error", alsoAllowed: [] }] });
  allowsOnly(NEW_ACCOUNT, invalid, [refused("IllegalParam.X")], [accepted("l1"), FULL, refused("Ok", 200)]);
  const account = after([invalid, refused("IllegalParam.X")]);
  allowsOnly(account, create({ token: "t" }), [accepted("l1"), IDEMPOTENT], [FULL]);
  allowsOnly(account, create({ token: "u" }), [accepted("l1")], [FULL, IDEMPOTENT]);
});

test("a dry run passes on an idle load balancer and finds a full one", () => {
  const passed: Result = { is: "dry-run-passed" };
  allowsOnly(NEW_ACCOUNT, create({ dryRun: true }), [passed], [accepted("l1"), FULL]);
  allowsOnly(after(made), create({ dryRun: true }), [passed, FULL, BUSY], [accepted("l2")]);
  allowsOnly(after(...settled), create({ dryRun: true }), [FULL], [passed, accepted("l2")]);
  assert.equal(keyOfAccount(after([create({ dryRun: true }), passed])), keyOfAccount(NEW_ACCOUNT));
});

test("a listener goes from Provisioning to Running and stays", () => {
  allowsOnly(
    after(made),
    read("l1"),
    [found("Provisioning"), found("Creating"), found("Running")],
    [{ is: "not-found" }, found("Configuring"), found("Deleting")],
  );
  allowsOnly(after(...settled), read("l1"), [found("Running")], [found("Provisioning"), { is: "not-found" }]);
  allowsOnly(NEW_ACCOUNT, read("l9"), [{ is: "not-found" }], [found("Running")]);
});

test("an updated listener may be Configuring", () => {
  const account = after(...settled, [{ is: "update", listener: "l1" }, { is: "done" }]);
  allowsOnly(
    account,
    read("l1"),
    [found("Configuring"), found("Running")],
    [{ is: "not-found" }, found("Provisioning")],
  );
  allowsOnly(account, create({ token: "u" }), [FULL, BUSY], [accepted("l2")]);
});

test("a deletion may be over or not, and then there is room again", () => {
  const deleting = after(...settled, [{ is: "delete", listener: "l1" }, { is: "done" }]);
  allowsOnly(deleting, create({ token: "u" }), [accepted("l2"), FULL, BUSY], [accepted("l1")]);
  allowsOnly(deleting, read("l1"), [found("Deleting"), found("Running"), { is: "not-found" }], []);
  allowsOnly(after(...removed), create({ token: "u" }), [accepted("l2")], [accepted("l1"), FULL, BUSY]);
});

test("a replay after the deletion is open, but makes no second listener", () => {
  allowsOnly(after(...removed), create({ token: "t" }), [accepted("l1"), accepted("l2"), IDEMPOTENT], []);
  const again = after(...removed, [create({ token: "u" }), accepted("l2")]);
  allowsOnly(again, create({ token: "t" }), [accepted("l1"), FULL], [accepted("l2"), accepted("l3")]);
});

test("a refused deletion changes nothing", () => {
  const account = after(...settled, [{ is: "delete", listener: "l1" }, refused("IncorrectStatus.Listener")]);
  assert.equal(keyOfAccount(account), keyOfAccount(after(...settled)));
});

test("a list may lack a listener but shows none that was not announced", () => {
  const list: Operation = { is: "list", loadBalancer: "A" };
  const listed = (...listeners: string[]): Result => ({ is: "listed", listeners });
  allowsOnly(after(made), list, [listed(), listed("l1")], [listed("l2"), listed("l1", "l2")]);
  allowsOnly(NEW_ACCOUNT, list, [listed()], [listed("l1")]);
});

test("a creation whose answer is lost may have made a listener that gets its name later", () => {
  const unanswered = step(NEW_ACCOUNT, create({ token: "t" }), { is: "unknown" });
  assert.equal(unanswered.length, 1);
  const [account = NEW_ACCOUNT] = unanswered;
  allowsOnly(account, create({ token: "u" }), [FULL, BUSY], [accepted("l1")]);
  const [named = NEW_ACCOUNT] = step(account, create({ token: "t" }), accepted("l1"));
  allowsOnly(named, read("l1"), [found("Running")], [{ is: "not-found" }]);
  allowsOnly(named, create({ token: "t" }), [accepted("l1")], [accepted("l2")]);
  allowsOnly(
    account,
    { is: "list", loadBalancer: "A" },
    [{ is: "listed", listeners: ["l7"] }],
    [{ is: "listed", listeners: ["l7", "l8"] }],
  );
});

test("states are told apart by content, not by the order they came about in", () => {
  const b = create({ loadBalancer: "B", token: "u" });
  const one = after(made, [b, accepted("l2")]);
  const other = after([b, accepted("l2")], made);
  assert.equal(keyOfAccount(one), keyOfAccount(other));
  assert.notEqual(keyOfAccount(one), keyOfAccount(after(made)));
});

test("what is allowed is said in words", () => {
  assert.equal(allowedResults([NEW_ACCOUNT], create()), "accepted as a new listener");
  assert.match(
    allowedResults([after(made)], create({ token: "u" })),
    /TooManyListeners, or refused with HTTP 400 Incorr/,
  );
});
