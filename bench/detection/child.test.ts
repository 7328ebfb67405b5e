import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { problemOf, runChild } from "./child.js";

const options = { cwd: process.cwd(), timeLimitMs: 5_000, signal: new AbortController().signal };

test("a program's end is told with its output", async () => {
  const end = await runChild(process.execPath, ["-e", "console.log('hello'); process.exit(3)"], options);
  assert.deepEqual(end, { is: "ended", exitCode: 3, output: "hello\n" });
});

test("a program that takes too long is ended with whatever it has started", async (t) => {
  const cwd = await mkdtemp(join(tmpdir(), "gwlb-conformance-child-"));
  t.after(() => rm(cwd, { recursive: true, force: true }));
  const grandchild = "setInterval(() => fs.appendFileSync('alive', '.'), 20)";
  const script = `child_process.spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}]); setInterval(() => {}, 1000)`;
  const end = await runChild(process.execPath, ["-e", script], { ...options, cwd, timeLimitMs: 2_000 });
  assert.deepEqual(end, { is: "stopped", why: "not done after 2 s" });
  const signsOfLife = async () => (await readFile(join(cwd, "alive"), "utf8")).length;
  await sleep(50);
  const before = await signsOfLife();
  await sleep(200);
  assert.ok(before > 0);
  assert.equal(await signsOfLife(), before);
});

test("the signal ends a program", async () => {
  const controller = new AbortController();
  const running = runChild(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], {
    ...options,
    signal: controller.signal,
  });
  controller.abort();
  assert.deepEqual(await running, { is: "stopped", why: "interrupted" });
});

test("a program that is not there is a problem in one line", async () => {
  assert.match((await problemOf("no-such-program-here", [], options)) ?? "", /^no-such-program-here: .*ENOENT/u);
  const failing = await problemOf(
    process.execPath,
    ["-e", "console.error('first'); console.error('last'); process.exit(2)"],
    options,
  );
  assert.match(failing ?? "", /ended with 2: last$/u);
  assert.equal(await problemOf(process.execPath, ["-e", ""], options), undefined);
});
