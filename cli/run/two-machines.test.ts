/** Two runs that cannot see each other's locks, as on two machines, on the same load balancers of a correct target: neither accuses it. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmulator } from "../../emulator/index.js";
import type { Report } from "../../reports/report.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

/** Clauses that make listeners and look for them, and some that need none. */
const CLAUSES = [
  "create-listener.error.no-effect",
  "create-listener.error.too-many-listeners",
  "create-listener.listener-description.*",
  "create-listener.tag.*",
  "create-listener.tcp-idle-timeout.*",
  "create-listener.client-token.*",
  "create-listener.dry-run.*",
];

for (const apartMs of [0, 1_000]) {
  const folders = { one: temporaryFolder(), other: temporaryFolder() };
  it(`runs that begin ${apartMs} ms apart end without an accusation`, async () => {
    const emulator = await startEmulator({ idleLoadBalancers: 4, auth: "none", transitionMs: 20 });
    const { endpoint, situations } = emulator;
    // Machines of their own: other folders for what is written, for temporary files and for the user.
    const runOn = async (machine: keyof typeof folders) => {
      const cwd = folders[machine];
      mkdirSync(join(cwd, "tmp"));
      writeFileSync(join(cwd, "c.json"), JSON.stringify({ target: { endpoint, auth: "none" }, situations }));
      const only = CLAUSES.flatMap((clause) => ["--only", clause]);
      const words = ["run", "-c", "c.json", "--profile", "smoke", ...only, "--output", machine];
      const ended = await run(words, { cwd, env: { TMPDIR: join(cwd, "tmp"), HOME: cwd } });
      const report: Report = JSON.parse(readFileSync(join(cwd, machine, "report.json"), "utf8"));
      return { ...ended, report };
    };
    try {
      const ends = await Promise.all([runOn("one"), sleep(apartMs).then(() => runOn("other"))]);
      for (const { code, stdout, stderr, report } of ends) {
        const accused = report.requirements.filter(({ outcome }) => outcome === "fail" || outcome === "flaky");
        assert.deepEqual(
          accused.map(({ id, reason }) => [id, reason]),
          [],
          stdout + stderr,
        );
        // Filtered runs certify nothing: 5.
        assert.ok(code === 3 || code === 5, `exit ${code}: ${stdout}${stderr}`);
        if (code === 3) assert.match(stdout + stderr, /somebody else/u);
      }
    } finally {
      await emulator.close();
    }
  });
}
