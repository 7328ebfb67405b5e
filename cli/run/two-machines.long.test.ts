/** Two runs that cannot see each other's locks, as on two machines, on the same load balancers of a correct target. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import { jsonObjectOf, textMember } from "../../contract/answer.js";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import type { Report } from "../../reports/report.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

/** Clauses that make listeners and look for them, and some that need none. */
const CLAUSES = [
  "create-listener.error.no-effect",
  "create-listener.error.too-many-listeners",
  "create-listener.tcp-idle-timeout.*",
  "create-listener.dry-run.creates-nothing",
];

/** What stands between one machine and the target, and notes which listeners it made and removed. */
async function machineAt(emulator: RunningEmulator) {
  const made = new Set<string>();
  const removed = new Set<string>();
  const server = createServer(async (incoming, outgoing) => {
    const body = await text(incoming);
    const { host: _, connection: __, "content-length": ___, "transfer-encoding": ____, ...headers } = incoming.headers;
    const answer = await request(`${emulator.endpoint}${incoming.url ?? ""}`, { method: "POST", headers, body });
    const answered = await answer.body.text();
    const action = String(incoming.headers["x-acs-action"]);
    if (action === "CreateListener") made.add(textMember(jsonObjectOf(answered), "ListenerId") ?? "");
    if (action === "DeleteListener" && answer.statusCode === 200)
      removed.add(new URLSearchParams(body).get("ListenerId") ?? body);
    outgoing.writeHead(answer.statusCode, { "content-type": "application/json" }).end(answered);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { endpoint: `http://127.0.0.1:${port}`, made, removed, close: () => server.close() };
}

for (const apartMs of [0, 1_000]) {
  const folders = [temporaryFolder(), temporaryFolder()];
  it(`runs that begin ${apartMs} ms apart accuse nobody, and leave each other's listeners alone`, async () => {
    const emulator = await startEmulator({ idleLoadBalancers: 4, auth: "none", transitionMs: 20 });
    const runIn = async (cwd: string, delayMs: number) => {
      const machine = await machineAt(emulator);
      const { endpoint } = machine;
      await sleep(delayMs);
      // A machine of its own: other folders for temporary files and for the user.
      mkdirSync(join(cwd, "tmp"));
      const config = { target: { endpoint, auth: "none" }, situations: emulator.situations };
      writeFileSync(join(cwd, "c.json"), JSON.stringify(config));
      const only = CLAUSES.flatMap((clause) => ["--only", clause]);
      const words = ["run", "-c", "c.json", "--profile", "smoke", ...only, "--output", "out"];
      const ended = await run(words, { cwd, env: { TMPDIR: join(cwd, "tmp"), HOME: cwd } });
      machine.close();
      const report: Report = JSON.parse(readFileSync(join(cwd, "out", "report.json"), "utf8"));
      return { ...ended, ...machine, report };
    };
    try {
      const ends = await Promise.all(folders.map((cwd, i) => runIn(cwd, i * apartMs)));
      for (const { code, stdout, stderr, report, made, removed } of ends) {
        const said = stdout + stderr;
        const accused = report.requirements.filter(({ outcome }) => outcome === "fail" || outcome === "flaky");
        assert.deepEqual(
          accused.map(({ id, reason }) => [id, reason]),
          [],
          said,
        );
        // Filtered runs certify nothing: 5.
        assert.ok(code === 3 || code === 5, `exit ${code}: ${said}`);
        if (code === 3) assert.match(said, /somebody else|not of this run/u);
        assert.deepEqual(
          [...removed].filter((id) => !made.has(id)),
          [],
        );
      }
    } finally {
      await emulator.close();
    }
  });
}
