/** Runs that judge a client library, through the real program, from its command line to its exit code and reports. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { XMLValidator } from "fast-xml-parser";
import { HOSTILE } from "../../evidence/testing/records.js";
import type { Report, RequirementReport } from "../../reports/report.js";
import { REPORT_FILES } from "../../reports/report-file.js";
import { COMPILED } from "../run/suite.js";
import { run, start } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const REFERENCE = `node '${join(COMPILED, "sdk", "reference", "adapter.js")}'`;
const ID = "sdk.request.load-balancer-id";
/** The reference client with a fault that breaks that clause. */
const FAULTY = `${REFERENCE} --fault load-balancer-id-misnamed`;

/** Writes an adapter that does what `body` does for each command, and answers `start` and `stop`. @returns its command line */
function adapterOf(name: string, body: string, sdk: object = { name, version: "1", language: "JavaScript" }): string {
  const started = JSON.stringify({ protocol: 1, sdk, features: [] });
  writeFileSync(
    join(folder, `${name}.mjs`),
    `const say = (line) => process.stdout.write(line + "\\n");
    let rest = "";
    process.stdin.setEncoding("utf8").on("data", (chunk) => {
      const lines = (rest + chunk).split("\\n");
      rest = lines.pop();
      for (const line of lines) {
        const { id, do: what } = JSON.parse(line);
        if (what === "start") say(JSON.stringify({ id, ok: ${started} }));
        else if (what === "client") say(JSON.stringify({ id, ok: {} }));
        else if (what === "stop") process.stdout.write(JSON.stringify({ id, ok: {} }) + "\\n", () => process.exit(0));
        else { ${body} }
      }
    }).on("end", () => process.exit(0));`,
  );
  return `node ${name}.mjs`;
}

function sdkRun(adapter: string, output: string, ...words: readonly string[]) {
  return run(["sdk", "run", "--adapter", adapter, "--profile", "smoke", "--output", output, ...words], inFolder);
}

function reportIn(output: string): Report {
  return JSON.parse(readFileSync(join(folder, output, "report.json"), "utf8"));
}

function entryIn(output: string, id: string = ID): RequirementReport {
  const entry = reportIn(output).requirements.find((requirement) => requirement.id === id);
  assert.ok(entry, `${id} is not in the report`);
  return entry;
}

