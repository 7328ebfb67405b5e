import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { type RunPlan, readPlan, writePlan } from "./plan.js";
import { configWith } from "./testing/config.js";

const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-plan-"));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, "plan.json");

const OWN = { accessKeyId: "own-id", accessKeySecret: "own-secret", securityToken: "own-token" };
const DENIED = { accessKeyId: "denied-id", accessKeySecret: "denied-secret" };

const PLAN: RunPlan = {
  is: "endpoint",
  config: {
    ...configWith({
      endpoint: "http://127.0.0.1:1",
      auth: "acs3",
      situations: { "load-balancer/idle": ["gwlb-1"], "caller/denied": DENIED },
    }),
    credentials: OWN,
  },
  requirements: ["create-listener.tag.count"],
  nonce: "n0",
  ledger: join(folder, "ledger.jsonl"),
  command: "npx gwlb-conformance run --profile smoke --seed 1",
};

test("a plan comes back whole", () => {
  assert.deepEqual(readPlan(writePlan(file, PLAN)), PLAN);
});

test("no secret is in the file", () => {
  writePlan(file, PLAN);
  const text = readFileSync(file, "utf8");
  for (const { accessKeyId, accessKeySecret } of [OWN, DENIED])
    assert.ok(!text.includes(accessKeySecret) && !text.includes(accessKeyId));
  assert.ok(!text.includes(OWN.securityToken));
  assert.ok(text.includes("gwlb-1"));
});

test("a plan without secrets comes back as it is", () => {
  const plan = { ...PLAN, config: configWith({ endpoint: "http://127.0.0.1:1" }) };
  assert.deepEqual(readPlan(writePlan(file, plan)), plan);
});

test("the command line of an adapter comes back, and is in no file", () => {
  const { run } = configWith({ endpoint: "" });
  const adapter = {
    command: "python3 adapter.py --token 'my own'",
    shown: "python3 adapter.py",
    folder,
    variables: { NODE_OPTIONS: "my own" },
  };
  const plan: RunPlan = { is: "sdk", config: { adapter, limits: {}, run }, requirements: [], command: "sdk run" };
  assert.deepEqual(readPlan(writePlan(file, plan)), plan);
  assert.ok(!readFileSync(file, "utf8").includes("my own"));
});

test("where nobody planned there is no plan", () => {
  assert.equal(readPlan({}), undefined);
});
