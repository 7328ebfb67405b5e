import assert from "node:assert/strict";
import { test } from "node:test";
import { problemOf, runChild } from "./child.js";

const options = { cwd: process.cwd(), timeLimitMs: 5_000, signal: new AbortController().signal };

test("a program's end is told with its output", async () => {
  const end = await runChild(process.execPath, ["-e", "console.log('hello'); process.exit(3)"], options);
  assert.deepEqual(end, { is: "ended", exitCode: 3, output: "hello\n" });
});

test("a program that takes too long is ended with whatever it has started", async () => {
  // The grandchild inherits the pipes: while it lives, they stay open.
  const script =
    "require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], {stdio: 'inherit'}); setTimeout(() => {}, 60000)";
  const startedAt = performance.now();
  const end = await runChild(process.execPath, ["-e", script], { ...options, timeLimitMs: 1_000 });
  assert.deepEqual(end, { is: "stopped", why: "not done after 1 s" });
  assert.ok(performance.now() - startedAt < 5_000);
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
