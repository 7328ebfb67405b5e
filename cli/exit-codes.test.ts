/** Every exit code of `run`, through the real program and real targets on this machine. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { startEmulator } from "../emulator/index.js";
import type { Report } from "../reports/report.js";
import { serveHttp, type TestingServer } from "../target/testing/server.js";
import { run, start } from "./testing/binary.js";
import { temporaryFolder } from "./testing/folder.js";

const ID = "create-listener.tag.count";
const folder = temporaryFolder();
const inFolder = { cwd: folder };
const servers: TestingServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

/** A plain web server that knows nothing of GWLB. @returns its endpoint */
async function serve(...how: Parameters<typeof serveHttp>): Promise<string> {
  const server = await serveHttp(...how);
  servers.push(server);
  return server.endpoint;
}

function reportIn(output: string): Report {
  return JSON.parse(readFileSync(join(folder, output, "report.json"), "utf8"));
}

function outcomeOf({ requirements }: Report, id: string): string | undefined {
  return requirements.find((requirement) => requirement.id === id)?.outcome;
}

describe("the exit code", { concurrency: 2 }, () => {
  it("is 0 for a conformant target, with a certificate", async () => {
    // Less patience than usual is no time-stretched run.
    writeFileSync(join(folder, "quick.json"), JSON.stringify({ waits: { staysRunning: 50, tokenReplay: 50 } }));
    const words = ["run", "-c", "quick.json", "--embedded", "--profile", "smoke", "--runs", "2", "--output", "0"];
    const { code, stdout, stderr } = await run(words, inFolder);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /CONFORMANT/u);
    const { certificate, judgement } = reportIn("0");
    assert.ok(certificate.granted);
    assert.equal(judgement.exitCode, 0);
    for (const file of ["junit.xml", "summary.md", "allure-report/index.html"]) {
      assert.ok(existsSync(join(folder, "0", file)), file);
    }
  });

  it("is 1 for a target that violates a required clause, with a request that shows it", async () => {
    const emulator = await startEmulator({ mutant: "tags-20-refused" });
    try {
      const { endpoint, credentials, situations } = emulator;
      writeFileSync(join(folder, "mutant.json"), JSON.stringify({ target: { endpoint }, credentials, situations }));
      const { code, stdout } = await run(["run", "-c", "mutant.json", "--only", ID, "--output", "1"], inFolder);
      assert.equal(code, 1, stdout);
      assert.match(readFileSync(join(folder, "1", "summary.md"), "utf8"), /^curl /mu);
      assert.match(stdout, /Replay +npx gwlb-conformance replay 1\/failures\/\S+ --config mutant\.json --output 1\n/u);
      assert.ok(!stdout.includes(credentials.accessKeySecret));
      assert.equal(outcomeOf(reportIn("1"), ID), "fail");
      assert.ok(emulator.fired() > 0);
    } finally {
      await emulator.close();
    }
  });

  it("is 2 for what cannot be asked for", async () => {
    writeFileSync(join(folder, "file"), "");
    writeFileSync(join(folder, "no-endpoint.yaml"), "run: { profile: smoke }");
    for (const [words, message] of [
      [["--profile", "complete"], /^error: --profile: run\.profile must be one of smoke, standard, full/u],
      [["--only", "create-listener.tag.cuont"], /did you mean create-listener\.tag\.count\?/u],
      [["--config", "absent.yaml"], /^error: absent\.yaml: no such file/u],
      [
        ["--config", "no-endpoint.yaml"],
        /^error: no-endpoint\.yaml: names no endpoint.*--endpoint URL, or --embedded/u,
      ],
      [["--embedded", "--endpoint", "http://127.0.0.1:1"], /^error: --embedded: .*leave out one of them/u],
      [["--endpoint", "ftp://127.0.0.1"], /^error: --endpoint: .*is not an endpoint/u],
      [["--baseline", "absent.yaml"], /^error: .*absent\.yaml/u],
      [["--output", "file/below"], /^error: .*file\/below: cannot be written to/u],
    ] as const) {
      const { code, stdout, stderr } = await run(["run", ...words], inFolder);
      assert.equal(code, 2, words.join(" "));
      assert.match(stderr, message);
      assert.equal(stdout, "");
    }
  });

  it("is 2 for a self-test whose proof cannot be written, with advice about the file", async () => {
    writeFileSync(join(folder, "no-folder"), "");
    const { code, stderr } = await run(["self-test", "--output", "no-folder/proof.json"], inFolder);
    assert.equal(code, 2);
    assert.match(stderr, /no-folder: cannot be written to \(\w+\); name another file with --output\n$/u);
  });

  it("is 3 for an endpoint that is none: nothing there, a web site, a redirect, no TLS", async () => {
    const website = await serve((_request, response) => response.end("<html><body>hello</body></html>"));
    const redirect = await serve((_request, response) => response.writeHead(302, { location: "/login" }).end());
    for (const [endpoint, message] of [
      ["http://127.0.0.1:1", /connection refused.*start the target/u],
      [website, /a web page.*no GWLB endpoint/u],
      [redirect, /redirects \(HTTP 302\) to \/login; give the endpoint it redirects to/u],
      [website.replace("http:", "https:"), /nothing speaks TLS there; for a plain server write http:/u],
    ] as const) {
      const { code, stderr } = await run(["run", "--endpoint", endpoint, "--auth", "none", "--output", "3"], inFolder);
      assert.equal(code, 3, stderr);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /^ {4}at /mu);
    }
  });

  it("is 3 with a report that says so, where an earlier run left a green one", async () => {
    const output = join(folder, "stale");
    mkdirSync(join(output, "allure-report"), { recursive: true });
    mkdirSync(join(output, "failures"));
    for (const name of ["junit.xml", "allure-report/index.html", "mine.txt"]) writeFileSync(join(output, name), "old");
    const dead = ["--endpoint", "http://127.0.0.1:1", "--auth", "none"];
    const { code } = await run(["run", ...dead, "--only", ID, "--output", "stale"], inFolder);
    assert.equal(code, 3);
    const report = reportIn("stale");
    assert.equal(report.judgement.exitCode, 3);
    assert.equal(outcomeOf(report, ID), "environment-error");
    assert.match(readFileSync(join(output, "junit.xml"), "utf8"), /<error message="Environment: .*connection refused/u);
    assert.deepEqual(
      ["allure-report", "failures", "mine.txt"].map((name) => existsSync(join(output, name))),
      [false, true, true],
    );
  });

  it("is 4 when the suite itself cannot do its work, in one line", async () => {
    // The folder of the suite's own working files is not what the suite left there.
    mkdirSync(join(folder, "4", ".work", "plan.json"), { recursive: true });
    const { code, stderr } = await run(["run", "--only", ID, "--output", "4"], inFolder);
    assert.equal(code, 4);
    assert.match(stderr, /^fault of the suite: EISDIR.*GWLB_CONFORMANCE_DEBUG=1 shows where it comes from\)$/mu);
    assert.doesNotMatch(stderr, /^ {4}at /mu);
  });

  it("is 5 for a filtered run, without a certificate", async () => {
    const { code, stdout, stderr } = await run(["run", "--only", ID, "--output", "5"], inFolder);
    assert.equal(code, 5, stdout);
    const sentence = "passed: 1 of 1 selected (a filtered run certifies nothing), exit 5, the embedded emulator";
    const lines = stdout.trimEnd().split("\n");
    assert.deepEqual([lines[0], lines.at(-1)], [sentence, sentence]);
    assert.match(stderr, /^1 requirement, .*, the embedded emulator\n/u);
    const report = reportIn("5");
    assert.equal(outcomeOf(report, ID), "pass");
    assert.ok(!report.certificate.granted);
  });

  for (const signal of ["SIGINT", "SIGHUP"] as const) {
    it(`is 5 for a run that is stopped by ${signal}, with a report of what there is`, async () => {
      const child = start(["run", "--output", `stopped-${signal}`], inFolder);
      let stderr = "";
      child.stderr.on("data", (chunk: Buffer) => {
        const before = stderr;
        stderr += chunk.toString();
        const isUnderWay = /^[1-9]\d*\/\d+ requirements/mu;
        if (isUnderWay.test(stderr) && !isUnderWay.test(before)) child.kill(signal);
      });
      let stdout = "";
      child.stdout.on("data", (chunk: Buffer) => {
        stdout += chunk.toString();
      });
      const [code]: (number | null)[] = await once(child, "close");
      assert.equal(code, 5, stderr);
      assert.match(stderr, /stopping: cleaning up/u);
      const report = reportIn(`stopped-${signal}`);
      assert.ok(report.run.interrupted);
      assert.ok(report.requirements.some(({ outcome }) => outcome === "pass"));
      assert.ok(!report.certificate.granted);
      assert.ok(stdout.trimEnd().split("\n").length <= 40, stdout);
    });
  }

  it("is 6 for a stale baseline", async () => {
    const excuse = { requirement: ID, reason: "was fixed long ago", expires: "2099-01-01" };
    writeFileSync(join(folder, "baseline.yaml"), JSON.stringify({ excuses: [excuse] }));
    const words = ["run", "--only", ID, "--baseline", "baseline.yaml", "--output", "6"];
    const { code, stdout } = await run(words, inFolder);
    assert.equal(code, 6, stdout);
    assert.ok(reportIn("6").staleExcuses.length > 0);
  });
});
