import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type History,
  type HistoryEntry,
  linearize,
  type SequentialModel,
  shortestInconsistency,
} from "./linearizability.js";

/** A register that starts with 0. */
type Call = { readonly write: number } | { readonly read: true };
type Value = number | "ok";

const register: SequentialModel<number, Call, Value> = {
  initial: 0,
  next: (state, call, result) => {
    if ("write" in call) return [call.write];
    return result === undefined || result === state ? [state] : [];
  },
  keyOf: String,
};

function write(value: number, invokedAt: number, returnedAt: number): HistoryEntry<Call, Value> {
  return { client: `writer of ${value}`, operation: { write: value }, result: "ok", invokedAt, returnedAt };
}

function read(value: number, invokedAt: number, returnedAt: number): HistoryEntry<Call, Value> {
  return { client: "reader", operation: { read: true }, result: value, invokedAt, returnedAt };
}

const unanswered = (entry: HistoryEntry<Call, Value>): HistoryEntry<Call, Value> => ({ ...entry, result: undefined });

const CORRECT: readonly (readonly [string, History<Call, Value>])[] = [
  ["nothing", []],
  ["one after the other", [write(1, 0, 1), read(1, 2, 3), write(2, 4, 5), read(2, 6, 7)]],
  ["a read beside a write sees the old value", [write(1, 0, 10), read(0, 1, 2)]],
  ["a read beside a write sees the new value", [write(1, 0, 10), read(1, 1, 2)]],
  ["writes side by side, the earlier one wins", [write(1, 0, 10), write(2, 0, 10), read(1, 11, 12)]],
  ["recorded in another order", [read(2, 6, 7), write(2, 4, 5), read(1, 2, 3), write(1, 0, 1)]],
  ["an unanswered write that happened", [unanswered(write(1, 0, 1)), read(1, 2, 3)]],
  ["an unanswered write that never happened", [unanswered(write(1, 0, 1)), read(0, 2, 3)]],
  ["an unanswered write that happened late", [unanswered(write(1, 0, 1)), read(0, 2, 3), read(1, 4, 5)]],
];

for (const [name, history] of CORRECT) {
  test(`explained: ${name}`, () => {
    const verdict = linearize(register, history);
    assert.equal(verdict.is, "linearizable");
    if (verdict.is !== "linearizable") return;
    const final = verdict.order.reduce(
      (states, { operation, result }) => {
        return states.flatMap((state) => register.next(state, operation, result));
      },
      [register.initial],
    );
    assert.equal(final.length, 1);
    for (const entry of history) if (entry.result !== undefined) assert.ok(verdict.order.includes(entry));
  });
}

const WRONG: readonly (readonly [string, History<Call, Value>])[] = [
  ["a read after a write sees the old value", [write(1, 0, 1), read(0, 2, 3)]],
  ["a value that nobody wrote", [write(1, 0, 10), read(7, 1, 2)]],
  ["the old value after the new one was seen", [write(1, 0, 10), read(1, 1, 2), read(0, 3, 4)]],
  [
    "two reads do not agree on the order of two writes",
    [write(1, 0, 10), write(2, 0, 10), read(1, 1, 2), read(2, 3, 4), read(1, 5, 6)],
  ],
  ["an unanswered write before it was invoked", [read(1, 0, 1), unanswered(write(1, 2, 3))]],
  ["an unanswered write that was undone", [unanswered(write(1, 0, 1)), read(1, 2, 3), read(0, 4, 5)]],
];

for (const [name, history] of WRONG) {
  test(`not explained: ${name}`, () => {
    assert.equal(linearize(register, history).is, "not-linearizable");
  });
}

test("many operations at once are decided, for dead ends are remembered", () => {
  const writes = Array.from({ length: 12 }, (_, i) => write(i % 3, 0, 100));
  assert.equal(linearize(register, [...writes, read(2, 1, 2)]).is, "linearizable");
  assert.equal(linearize(register, [...writes, read(9, 101, 102)]).is, "not-linearizable");
});

test("a search that grows too large says that it does not know", () => {
  const writes = Array.from({ length: 16 }, (_, i) => write(i, 0, 100));
  assert.equal(linearize(register, [...writes, read(99, 101, 102)], 50).is, "undecided");
});

test("the shortest inconsistency ends with the first impossible answer and has no bystanders", () => {
  const history = [
    write(1, 0, 1),
    read(1, 2, 3),
    write(2, 4, 5),
    unanswered(write(3, 4, 50)),
    read(0, 6, 7),
    read(2, 8, 9),
    write(4, 10, 11),
  ];
  const isRead = ({ operation }: HistoryEntry<Call, Value>) => "read" in operation;
  const shortest = shortestInconsistency(register, history, isRead);
  assert.deepEqual(shortest, [write(1, 0, 1), write(2, 4, 5), read(0, 6, 7)]);
});

test("what was under way at the impossible answer has no result yet, and is kept only if it matters", () => {
  const slow = write(1, 0, 100);
  const shortest = shortestInconsistency(register, [slow, read(1, 1, 2), read(0, 3, 4)], () => false);
  assert.deepEqual(shortest, [unanswered(slow), read(1, 1, 2), read(0, 3, 4)]);
});
