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

test("where nobody planned there is no plan", () => {
  assert.equal(readPlan({}), undefined);
});
