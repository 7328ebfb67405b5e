/** A run with a budget of time goes on drawing cases once those of the profile are done, evenly, and says how far it came. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "../emulator/index.js";
import type { RequirementRecord } from "../evidence/record.js";
import { loadChecks, runChecks } from "./run-checks.js";
import { openTarget } from "./session/open-target.js";
import { configWith } from "./testing/config.js";

const CLAUSES = ["create-listener.listener-description.random", "create-listener.tcp-idle-timeout.range"];

async function runWith(budgetMinutes: number | undefined) {
  const startedAt = performance.now();
  const emulator = await startEmulator({ auth: "none", transitionMs: 5, idleLoadBalancers: 4 });
  const given = configWith({ endpoint: emulator.endpoint, situations: { ...emulator.situations }, profile: "smoke" });
  const config = { ...given, limits: { ...given.limits, ...(budgetMinutes === undefined ? {} : { budgetMinutes }) } };
  const plan = { is: "endpoint", config, requirements: [], nonce: "b", ledger: "/dev/null", command: "run" } as const;
  const target = await openTarget(plan, { index: 0, count: 1 });
  try {
    const checks = (await loadChecks()).filter(({ requirement }) => CLAUSES.includes(requirement));
    const records: RequirementRecord[] = [];
    for await (const record of runChecks(target.session, checks)) records.push(record);
    return { records, notes: target.session.notes(), tookMs: performance.now() - startedAt };
  } finally {
    await target.close();
    await emulator.close();
  }
}

const casesOf = (records: readonly RequirementRecord[]) => records.reduce((sum, { cases }) => sum + cases, 0);

test("further cases are drawn until the budget is spent, and the notes say how many", async () => {
  const plain = await runWith(undefined);
  // However slow this machine is, the budget is longer than what the profile asks for takes.
  const deeper = await runWith((3 * plain.tookMs + 2_000) / 60_000);
  for (const { requirement, outcome } of deeper.records) assert.equal(outcome, "pass", requirement);
  assert.ok(plain.notes.every((note) => !note.startsWith("the budget")));
  const [, cases] =
    /^the budget of [\d.]+ minutes went into (\d+) cases beyond those of the profile: at least \d+ of each of \d+ families$/u.exec(
      deeper.notes.find((note) => note.startsWith("the budget")) ?? "",
    ) ?? [];
  assert.ok(Number(cases) > 0, deeper.notes.join("\n"));
  assert.equal(casesOf(deeper.records), casesOf(plain.records) + Number(cases));
});
