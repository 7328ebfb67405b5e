/** Courses against the emulator: as it should be, in legitimate variants, and with faults that only a course shows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMAND_KINDS } from "../../contract/commands.js";
import type { EmulatorOptions } from "../../emulator/index.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { runCheck } from "../run-check.js";
import type { ConfigChanges } from "../testing/config.js";
import { withEmulator } from "../testing/emulator.js";
import { runSequences } from "./sequences.js";

const CHECK = {
  requirement: "create-listener.sequences.consistent",
  body: ({ check }: { check: Parameters<typeof runSequences>[0] }) => runSequences(check),
} as const;

function runOn(emulator: EmulatorOptions, changes: ConfigChanges = {}): Promise<RequirementRecord> {
  const settings = { profile: "standard", concurrency: 8, ...changes } as const;
  return withEmulator(emulator, settings, async (session) => {
    const record = await runCheck(session, CHECK);
    await session.stage.restored();
    assert.deepEqual(session.ledger.owned(), [], "everything that was created is removed");
    return record;
  });
}

const dataOf = (counterexample: Counterexample | undefined) =>
  counterexample?.byValue?.is === "course" ? counterexample.byValue.commands : [];

test("a correct target gets through every course, and every kind of command is run", async () => {
  const { outcome, reason, cases, coverage, warnings } = await runOn({});
  assert.deepEqual({ outcome, reason, warnings }, { outcome: "pass", reason: undefined, warnings: [] });
  assert.equal(cases, 13);
  for (const kind of COMMAND_KINDS) assert.ok((coverage[`command: ${kind}`] ?? 0) > 0, kind);
});

for (const variant of [
  "load-balancer-configuring-meanwhile",
  "token-reuse-answers-first",
  "token-forgotten-after-delete",
  "list-lags",
  "other-order",
  "dry-run-of-format-only",
  "no-list-listeners",
  "no-get-load-balancer-attribute",
]) {
  test(`a legitimate difference raises nothing: ${variant}`, async () => {
    const { outcome, reason, warnings } = await runOn({ variant }, { seed: 7 });
    assert.deepEqual({ outcome, reason, warnings }, { outcome: "pass", reason: undefined, warnings: [] });
  });
}

const FAULTS: readonly (readonly [mutant: string, commands: string, got: RegExp])[] = [
  ["token-forgotten-after-refused-second", "create create replay", /TooManyListeners/u],
  ["token-forgotten-after-update", "create update replay", /TooManyListeners/u],
  ["token-replay-resets-timeout", "create replay read", /TcpIdleTimeout/u],
  ["refusal-takes-place", "create dry-run", /TooManyListeners/u],
];

for (const [mutant, commands, got] of FAULTS) {
  test(`a fault is shrunk to the commands that matter: ${mutant}`, async () => {
    const { outcome, counterexamples } = await runOn({ mutant });
    assert.equal(outcome, "fail");
    const [first] = counterexamples;
    assert.equal(
      dataOf(first)
        .map((command) => command.do)
        .join(" "),
      commands,
    );
    assert.match(first?.got ?? "", got);
    assert.equal(first?.reproducible, "reproducible");
    assert.ok((first?.shrinkRequests ?? 999) <= 300);
  });
}

test("the same seed gives the same counterexample at any concurrency", async () => {
  const essence = async (concurrency: number) => {
    const { outcome, counterexamples } = await runOn(
      { mutant: "second-listener-changes-first" },
      { concurrency, seed: 3 },
    );
    return {
      outcome,
      counterexamples: counterexamples.map(({ kind, expected, got, path, byValue }) => ({
        kind,
        expected,
        got,
        path,
        byValue,
      })),
    };
  };
  const one = await essence(1);
  assert.equal(one.outcome, "fail");
  assert.deepEqual(await essence(32), one);
});

test("a drawn course carries what fast-check needs to run it again", async () => {
  const { counterexamples } = await runOn({ mutant: "dry-run-creates" });
  const drawn = counterexamples.filter(({ path }) => path !== undefined);
  for (const counterexample of drawn) {
    assert.match(counterexample.replayPath ?? "", /^[A-Za-z0-9+/]+:[A-Za-z0-9+/]+$/u);
    assert.ok(dataOf(counterexample).length > 0);
  }
  assert.ok(counterexamples.length > 0);
});

test("only dry runs allowed: no course can be run, and the reason is given", async () => {
  const { outcome, reason } = await runOn({}, { lenses: ["dry-run"] });
  assert.equal(outcome, "not-exercised");
  assert.match(reason ?? "", /dry runs alone/u);
});

test("courses stop when no more listeners may be created, without a failure", async () => {
  const { outcome, cut } = await runOn({}, { creates: 6 });
  assert.ok(outcome === "pass" || outcome === "not-exercised", outcome);
  assert.ok(cut > 0);
});
