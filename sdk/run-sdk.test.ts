import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { REQUIREMENTS, SDK_REQUIREMENT_IDS } from "../contract/catalogue.js";
import type { RequirementRecord } from "../evidence/record.js";
import { storedFailureOf } from "../evidence/stored-failure.js";
import {
  AdapterFault,
  CommandLineError,
  loadSdkChecks,
  openAdapterTarget,
  retryConversation,
  runSdkChecks,
  type SdkSession,
} from "./run-sdk.js";
import { withProgram, withReference } from "./testing/session.js";

const checks = await loadSdkChecks();
const NOW = "2025-12-10T00:00:00.000Z";

async function recordsOf(session: SdkSession, ...names: readonly string[]): Promise<RequirementRecord[]> {
  const records: RequirementRecord[] = [];
  const chosen = checks.filter(({ requirement }) => names.some((name) => requirement.startsWith(name)));
  for await (const record of runSdkChecks(session, chosen)) records.push(record);
  return records;
}

describe("a run on a client library", () => {
  it("has a check for every clause", () => {
    assert.deepEqual(checks.map(({ requirement }) => requirement).sort(), [...SDK_REQUIREMENT_IDS].sort());
  });

  it("accuses the reference client of nothing in what can be shown quickly", () =>
    withReference("", async (session) => {
      const records = await recordsOf(
        session,
        "sdk.request",
        "sdk.signature.valid",
        "sdk.answer",
        "sdk.overlap",
        "sdk.secrecy",
      );
      const bad = records.filter(({ outcome, warnings }) => outcome !== "pass" || warnings.length > 0);
      assert.deepEqual(bad, []);
      assert.ok(records.length > 50);
    }));

  it("tells simultaneous calls apart whose descriptions cannot be set", () =>
    withReference("--fault description-unsupported", async (session) => {
      const records = await recordsOf(session, "sdk.overlap");
      assert.deepEqual(
        records.map(({ outcome }) => outcome),
        ["pass", "pass"],
      );
    }));

  it("finds a secret in the requests of all checks", async () => {
    const sentBy = await withReference("--fault secret-sent-again", async (session) => {
      await recordsOf(session, "sdk.idempotency.resent-keeps-token");
      return session.secretSentBy;
    });
    assert.equal(sentBy, "create-listener");
    await withReference("", async (session) => {
      session.secretSentBy = sentBy;
      const [record] = await recordsOf(session, "sdk.signature.secret-not-sent");
      assert.equal(record?.outcome, "fail");
    });
  });

  it("finds a wrong signature and another's security token in the requests of all checks", async () => {
    const missigned = await withReference("--fault secret-with-ampersand", async (session) => {
      await recordsOf(session, "sdk.request.client-token");
      return session.missigned;
    });
    assert.match(missigned ?? "", /not that of what was sent \(request 1 of create-listener\)/u);
    await withReference("", async (session) => {
      session.missigned = missigned;
      session.strangeTokenSentBy = "create-listener";
      const records = await recordsOf(session, "sdk.signature.valid", "sdk.signature.sts");
      assert.deepEqual(
        records.map(({ outcome }) => outcome),
        ["fail", "fail"],
      );
    });
  });

  it("makes a failing call small, and replays it", async () => {
    const id = "sdk.request.tags.order";
    const stored = await withReference("--fault tags-sorted", async (session) => {
      const [record] = await recordsOf(session, id);
      const [counterexample] = record?.counterexamples ?? [];
      assert.equal(record?.outcome, "fail", record?.reason);
      assert.ok(counterexample?.reproducible === "reproducible" && counterexample.byValue?.is === "conversation");
      assert.equal(counterexample.byValue.call?.Tag?.length, 2);
      assert.ok(!JSON.stringify(counterexample).includes(session.credentials.next(false).accessKeySecret.slice(0, 22)));
      const stored = storedFailureOf(counterexample, NOW, "1");
      assert.ok(stored !== undefined);
      assert.equal((await retryConversation(session, stored))?.outcome, "fail");
      return stored;
    });
    await withReference("", async (session) => {
      const record = await retryConversation(session, stored);
      assert.deepEqual([record?.outcome, record?.cases], ["pass", 1]);
    });
  });

  it("charges what breaks the protocol to nobody but the adapter", () =>
    withProgram('process.stdout.write("oops" + String.fromCharCode(10));', async (session) => {
      const records = await recordsOf(session, "sdk.request.one-request", "sdk.answer.ids");
      assert.deepEqual(
        records.map(({ outcome }) => outcome),
        ["harness-error", "harness-error"],
      );
      for (const { reason } of records) assert.match(reason ?? "", /not JSON.*oops/u);
    }));

  it("does not take what cannot be expressed for a pass", () =>
    withProgram('answer({ unsupported: "no such operation" });', async (session) => {
      const records = await recordsOf(session, "sdk.request", "sdk.answer", "sdk.waiter");
      for (const { requirement, outcome } of records) assert.notEqual(outcome, "pass", requirement);
      const failed = records.filter(({ outcome }) => outcome === "fail").map(({ requirement }) => requirement);
      assert.ok(failed.includes("sdk.request.tags") && failed.includes("sdk.request.tcp-idle-timeout"));
      assert.ok(!failed.some((id) => id.startsWith("sdk.waiter") || id.startsWith("sdk.answer")));
    }));

  it("does not take calls without requests for a pass", () =>
    withProgram('answer({ ok: { ListenerId: "lsn-1" } });', async (session) => {
      const records = await recordsOf(session, "sdk.");
      const passed = records.filter(
        ({ requirement, outcome }) => outcome === "pass" && REQUIREMENTS[requirement].kind === "required",
      );
      assert.deepEqual(passed, []);
    }));

  it("tells command lines and adapters that do not start", async () => {
    const open = (command: string) => openAdapterTarget({ command, profile: "smoke", seed: 1 });
    await assert.rejects(open("  "), CommandLineError);
    await assert.rejects(open("/no/such/adapter"), AdapterFault);
    await assert.rejects(open(`"${process.execPath}" -e "console.log(1)"`), AdapterFault);
  });
});
