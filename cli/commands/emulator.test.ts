import assert from "node:assert/strict";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, it } from "node:test";
import { SITUATIONS } from "../../contract/situations.js";
import { mutants, variants } from "../../emulator/index.js";
import { call } from "../../emulator/testing/call.js";
import { loadConfig } from "../../target/config/load-config.js";
import { openClient } from "../target-client.js";
import { run, start } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();

async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  const [line]: string[] = await once(createInterface(child.stdout), "line");
  return line ?? "";
}

async function stopped(child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  const [code]: (number | null)[] = await once(child, "close");
  return code ?? null;
}

describe("emulator", { concurrency: 2 }, () => {
  it("prints endpoint, region, credentials and situations, and ends with 0 on SIGTERM", async () => {
    const child = start(["emulator", "--idle-load-balancers", "3"]);
    const ready: { endpoint: string; region: string; auth: string; situations: Record<string, unknown> } = JSON.parse(
      await firstLine(child),
    );
    assert.match(ready.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/u);
    assert.deepEqual([ready.region, ready.auth], ["cn-hangzhou", "acs3"]);
    assert.deepEqual(Object.keys(ready.situations).sort(), [...SITUATIONS].sort());
    const idle = ready.situations["load-balancer/idle"];
    assert.ok(Array.isArray(idle) && idle.length === 3);
    assert.equal(await stopped(child, "SIGTERM"), 0);
  });

  it("prints a configuration that another command can use, logs requests, and ends with 0 on SIGINT", async () => {
    const child = start(["emulator", "--as-config", "--log"]);
    let log = "";
    child.stderr.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
    const file = join(folder, "emulator.json");
    writeFileSync(file, await firstLine(child));
    const { code, stdout } = await run(["doctor", "--config", file]);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /16 of 16 situations/u);
    assert.equal(await stopped(child, "SIGINT"), 0);
    assert.match(log, /^404 GetListenerAttribute$/mu);
  });

  it("takes requests without signatures when told to, and has the mutant it is told to have", async () => {
    const child = start(["emulator", "--auth", "none", "--mutant", "tags-20-refused", "--as-config"]);
    const file = join(folder, "mutant.json");
    writeFileSync(file, await firstLine(child));
    const config = loadConfig({ file, env: {} });
    const client = openClient(config, config.target.endpoint ?? "");
    const dryRun = async (tags: number) => {
      const { outcome } = await client.call("CreateListener", [
        ["LoadBalancerId", config.situations["load-balancer/idle"]?.[0] ?? ""],
        ["ServerGroupId", config.situations["server-group/available"]?.[0] ?? ""],
        ["DryRun", "true"],
        ...Array.from({ length: tags }, (_, index) => [`Tag.${index + 1}.Key`, `k${index}`] as const),
      ]);
      return outcome.is === "response" ? outcome.response.body : outcome.problem.detail;
    };
    assert.match(await dryRun(19), /DryRunOperation/u);
    assert.doesNotMatch(await dryRun(20), /DryRunOperation/u);
    await client.close();
    assert.equal(await stopped(child, "SIGTERM"), 0);
  });

  it("ends with 2 and one line when the port is in use", async () => {
    const child = start(["emulator"]);
    const { endpoint }: { endpoint: string } = JSON.parse(await firstLine(child));
    const { port } = new URL(endpoint);
    const second = await run(["emulator", "--port", port]);
    assert.equal(second.code, 2);
    assert.equal(
      second.stderr,
      `error: the emulator cannot listen at 127.0.0.1, port ${port}: the port is in use; choose another one, or 0 for any free one\n`,
    );
    assert.equal(second.stdout, "");
    await stopped(child, "SIGTERM");
  });

  it("lists mutants and variants with their sentences", async () => {
    const { code, stdout } = await run(["emulator", "--list"]);
    assert.equal(code, 0);
    assert.equal(stdout.trimEnd().split("\n").length, mutants.length + variants.length + 2);
    for (const { name, title } of [...mutants, ...variants]) assert.ok(stdout.includes(`  ${name}: ${title}\n`), name);
  });

  it("has all that its page names", () => {
    const page = readFileSync(new URL("../../../docs/emulator.md", import.meta.url), "utf8");
    const named = [...page.matchAll(/--(?:mutant|variant) ([a-z0-9-]+)|"(?:mutant|variant)": "([a-z0-9-]+)"/gu)];
    const names = named.map(([, flag, member]) => flag ?? member ?? "");
    assert.ok(names.length >= 2);
    const known = [...mutants, ...variants].map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => !known.includes(name)),
      [],
    );
  });

  it("is as slow and as busy as it is told, and has its faults changed only where it is told to allow that", async () => {
    const slow = start(["emulator", "--auth", "none", "--latency", "150", "--throttle", "1", "--control"]);
    const { endpoint }: { endpoint: string } = JSON.parse(await firstLine(slow));
    const startedAt = performance.now();
    const answers = await Promise.all([call(endpoint, "ListListeners"), call(endpoint, "ListListeners")]);
    assert.ok(performance.now() - startedAt >= 149);
    assert.deepEqual(answers.map(({ body }) => body.Code === "Throttling.User").sort(), [false, true]);
    const control = await fetch(`${endpoint}/__emulator/faults`);
    assert.deepEqual([control.status, await control.json()], [200, { latencyMs: 150, requestsPerSecond: 1 }]);
    assert.equal(await stopped(slow, "SIGTERM"), 0);

    const shut = start(["emulator", "--auth", "none"]);
    const other: { endpoint: string } = JSON.parse(await firstLine(shut));
    assert.equal((await fetch(`${other.endpoint}/__emulator/faults`)).status, 404);
    assert.equal(await stopped(shut, "SIGTERM"), 0);
  });

  for (const kind of ["mutant", "variant"]) {
    it(`ends with 2 for an unknown ${kind}, with suggestions`, async () => {
      const { code, stderr } = await run(["emulator", `--${kind}`, "tags"]);
      assert.equal(code, 2);
      assert.match(stderr, new RegExp(`^error: --${kind} tags: there is no such ${kind}; did you mean tags-`, "u"));
    });
  }
});
