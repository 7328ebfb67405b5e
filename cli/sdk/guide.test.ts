/** What docs/sdk.md shows works: its adapter, and the two commands by which people look at one. */
import assert from "node:assert/strict";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { COMPILED, PACKAGE } from "../run/suite.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const guide = readFileSync(join(PACKAGE, "docs", "sdk.md"), "utf8");
const [, adapter = ""] = /```js\n(.*?)```/su.exec(guide) ?? [];
writeFileSync(join(folder, "adapter.mjs"), adapter);
// The library that it drives.
symlinkSync(join(PACKAGE, "node_modules"), join(folder, "node_modules"), "junction");

describe("the guide to certifying an SDK", { concurrency: 2 }, () => {
  it("has a whole adapter of about 80 lines", () => {
    const lines = adapter.trimEnd().split("\n").length;
    assert.ok(lines > 50 && lines <= 85, `${lines} lines`);
  });

  it("has an adapter in which `doctor` finds nothing wrong", async () => {
    const { code, stdout, stderr } = await run(["doctor", "--adapter", "node adapter.mjs", "--json"], inFolder);
    assert.equal(code, 0, stdout + stderr);
    const { findings }: { findings: { check: string; status: string; message: string }[] } = JSON.parse(stdout);
    assert.deepEqual(
      findings.map(({ check, status }) => `${check}: ${status}`),
      ["protocol", "features", "request", "create", "read", "error", "stop"].map((check) => `${check}: ok`),
      stdout,
    );
    assert.match(stdout, /@alicloud\/openapi-core/u);
  });

  it("has an adapter that breaks no clause on what it sends first", async () => {
    const words = ["sdk", "run", "--adapter", "node adapter.mjs", "--profile", "smoke"];
    const { code, stdout } = await run([...words, "--only", "sdk.request.load-balancer-id", "--output", "o"], inFolder);
    assert.equal(code, 5, stdout);
    assert.match(stdout, /^passed: 1 of 1 selected \(a filtered run certifies nothing\), exit 5$/mu);
  });

  it("names commands that there are", () => {
    for (const [, command = ""] of guide.matchAll(/gwlb-conformance ((?:sdk )?[a-z]+)/gu)) {
      assert.match(command, /^(sdk (run|try|init|list|explain)|doctor|replay|diff)$/u);
    }
  });
});

describe("sdk try", { concurrency: 2 }, () => {
  it("shows each command, the request that it caused and the answer", async () => {
    const { code, stdout } = await run(["sdk", "try", "--adapter", "node adapter.mjs"], inFolder);
    assert.equal(code, 0, stdout);
    const shown = [
      /^→ \{"do":"start","protocol":1\}$/mu,
      /^← ok \{"protocol":1,/mu,
      /^→ \{"do":"create-listener"/mu,
      /^ {4}POST \/, CreateListener, signature V3, valid$/mu,
      /^ {6}ListenerDescription = first-try,第一次$/mu,
      /^ {4}HTTP 200 \{"ListenerId":"lsn-/mu,
      /^← ok \{"ListenerId":"lsn-/mu,
      /^← error \{"is":"service","code":"ResourceNotFound\.LoadBalancer"/mu,
      /^← it has ended with 0/mu,
      /^The adapter speaks the protocol\. The verdict: npx gwlb-conformance sdk run --adapter "node adapter\.mjs"$/mu,
    ];
    let from = 0;
    for (const pattern of shown) {
      const at = stdout.slice(from).search(pattern);
      assert.ok(at >= 0, `${pattern} does not follow in:\n${stdout}`);
      from += at;
    }
  });

  it("ends with 4 and advice where the adapter breaks the protocol, as does `doctor`", async () => {
    for (const words of [["sdk", "try"], ["doctor"]]) {
      const { code, stdout } = await run([...words, "--adapter", "node -p 1"], inFolder);
      assert.equal(code, 4);
      assert.match(
        stdout.replaceAll(/\s+/gu, " "),
        /an answer has "id" and exactly one of "ok", "error" and "unsupported"/u,
      );
    }
  });

  it("goes with the reference client, whose waiter is looked at too", async () => {
    const reference = `node '${join(COMPILED, "sdk", "reference", "adapter.js")}'`;
    const { code, stdout } = await run(["doctor", "--adapter", reference], inFolder);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^ok +wait: /mu);
  });
});
