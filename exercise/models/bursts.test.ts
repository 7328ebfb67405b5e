/** The account model as what histories are compared with: made by hand, and recorded from the emulator. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Operation, Result } from "../../contract/model.js";
import type { EmulatorOptions } from "../../emulator/index.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { runCheck } from "../run-check.js";
import { withEmulator } from "../testing/emulator.js";
import { ACCOUNT_MODEL, inWords, mayBeLeftOut, runBursts } from "./bursts.js";
import { type HistoryEntry, linearize, shortestInconsistency } from "./linearizability.js";

type Entry = HistoryEntry<Operation, Result>;

function create(token: string, result: Result | undefined, invokedAt: number, returnedAt: number): Entry {
  const operation = { is: "create", loadBalancer: "gwlb-1", token, says: "", refusals: [], dryRun: false } as const;
  return { client: `client at ${invokedAt}`, operation, result, invokedAt, returnedAt };
}

function read(listener: string, result: Result, invokedAt: number, returnedAt: number): Entry {
  return { client: "reader", operation: { is: "read", listener }, result, invokedAt, returnedAt };
}

const accepted = (listener: string): Result => ({ is: "accepted", listener });
const refused = (code: string): Result => ({ is: "refused", status: 400, code });
const FULL = refused("OperationDenied.TooManyListeners");
const BUSY = refused("IncorrectStatus.LoadBalancer");
const RUNNING: Result = { is: "found", status: "Running" };
const PROVISIONING: Result = { is: "found", status: "Provisioning" };
const NOT_FOUND: Result = { is: "not-found" };
const listed = (invokedAt: number, ...listeners: string[]): Entry => ({
  client: "auditor",
  operation: { is: "list", loadBalancer: "gwlb-1" },
  result: { is: "listed", listeners },
  invokedAt,
  returnedAt: invokedAt + 1,
});

const EXPLAINED: readonly (readonly [string, readonly Entry[]])[] = [
  ["replays get one listener", [create("a", accepted("l1"), 0, 9), create("a", accepted("l1"), 1, 5)]],
  [
    "a replay in flight is put off",
    [create("a", accepted("l1"), 0, 9), create("a", refused("IdempotenceProcessing"), 1, 5)],
  ],
  [
    "one of many wins, whoever answers first",
    [create("a", FULL, 0, 3), create("b", accepted("l1"), 1, 9), create("c", BUSY, 2, 4)],
  ],
  [
    "a loser's replay may find its token in use",
    [create("a", accepted("l1"), 0, 9), create("b", FULL, 1, 8), create("b", refused("IdempotenceProcessing"), 2, 5)],
  ],
  ["a read beside the creation", [create("a", accepted("l1"), 0, 9), read("l1", PROVISIONING, 4, 5)]],
  [
    "an unanswered creation that took effect",
    [create("a", undefined, 0, 9), create("b", FULL, 20, 21), listed(30, "l1")],
  ],
  ["an unanswered creation that did not", [create("a", undefined, 0, 9), create("b", accepted("l2"), 20, 21)]],
  [
    "an unanswered creation is heard of again at its replay",
    [
      create("a", undefined, 0, 9),
      create("b", FULL, 20, 21),
      create("a", accepted("l1"), 30, 31),
      read("l1", RUNNING, 40, 41),
    ],
  ],
];

for (const [name, history] of EXPLAINED) {
  test(`explained: ${name}`, () => assert.equal(linearize(ACCOUNT_MODEL, history).is, "linearizable"));
}

const NOT_EXPLAINED: readonly (readonly [string, readonly Entry[]])[] = [
  ["replays get two listeners", [create("a", accepted("l1"), 0, 9), create("a", accepted("l2"), 1, 5)]],
  ["two requests win", [create("a", accepted("l1"), 0, 9), create("b", accepted("l2"), 1, 5)]],
  ["two tokens, one listener", [create("a", accepted("l1"), 0, 9), create("b", accepted("l1"), 1, 5)]],
  ["everybody is refused", [create("a", FULL, 0, 9), create("b", FULL, 1, 5)]],
  ["a refusal before anything was asked", [create("a", FULL, 0, 3), create("b", accepted("l1"), 4, 9)]],
  ["a server error", [create("a", accepted("l1"), 0, 9), create("a", { is: "server-error", status: 500 }, 1, 5)]],
  ["an announced listener is not found", [create("a", accepted("l1"), 0, 9), read("l1", NOT_FOUND, 10, 11)]],
  [
    "a listener that was seen is not found",
    [create("a", accepted("l1"), 0, 9), read("l1", PROVISIONING, 2, 3), read("l1", NOT_FOUND, 4, 5)],
  ],
  [
    "Running and then Provisioning",
    [create("a", accepted("l1"), 0, 9), read("l1", RUNNING, 10, 11), read("l1", PROVISIONING, 12, 13)],
  ],
  ["a second listener is listed", [create("a", accepted("l1"), 0, 9), listed(10, "l1", "l2")]],
  [
    "an unanswered creation is heard of under another id",
    [create("a", undefined, 0, 9), create("a", accepted("l1"), 10, 11), create("a", accepted("l2"), 12, 13)],
  ],
];

for (const [name, history] of NOT_EXPLAINED) {
  test(`not explained: ${name}`, () => assert.equal(linearize(ACCOUNT_MODEL, history).is, "not-linearizable"));
}

test("the shortest inconsistency of a burst is told without its bystanders and without ids", () => {
  const history = [
    create("run7-a", accepted("lsn-x"), 0, 10.004),
    create("run7-b", FULL, 1, 11),
    create("run7-a", accepted("lsn-x"), 2, 12),
    create("run7-c", FULL, 3, 13),
    read("lsn-x", NOT_FOUND, 14, 15),
    listed(20, "lsn-x"),
  ];
  assert.deepEqual(inWords(shortestInconsistency(ACCOUNT_MODEL, history, mayBeLeftOut)), [
    {
      client: "client at 0",
      operation: "create a listener on load balancer 1 (token 1)",
      result: "accepted as listener 1",
      invokedAt: 0,
      returnedAt: 10,
    },
    { client: "reader", operation: "read listener 1", result: "not found", invokedAt: 14, returnedAt: 15 },
  ]);
});

test("a refusal is not left out when another answer hangs on its token", () => {
  const loser = create("b", FULL, 1, 8);
  const among = [create("a", accepted("l1"), 0, 9), loser, create("b", refused("IdempotenceProcessing"), 2, 5)];
  assert.equal(mayBeLeftOut(loser, among), false);
  assert.equal(mayBeLeftOut(loser, among.slice(0, 2)), true);
});

function runOn(emulator: EmulatorOptions): Promise<RequirementRecord> {
  return withEmulator(emulator, { profile: "standard", concurrency: 8 }, (session) =>
    runCheck(session, {
      requirement: "create-listener.concurrency.linearizable",
      body: ({ check }) => runBursts(check),
    }),
  );
}

for (const variant of [undefined, "replay-in-flight-refused", "load-balancer-configuring-meanwhile", "list-lags"]) {
  test(`bursts at a correct target are explained: ${variant ?? "as it should be"}`, async () => {
    const { outcome, reason, cases } = await runOn(variant === undefined ? {} : { variant });
    assert.deepEqual({ outcome, reason, cases }, { outcome: "pass", reason: undefined, cases: 6 });
  });
}

for (const mutant of [
  "concurrent-replay-makes-two",
  "concurrent-creates-make-two",
  "concurrent-creates-all-succeed",
  "replay-refused-beside-another",
  "not-found-beside-a-refusal",
]) {
  test(`a race is caught, with the history that shows it: ${mutant}`, async () => {
    const { outcome, counterexamples } = await runOn({ mutant });
    assert.equal(outcome, "fail");
    const history = counterexamples[0]?.history ?? [];
    assert.ok(history.length >= 2 && history.length <= 4, JSON.stringify(history));
    assert.match(counterexamples[0]?.got ?? "", /no order explains/u);
  });
}
