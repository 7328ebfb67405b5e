/** A run against a static mock puts what one answer shows, and waits for nothing. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { LEARNED_FROM_ONE_ANSWER } from "../../contract/needs.js";
import type { Report } from "../../reports/report.js";
import { answerJson, serveHttp } from "../../target/testing/server.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const LISTENER = {
  RequestId: "365F4154-92F6-4AE4-92F8-7FF34B540710",
  ListenerId: "lsn-j49ht1fxxqyv45example",
  ListenerStatus: "Provisioning",
  LoadBalancerId: "gwlb-1",
};
const cwd = temporaryFolder();
const server = await serveHttp((_, response) => answerJson(response, 200, LISTENER));
after(() => server.close());

test("a run against a static mock says so, and ends by itself", async () => {
  const target = { endpoint: server.endpoint, auth: "none" };
  const situations = { "load-balancer/idle": ["gwlb-1", "gwlb-2", "gwlb-3"], "server-group/available": "sgp-1" };
  writeFileSync(join(cwd, "c.json"), JSON.stringify({ target, situations }));
  const startedAt = performance.now();
  const { stdout, stderr } = await run(["run", "-c", "c.json", "--profile", "smoke", "--output", "out"], { cwd });
  const report: Report = JSON.parse(readFileSync(join(cwd, "out", "report.json"), "utf8"));
  assert.match(stderr, /it answers the same to everything: a static mock; these clauses can be learned: /u);
  const outcomes = new Map(report.requirements.map(({ id, outcome }) => [id, outcome]));
  for (const id of LEARNED_FROM_ONE_ANSWER) assert.ok(outcomes.has(id), id);
  assert.ok(![...outcomes.values()].includes("harness-error"), stdout);
  // Far less on a machine that has nothing else to do.
  assert.ok(performance.now() - startedAt < 120_000);
});
