/** Failures by value: what is kept, what is read back, what is tried first, and what no more. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import { FailureStore } from "../../evidence/failure-store.js";
import { fileNameOf, parseStoredFailure, storedFailureOf } from "../../evidence/stored-failure.js";
import { belowMinimum } from "../../generators/tcp-idle-timeout.js";
import { anyClientError } from "../check/expected-refusal.js";
import type { DeclaredCheck } from "../check/requirement.js";
import { runSequences } from "../models/sequences.js";
import { runCheck } from "../run-check.js";
import { ACCEPTED_59 } from "../testing/counterexample.js";
import { withEmulator } from "../testing/emulator.js";

const MINIMUM = "create-listener.tcp-idle-timeout.minimum";
const VERSION = "9.9.9";
const FIRST = new Date("2026-01-01T00:00:00Z");
const LATER = new Date("2026-02-02T00:00:00Z");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-failures-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const counterexample = ACCEPTED_59;

const files = () => readdirSync(folder).sort();
const stored = (changes: Partial<Counterexample> = {}) =>
  storedFailureOf({ ...counterexample, ...changes }, FIRST.toISOString(), VERSION);

test("a failure is kept whole in a file of its own, and read back as it was", () => {
  assert.ok(FailureStore.open(folder, VERSION).keep(counterexample, FIRST));
  const [file = "", ...others] = files();
  assert.deepEqual(others, []);
  assert.match(file, /^create-listener\.tcp-idle-timeout\.minimum\.[0-9a-f]{10}\.json$/u);
  const text = readFileSync(join(folder, file), "utf8");
  assert.deepEqual(parseStoredFailure(text), stored());
  assert.doesNotMatch(text, /curl|authorization/u);
  assert.deepEqual(FailureStore.open(folder, VERSION).of(MINIMUM), [stored()]);
});

test("seen again it stays one file, first seen then and last seen now", () => {
  FailureStore.open(folder, VERSION).keep(counterexample, FIRST);
  const again = FailureStore.open(folder, VERSION);
  again.keep({ ...counterexample, request: { TcpIdleTimeout: "58" } }, LATER);
  assert.equal(files().length, 1);
  const [failure] = FailureStore.open(folder, VERSION).of(MINIMUM);
  assert.deepEqual(
    [failure?.firstSeen, failure?.lastSeen, failure?.request],
    [FIRST.toISOString(), LATER.toISOString(), { TcpIdleTimeout: "58" }],
  );
});

test("another kind is another file; a failure without a value is not kept", () => {
  const store = FailureStore.open(folder, VERSION);
  store.keep(counterexample, FIRST);
  store.keep({ ...counterexample, kind: "case|tcp-idle-timeout.too-small|create|accepted 200" }, FIRST);
  const { byValue: _, ...withoutValue } = counterexample;
  assert.equal(store.keep({ ...withoutValue, kind: "third" }, FIRST), false);
  assert.equal(files().length, 2);
});

test("one requirement keeps twenty failures at most", () => {
  const store = FailureStore.open(folder, VERSION);
  for (let i = 0; i < 25; i += 1) store.keep({ ...counterexample, kind: `kind ${i}` }, FIRST);
  assert.equal(files().length, 20);
});

test("what passes is kept and put to no further run, until it is seen again", () => {
  const store = FailureStore.open(folder, VERSION);
  store.keep(counterexample, FIRST);
  const [failure] = store.of(MINIMUM);
  assert.ok(failure !== undefined && store.settle(failure, LATER));
  const again = FailureStore.open(folder, VERSION);
  assert.deepEqual([again.of(MINIMUM).length, again.all()[0]?.passesSince], [0, LATER.toISOString()]);
  again.keep(counterexample, LATER);
  const [seenAgain, ...others] = FailureStore.open(folder, VERSION).of(MINIMUM);
  assert.deepEqual(others, []);
  assert.deepEqual(
    [seenAgain?.firstSeen, seenAgain?.lastSeen, seenAgain?.passesSince],
    [FIRST.toISOString(), LATER.toISOString(), undefined],
  );
});

test("where one requirement has too many, the one that has passed for longest makes room", () => {
  const store = FailureStore.open(folder, VERSION);
  for (let i = 0; i < 70; i += 1) {
    store.keep({ ...counterexample, kind: `kind ${i}` }, FIRST);
    const [failure] = store.of(MINIMUM);
    assert.ok(failure !== undefined, `kind ${i} was kept`);
    store.settle(failure, new Date(LATER.valueOf() + i));
  }
  assert.equal(files().length, 60);
  const kinds = FailureStore.open(folder, VERSION)
    .all()
    .map(({ kind }) => kind);
  assert.ok(kinds.includes("kind 69") && !kinds.includes("kind 0"));
});

test("files that are no failures are passed over and left alone", () => {
  FailureStore.open(folder, VERSION).keep(counterexample, FIRST);
  const good = readFileSync(join(folder, files()[0] ?? ""), "utf8");
  writeFileSync(join(folder, "torn.json"), good.slice(0, 100));
  writeFileSync(join(folder, "renamed.json"), good.replaceAll(MINIMUM, "create-listener.no-such-clause"));
  writeFileSync(join(folder, "notes.txt"), "mine");
  mkdirSync(join(folder, "folder.json"));
  assert.equal(FailureStore.open(folder, VERSION).of(MINIMUM).length, 1);
  assert.equal(files().length, 5);
});

test("a folder that cannot be written to is no reason to fail", () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  const store = FailureStore.open(join(file, "failures"), VERSION);
  assert.equal(store.keep(counterexample, FIRST), false);
  assert.equal(store.of(MINIMUM).length, 1);
});

for (const [what, text, problem] of [
  ["no JSON", "{", "not JSON"],
  ["another document", "{}", "it lacks format"],
  ["a later format", JSON.stringify({ ...stored(), format: 2 }), "its format is not 1"],
  [
    "an unknown requirement",
    JSON.stringify({ ...stored(), requirement: "x" }),
    "its requirement is none that this version knows",
  ],
  [
    "a draft with an unknown member",
    JSON.stringify({ ...stored(), byValue: { is: "request", draft: { ...MINIMAL_DRAFT, x: 1 } } }),
    "its byValue has a form that this version does not know",
  ],
  [
    "a command that is none",
    JSON.stringify({ ...stored(), byValue: { is: "course", commands: [{ do: "rm" }] } }),
    "its byValue has a form that this version does not know",
  ],
] as const) {
  test(`what is no stored failure is refused with a reason: ${what}`, () => {
    const parsed = parseStoredFailure(text);
    assert.ok("problem" in parsed);
    assert.ok(parsed.problem.includes(problem), parsed.problem);
  });
}

test("names of files depend on requirement and kind alone", () => {
  assert.equal(fileNameOf({ requirement: MINIMUM, kind: "a" }), fileNameOf({ requirement: MINIMUM, kind: "a" }));
  assert.notEqual(fileNameOf({ requirement: MINIMUM, kind: "a" }), fileNameOf({ requirement: MINIMUM, kind: "b" }));
});

const requestCheck: DeclaredCheck = {
  requirement: MINIMUM,
  body: ({ check }) => check.refuses(belowMinimum, anyClientError),
};
const courseCheck: DeclaredCheck = {
  requirement: "create-listener.sequences.consistent",
  body: ({ check }) => runSequences(check),
};
/** Sees only what was stored. */
const nothingNew = ({ requirement }: DeclaredCheck): DeclaredCheck => ({ requirement, body: async () => {} });

