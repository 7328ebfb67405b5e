import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AdapterFault } from "../adapter/adapter-fault.js";
import type { Script } from "../service/script.js";
import { CREATED, create } from "../specs/calls.js";
import { withProgram, withReference } from "../testing/session.js";
import { converse } from "./conversation.js";
import { smallerCalls } from "./smaller-calls.js";

const SILENT: Script = () => ({ does: "silence", after: "nothing", reply: CREATED });

describe("a conversation", () => {
  it("tells a call that hangs from an adapter that is silent by ending the silence", () =>
    withProgram("if (0) answer({ ok: {} });", async (session) => {
      const plan = { script: SILENT, calls: [create()], limitMs: 100, graceMs: 200 };
      await assert.rejects(
        converse(session, plan),
        (fault) => fault instanceof AdapterFault && /create-listener/u.test(fault.message),
      );
    }));

  it("has the late answer of a call that hung", () =>
    withReference("", async (session) => {
      const plan = { script: SILENT, calls: [create()], limitMs: 300, timeoutMs: 60_000 };
      const { told, released } = await converse(session, plan);
      assert.ok(released);
      assert.deepEqual([told[0]?.late, told[0]?.answer.is], [true, "ok"]);
    }));

  it("ends the silence when one request has been open for too long", () =>
    withReference("", async (session) => {
      const plan = { script: SILENT, calls: [create()], openLimitMs: 200, timeoutMs: 60_000 };
      const { arrivals, told, released } = await converse(session, plan);
      assert.ok(released && told[0]?.late === false);
      assert.ok((arrivals[0]?.endedAt ?? 0) - (arrivals[0]?.at ?? 0) >= 190);
    }));

  it("notes signature, nonce and parameters of what arrives", () =>
    withReference("", async (session) => {
      const { arrivals, credentials } = await converse(session, {
        script: () => ({ does: "emulate" }),
        calls: [create()],
      });
      assert.deepEqual(
        arrivals.map(({ accessKeyId, signature }) => [accessKeyId, signature.scheme, signature.problem]),
        [[credentials.accessKeyId, "v3", undefined]],
      );
      assert.match(arrivals[0]?.treatment.is === "replied" ? arrivals[0].treatment.body : "", /lsn-/u);
    }));
});

describe("smaller calls", () => {
  it("say less, and keep the ids", () => {
    const call = {
      LoadBalancerId: "l",
      ServerGroupId: "s",
      ListenerDescription: "abcd",
      Tag: [{ Key: "ab", Value: "" }, { Key: "c" }],
    };
    const all = [...smallerCalls(call)];
    assert.ok(all.every((one) => JSON.stringify(one).length < JSON.stringify(call).length));
    assert.ok(all.every((one) => one.LoadBalancerId === "l" && one.ServerGroupId === "s"));
    assert.deepEqual([...smallerCalls({ LoadBalancerId: "l" })], []);
  });
});