describe("a run on a client library", { concurrency: 2 }, () => {
  it("ends with 0 for a correct client, with a certificate that names it", async () => {
    const { code, stdout, stderr } = await sdkRun(REFERENCE, "0");
    assert.equal(code, 0, stdout + stderr);
    const { certificate, requirements, run: facts } = reportIn("0");
    assert.ok(certificate.granted);
    assert.match(certificate.text, /^SDK: {7}gwlb-reference-client /mu);
    assert.match(certificate.text, /This does not establish:/u);
    assert.deepEqual([facts.filtered, facts.interrupted], [false, false]);
    assert.ok(requirements.length > 80);
  });

  it("names what a time limit cut off, and certifies nothing then", async () => {
    const { code, stdout } = await sdkRun(REFERENCE, "cut", "--profile", "full", "--time-limit", "1s");
    assert.equal(code, 5, stdout);
    const cut = reportIn("cut").requirements.filter(({ reason }) => reason?.startsWith("cut off by the time limit"));
    assert.ok(cut.length > 0);
    assert.ok(cut.every(({ outcome }) => outcome === "inconclusive"));
  });

  it("ends with 1 for a clause that is broken, with what was sent and two commands that show it again", async () => {
    const { code, stdout } = await sdkRun(FAULTY, "1", "--only", ID);
    assert.equal(code, 1, stdout);
    assert.match(stdout, /^SDK +\S+ .*\n/mu);
    assert.match(stdout, /^Wire +POST .*\n/mu);
    assert.doesNotMatch(stdout, /^ *Curl/mu);
    assert.ok(stdout.trimEnd().split("\n").length <= 40, stdout);
    const summary = readFileSync(join(folder, "1", "summary.md"), "utf8");
    assert.match(summary, /npx gwlb-conformance sdk run --adapter ".*" --profile smoke --seed \d+ --only sdk/u);
    assert.match(stdout, /Replay +npx gwlb-conformance replay 1\/failures\/sdk\.\S+\.json --adapter "/u);
    const report = reportIn("1");
    const isReport = REPORT_FILES.validator();
    assert.ok(isReport(report), JSON.stringify(isReport.errors));
    assert.equal(report.target.is, "sdk");
    assert.deepEqual(Object.keys(Object(report.config.adapter)), ["command", "folder"]);
    assert.ok(report.requirements.every(({ id }) => id.startsWith("sdk.")));
    const [counterexample] = entryIn("1").counterexamples;
    assert.deepEqual([counterexample?.byValue?.is, counterexample?.lens], ["conversation", undefined]);
    for (const name of ["junit.xml", "summary.md", "allure-report/index.html"])
      assert.ok(existsSync(join(folder, "1", name)), name);
    assert.ok(!existsSync(join(folder, "1", "schedule.svg")));
    assert.ok(readdirSync(join(folder, "1", "allure-results")).some((name) => name.endsWith("-result.json")));
  });

  it("keeps a failure that `replay` finds still there, and fixed by another client", async () => {
    await sdkRun(FAULTY, "kept", "--only", ID);
    const [name = ""] = readdirSync(join(folder, "kept", "failures"));
    const file = join("kept", "failures", name);
    const still = await run(["replay", file, "--adapter", FAULTY], inFolder);
    assert.equal(still.code, 1, still.stdout + still.stderr);
    assert.match(still.stdout, /still failing: it failed in the same way 3 of 3 times/u);
    const fixed = await run(["replay", file, "--adapter", REFERENCE], inFolder);
    assert.equal(fixed.code, 0, fixed.stdout + fixed.stderr);
    assert.match(fixed.stdout, /fixed: it passed 3 times in a row/u);
    const unnamed = await run(["replay", file], inFolder);
    assert.equal(unnamed.code, 2);
    assert.match(unnamed.stderr, /is a client library's, .*: give --adapter "COMMAND" or --bundled NAME/u);
    // A run puts it to the client again as well, and keeps it as one that passes by now.
    assert.equal((await sdkRun(REFERENCE, "kept", "--only", ID)).code, 5);
    const kept = readdirSync(join(folder, "kept", "failures")).map((one) =>
      readFileSync(join(folder, "kept", "failures", one), "utf8"),
    );
    assert.ok(kept.length > 0 && kept.every((text) => text.includes('"passesSince"')), kept.join("\n"));
  });

  it("excuses what a baseline excuses, and says so when the excuse is stale", async () => {
    const excuse = { requirement: ID, reason: "ticket 7", expires: "2099-01-01" };
    writeFileSync(join(folder, "baseline.yaml"), JSON.stringify({ excuses: [excuse] }));
    const words = ["--only", ID, "--baseline", "baseline.yaml"];
    assert.equal((await sdkRun(FAULTY, "excused", ...words)).code, 5);
    assert.equal(entryIn("excused").excuse?.reason, "ticket 7");
    const stale = await sdkRun(REFERENCE, "stale", ...words);
    assert.equal(stale.code, 6, stale.stdout);
  });

  it("ends with 2 for what cannot be asked for, in words", async () => {
    for (const [words, message] of [
      [[], /no adapter is named/u],
      [["--adapter", ""], /names no program/u],
      [["--adapter", "no-such-program"], /there is no program "no-such-program" on the PATH/u],
      [["--adapter", "node 'x"], /every quote needs its other half/u],
      [["--bundled", "fortran"], /Allowed choices are typescript/u],
      [["--adapter", "node x.mjs", "--only", "create-listener.tag.count"], /there is no such requirement/u],
      [["--adapter", "node x.mjs", "--profile", "complete"], /must be one of smoke, standard, full/u],
    ] as const) {
      const { code, stdout, stderr } = await run(["sdk", "run", ...words, "--output", "2"], inFolder);
      assert.equal(code, 2, words.join(" "));
      assert.match(stderr, message);
      assert.equal(stdout, "");
    }
  });

  it("ends with 4 for an adapter that breaks the protocol at once, with a report that names the line", async () => {
    const adapter = adapterOf("chatty", "");
    writeFileSync(join(folder, "chatty.mjs"), `console.log(${JSON.stringify(HOSTILE.replaceAll("\n", " "))})`);
    const { code, stderr } = await sdkRun(adapter, "4a");
    assert.equal(code, 4, stderr);
    assert.match(stderr, /not JSON.*send logs, and whatever the library prints, to standard error/u);
    assert.ok(!stderr.includes("\u001b"));
    assert.equal(reportIn("4a").judgement.exitCode, 4);
    assert.equal(entryIn("4a").outcome, "harness-error");
  });

  it("ends with 4 for one that breaks it later; its text is escaped in every output", async () => {
    const sdk = { name: HOSTILE, version: HOSTILE, language: HOSTILE, runtime: HOSTILE };
    const adapter = adapterOf("hostile", `say(${JSON.stringify(HOSTILE.replaceAll("\n", " "))})`, sdk);
    const { code, stdout, stderr } = await sdkRun(adapter, "4b", "--only", ID);
    assert.equal(code, 4, stdout + stderr);
    assert.equal(entryIn("4b").outcome, "harness-error");
    const junit = readFileSync(join(folder, "4b", "junit.xml"), "utf8");
    const summary = readFileSync(join(folder, "4b", "summary.md"), "utf8");
    assert.equal(XMLValidator.validate(junit), true);
    assert.match(junit, /&lt;script&gt;/u);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    for (const text of [stdout, stderr, junit, summary]) assert.doesNotMatch(text, /[\u0000\u001b\u202e]/u);
    assert.doesNotMatch(summary, /^<script|[^`]<script>alert\(1\)<\/script>[^`]*$/mu);
  });

  it("ends with 5 when it is stopped, with a report of what there is, and the adapters are gone", async () => {
    const pids = join(folder, "pids");
    const adapter = `sh -c 'echo $$ >> pids; exec ${REFERENCE.replaceAll("'", '"')}'`;
    const words = ["sdk", "run", "--adapter", adapter, "--profile", "full", "--output", "stopped"];
    const child = start(words, inFolder);
    let stderr = "";
    let isStopped = false;
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
      if (isStopped || !/^[1-9]\d*\/\d+ requirements/mu.test(stderr)) return;
      isStopped = true;
      child.kill("SIGINT");
    });
    child.stdout.resume();
    const [code]: (number | null)[] = await once(child, "close");
    assert.equal(code, 5, stderr);
    assert.match(stderr, /stopping: ending the adapter/u);
    const report = reportIn("stopped");
    assert.ok(report.run.interrupted);
    assert.ok(!report.certificate.granted);
    const started = readFileSync(pids, "utf8").trim().split("\n").map(Number);
    assert.ok(started.length > 1, "one to ask who is there, and others for the checks");
    for (const pid of started) assert.throws(() => process.kill(pid, 0), /ESRCH/u);
  });
});