for (const [name, check, mutant] of [
  ["requests", requestCheck, "timeout-59-accepted"],
  ["courses", courseCheck, "token-forgotten-after-update"],
] as const) {
  test(`${name} that failed are tried first in the next run, fail there, and are kept, but tried no more, once they pass`, async () => {
    const runOn = (emulator: { mutant?: string }, declared: DeclaredCheck) =>
      withEmulator(
        emulator,
        { profile: "standard", concurrency: 4, failures: { folder, suiteVersion: VERSION } },
        (session) => runCheck(session, declared),
      );
    assert.equal((await runOn({ mutant }, check)).outcome, "fail");
    const kept = files();
    assert.ok(kept.length > 0);
    const again = await runOn({ mutant }, nothingNew(check));
    assert.equal(again.outcome, "fail");
    assert.equal(again.counterexamples[0]?.reproducible, "reproducible");
    assert.deepEqual(files(), kept);
    const fixed = await runOn({}, nothingNew(check));
    assert.equal(fixed.outcome, "pass");
    assert.deepEqual(files(), kept, "what somebody was told of can still be replayed");
    const after = FailureStore.open(folder, VERSION);
    assert.deepEqual(after.of(check.requirement), []);
    assert.ok(after.all().every(({ passesSince, lastSeen }) => passesSince !== undefined && passesSince > lastSeen));
  });
}

test("what was shown by a stored case is not shrunk and reported once more", async () => {
  const changes = { profile: "standard", concurrency: 4, failures: { folder, suiteVersion: VERSION } } as const;
  const runOn = () =>
    withEmulator({ mutant: "timeout-59-accepted" }, changes, (session) => runCheck(session, requestCheck));
  const first = await runOn();
  const second = await runOn();
  assert.deepEqual(
    second.counterexamples.map(({ kind }) => kind).sort(),
    first.counterexamples.map(({ kind }) => kind).sort(),
  );
  assert.ok(second.counterexamples.every(({ shrinkRequests }) => shrinkRequests === 0));
});
