import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import { serveHttp, type TestingServer } from "../../target/testing/server.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };
let emulator: RunningEmulator;
let website: TestingServer;

before(async () => {
  emulator = await startEmulator({ idleLoadBalancers: 2 });
  website = await serveHttp((_request, response) => response.end("<html><body>hello</body></html>"));
});
after(async () => {
  await emulator.close();
  await website.close();
});

function writeConfig(name: string, config: object): string {
  writeFileSync(join(folder, name), JSON.stringify(config));
  return name;
}

describe("doctor", { concurrency: 2 }, () => {
  it("ends with 0 where everything is at hand, and says what can be exercised", async () => {
    const { endpoint, credentials, situations } = emulator;
    const file = writeConfig("whole.json", { target: { endpoint }, credentials, situations });
    const { code, stdout } = await run(["doctor", "--config", file, "--profile", "smoke"], inFolder);
    assert.equal(code, 0);
    assert.match(stdout, /^ok {7}credentials: from the configuration$/mu);
    assert.doesNotMatch(stdout, /^(?:warning|failed)/mu);
    assert.match(stdout, /^Profile smoke: (\d+) of \1 required requirements can be exercised here\.$/mu);
    assert.ok(!stdout.includes(credentials.accessKeySecret));
  });

  it("names what is missing, what is not exercised for it, and that nothing would be certified", async () => {
    const { endpoint, credentials } = emulator;
    const file = writeConfig("bare.json", { target: { endpoint }, credentials });
    const { code, stdout } = await run(["doctor", "--config", file], inFolder);
    assert.equal(code, 5);
    assert.match(stdout, /^warning {2}situations: .* missing: /mu);
    assert.match(stdout, /^Profile standard: 0 of \d+ required/mu);
    assert.match(stdout, /below the floor of 50 %: a run would certify nothing/u);
    assert.match(
      stdout.replaceAll(/\s+/gu, " "),
      /- without load-balancer\/idle, not or not fully: create-listener\./u,
    );
  });

  it("gives the same as JSON", async () => {
    const { endpoint, credentials, situations } = emulator;
    const file = writeConfig("json.json", { target: { endpoint }, credentials, situations });
    const { stdout } = await run(["doctor", "--config", file, "--json"], inFolder);
    const { findings, exercisable }: { findings: { status: string }[]; exercisable: { missing: unknown[] } } =
      JSON.parse(stdout);
    assert.ok(findings.length > 4 && findings.every(({ status }) => status === "ok"));
    assert.deepEqual(exercisable.missing, []);
  });

  it("says that without an endpoint the embedded emulator is certified", async () => {
    const { code, stdout } = await run(["doctor"], inFolder);
    assert.equal(code, 0);
    assert.match(stdout, /^The configuration is in order\. It names no endpoint/u);
    const { stdout: json } = await run(["doctor", "--json"], inFolder);
    const { findings }: { findings: unknown } = JSON.parse(json);
    assert.deepEqual(findings, [{ check: "endpoint", status: "ok", message: stdout.trim() }]);
  });

  it("ends with 2 when the target wants signatures and the configuration gives none", async () => {
    const { code, stdout } = await run(["doctor", "--endpoint", emulator.endpoint, "--auth", "none"], inFolder);
    assert.equal(code, 2);
    assert.match(stdout.replaceAll(/\s+/gu, " "), /this target wants signatures: set target\.auth to acs3 or rpc/u);
    assert.match(stdout, /^A run makes no sense yet: the configuration has to be put right first\.$/mu);
  });

  it("ends with 3 for a wrong secret", async () => {
    const { endpoint, credentials } = emulator;
    const wrong = { ...credentials, accessKeySecret: "mistyped-secret" };
    const file = writeConfig("wrong.json", { target: { endpoint }, credentials: wrong });
    const { code, stdout, stderr } = await run(["doctor", "--config", file], inFolder);
    assert.equal(code, 3);
    assert.match(stdout, /^failed {3}caller: .*SignatureDoesNotMatch/mu);
    assert.ok(!(stdout + stderr).includes("mistyped-secret"));
  });

  it("ends with 2 without credentials, and says how to give them", async () => {
    const env = { HOME: folder, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };
    const { code, stdout } = await run(["doctor", "--endpoint", emulator.endpoint], { cwd: folder, env });
    assert.equal(code, 2);
    assert.match(stdout, /^failed {3}credentials: no credentials: set ALIBABA_CLOUD_ACCESS_KEY_ID/mu);
  });

  it("ends with 3 for an endpoint where nothing listens, and for a web site", async () => {
    const dead = await run(["doctor", "--endpoint", "http://127.0.0.1:1", "--auth", "none"], inFolder);
    assert.equal(dead.code, 3);
    assert.match(dead.stdout, /^failed {3}reachability: .*connection refused/mu);
    const web = await run(["doctor", "--endpoint", website.endpoint, "--auth", "none"], inFolder);
    assert.equal(web.code, 3);
    assert.match(web.stdout, /^failed {3}endpoint: it answers every operation with a web page/mu);
  });

  for (const [what, text, message] of [
    ["an unknown key", '{"taget": {}}', /^error: bad-0\.yaml:1:\d+: unknown key "?taget"?.*did you mean.*target/u],
    ["a wrong type", "limits:\n  concurrency: many\n", /^error: bad-1\.yaml:2:\d+: limits\.concurrency must be/u],
    ["malformed YAML", "target: [\n", /^error: bad-2\.yaml:\d+:\d+: not valid YAML/u],
  ] as const) {
    it(`ends with 2 for ${what} in the configuration, and says where`, async () => {
      const name = message.source.match(/bad-\d/u)?.[0] ?? "bad";
      writeFileSync(join(folder, `${name}.yaml`), text);
      const { code, stderr } = await run(["doctor", "--config", `${name}.yaml`], inFolder);
      assert.equal(code, 2);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /^ {4}at /mu);
    });
  }
});
