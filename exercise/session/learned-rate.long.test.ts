/** A target that allows so many requests a second and says so: its rate is learned, kept, and named, and fewer cases are put to it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { request } from "undici";
import { startEmulator } from "../../emulator/index.js";
import { loadConfig } from "../../target/config/load-config.js";
import { serveHttp } from "../../target/testing/server.js";
import { loadChecks, runChecks } from "../run-checks.js";
import { openTarget } from "./open-target.js";

const PER_SECOND = 60;
const MINUTES = 0.4;
const HINTS = { "x-ratelimit-user-api": `Limit:${PER_SECOND},Remain:0,TimeLeft:1`, "x-acs-retry-after": "1" };

/** Counts requests in windows of a second. */
function quota(): () => boolean {
  let window = 0;
  let count = 0;
  return () => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== window) [window, count] = [now, 0];
    count += 1;
    return count > PER_SECOND;
  };
}

test("at most one request in twenty is refused for the rate, and the notes name it", { timeout: 180_000 }, async () => {
  const emulator = await startEmulator({ auth: "none", transitionMs: 5, idleLoadBalancers: 6 });
  const isTooMany = quota();
  const answers = { all: 0, refused: 0 };
  const server = await serveHttp(async ({ url, headers: sent, body }, response) => {
    const action = String(sent["x-acs-action"]);
    answers.all += 1;
    if (action === "CreateListener" && isTooMany()) {
      answers.refused += 1;
      response.writeHead(429, { "content-type": "application/json", ...HINTS }).end('{"Code":"Throttling.User"}');
      return;
    }
    const headers = {
      "x-acs-action": action,
      "x-acs-version": String(sent["x-acs-version"]),
      "content-type": String(sent["content-type"]),
    };
    const answer = await request(`${emulator.endpoint}${url}`, { method: "POST", headers, body });
    response.writeHead(answer.statusCode, { "content-type": "application/json" }).end(await answer.body.text());
  });
  const folder = mkdtempSync(join(tmpdir(), "gwlb-rate-"));
  const given = loadConfig({ cwd: folder, env: {}, flags: { endpoint: server.endpoint, auth: "none" } });
  const config = {
    ...given,
    situations: Object.fromEntries(Object.entries(emulator.situations).filter(([name]) => !name.startsWith("caller/"))),
    limits: { ...given.limits, minutes: MINUTES },
  };
  const plan = { config, requirements: [], nonce: "r", ledger: join(folder, "ledger.jsonl"), command: "run" };
  const target = await openTarget(plan, { index: 0, count: 1 });
  try {
    const checks = (await loadChecks()).filter(({ requirement }) => /\.(?:tag|tcp|listener-desc)/u.test(requirement));
    for await (const { outcome, reason } of runChecks(target.session, checks))
      assert.ok(outcome !== "fail" && outcome !== "flaky", reason);
    assert.ok(answers.all > 300, `${answers.all} requests`);
    assert.ok(answers.refused * 20 <= answers.all, `${answers.refused} of ${answers.all} refused`);
    assert.ok(target.session.isRationed);
    assert.match(target.session.notes().join("\n"), /asked \d+\.\d times a second, and cases are rationed/u);
  } finally {
    await target.close();
    await server.close();
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
