/** What CI servers are told: in their own formats, only where they run, and never in the words of a target. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type TestContext, test } from "node:test";
import { REQUIREMENT_IDS, REQUIREMENTS } from "../../contract/catalogue.js";
import { ADVISORY, counterexampleOf, HOSTILE, MINIMUM, recordOf } from "../../evidence/testing/records.js";
import { CODE_QUALITY } from "../names.js";
import { buildReport, type Report, type RunResult } from "../report.js";
import { hostileRunOf, passingRunOf, runOf } from "../testing/runs.js";
import { ciFindingsOf } from "./findings.js";
import { annotationsOf, stepSummaryOf } from "./github.js";
import { codeQualityOf } from "./gitlab.js";
import { pathFrom } from "./place.js";
import { ciStep } from "./step.js";

const ROOT = resolve("/clone");
const placeOf = (id: string) => ({ file: join(ROOT, "specs", "a,b:c%.spec.ts"), line: id.length });
const reportOf = (run: RunResult) => buildReport(run, REQUIREMENTS);

/** A command as GitHub's runner reads it: what is not one stays undefined. */
function commandIn(line: string) {
  const found = /^::(?<name>\w+) (?<properties>[^:]*)::(?<message>.*)$/su.exec(line);
  const decoded = (text: string) =>
    text
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",")
      .replaceAll("%25", "%");
  const pairs = (found?.groups?.properties ?? "").split(",").map((pair) => pair.split("="));
  return {
    name: found?.groups?.name,
    properties: Object.fromEntries(pairs.map(([name = "", value = ""]) => [name, decoded(value)])),
    message: decoded(found?.groups?.message ?? ""),
  };
}

test("a violation is an error at the line of its clause, a broken custom a warning", () => {
  const commands = annotationsOf(reportOf(runOf()), placeOf, ROOT).map(commandIn);
  assert.deepEqual(
    commands.map(({ name, properties: { file, line, title } }) => [name, file, line, title]),
    [
      ["error", "specs/a,b:c%.spec.ts", String(MINIMUM.length), MINIMUM],
      ["warning", "specs/a,b:c%.spec.ts", String(ADVISORY.length), ADVISORY],
    ],
  );
  assert.match(
    commands[0]?.message ?? "",
    /^Contract violation: .*got HTTP 200\..*\nRerun: gwlb-conformance run --only/u,
  );
});

test("what a target says begins no command and adds no property", () => {
  const got = `${HOSTILE}\r\n::error file=x::y,z%0A`;
  const records = [recordOf(MINIMUM, { outcome: "fail", counterexamples: [counterexampleOf(MINIMUM, { got })] })];
  for (const run of [hostileRunOf(), runOf({ records })]) {
    const lines = annotationsOf(reportOf(run), placeOf, ROOT);
    assert.ok(lines.length > 0);
    for (const line of lines) {
      assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u);
      const { name, properties } = commandIn(line);
      assert.match(name ?? "", /^(error|warning)$/u);
      assert.deepEqual(Object.keys(properties), "file" in properties ? ["file", "line", "title"] : ["title"]);
    }
  }
});

test("a run that failed for something else than a violation says so itself", () => {
  const faults = ["the checks did not start"];
  const report = reportOf(passingRunOf({ facts: { ...passingRunOf().facts, faults } }));
  const [command] = annotationsOf(report, () => undefined, ROOT).map(commandIn);
  assert.deepEqual([command?.name, command?.properties], ["error", { title: "CreateListener conformance" }]);
  assert.match(command?.message ?? "", /exit 4[\s\S]*the checks did not start/u);
});

test("a conformant run has nothing to say; an excused violation is a notice and no error", () => {
  assert.deepEqual(ciFindingsOf(reportOf(passingRunOf())), []);
  const baseline = [{ requirement: MINIMUM, reason: "ticket 7", expires: "2999-01-01" }];
  const levels = ciFindingsOf(reportOf(runOf({ baseline }))).map(({ id, level }) => [id, level]);
  assert.ok(levels.some(([id, level]) => id === MINIMUM && level === "notice"));
  assert.ok(!levels.some(([id, level]) => id === MINIMUM && level === "error"));
});

test("more errors than GitHub shows are named in the last one", () => {
  const ids = REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].kind === "required").slice(0, 14);
  const records = ids.map((id) => recordOf(id, { outcome: "fail", reason: `no ${id}` }));
  const commands = annotationsOf(reportOf(runOf({ records })), placeOf, ROOT).map(commandIn);
  assert.equal(commands.length, 10);
  assert.match(commands.at(-1)?.message ?? "", /^5 more, .*: create-listener/u);
});

test("each cause is one error, which names the clauses that it explains; GitLab counts clauses", () => {
  const required = REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].kind === "required");
  const ids = [...required.slice(0, 14), MINIMUM];
  const records = ids.map((id) => recordOf(id, { outcome: "fail", reason: id === MINIMUM ? "other" : "same" }));
  const report = reportOf(runOf({ records }));
  const commands = annotationsOf(report, placeOf, ROOT).map(commandIn);
  assert.deepEqual(
    commands.map(({ properties: { title } }) => title),
    [ids[0], MINIMUM],
  );
  assert.match(commands[0]?.message ?? "", /\nExplains 14 clauses: create-listener\./u);
  assert.doesNotMatch(commands[1]?.message ?? "", /Explains/u);
  const entries: { check_name: string }[] = JSON.parse(codeQualityOf(report, placeOf, ROOT, ROOT));
  assert.deepEqual(new Set(entries.map(({ check_name }) => check_name)), new Set(ids));
  assert.deepEqual([entries[0]?.check_name, entries[1]?.check_name], [ids[0], MINIMUM]);
});

test("GitLab gets the same findings, each with a fingerprint that later runs repeat", () => {
  const of = (report: Report): Record<string, unknown>[] =>
    JSON.parse(codeQualityOf(report, placeOf, ROOT, join(ROOT, "report.json")));
  const [first, again] = [of(reportOf(runOf())), of(reportOf(runOf({ seed: 7 })))];
  assert.deepEqual(
    first.map(({ check_name, severity, location }) => [check_name, severity, location]),
    [
      [MINIMUM, "critical", { path: "specs/a,b:c%.spec.ts", lines: { begin: MINIMUM.length } }],
      [ADVISORY, "minor", { path: "specs/a,b:c%.spec.ts", lines: { begin: ADVISORY.length } }],
    ],
  );
  assert.deepEqual(
    first.map(({ fingerprint }) => fingerprint),
    again.map(({ fingerprint }) => fingerprint),
  );
  assert.equal(new Set(first.map(({ fingerprint }) => fingerprint)).size, first.length);
  assert.doesNotMatch(codeQualityOf(reportOf(hostileRunOf()), placeOf, ROOT, ROOT), /[^\P{C}\n]/u);
});

test("places are named from the folder that was checked out, and a package elsewhere by its folder of specs", () => {
  assert.equal(pathFrom(ROOT, join(ROOT, "specs", "tag.spec.ts")), "specs/tag.spec.ts");
  assert.equal(pathFrom(ROOT, resolve("/other/dist/sdk/specs/x.spec.js")), "sdk/specs/x.spec.js");
});

test("a summary that GitHub would refuse is cut at a heading and says so", () => {
  const report = reportOf(runOf());
  const whole = stepSummaryOf(report);
  const cut = stepSummaryOf(report, 1024 * 1024 - 2000);
  assert.ok(Buffer.byteLength(whole) > 2000 && Buffer.byteLength(cut) <= 2000);
  assert.match(cut, /^> Cut, [^\n]+\n\n# CreateListener conformance: NOT CONFORMANT\n[\s\S]*\n$/u);
  assert.equal(stepSummaryOf(report, 1024 * 1024), "");
});

/** A step that writes into a new folder. */
async function stepIn(context: TestContext, variables: (folder: string) => Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), "ci-"));
  context.after(() => rm(folder, { recursive: true }));
  const said = { stdout: "", stderr: "" };
  const into = (name: keyof typeof said) => ({ write: (text: string) => (said[name] += text) });
  const step = ciStep({ env: variables(folder), stdout: into("stdout"), stderr: into("stderr") });
  step.begin();
  said.stdout += "::error::from the target\n";
  await step.tell(reportOf(runOf()), folder, () => placeOf);
  step.end();
  return { folder, said };
}

test("without a CI server nothing is written and nothing is said", async (context) => {
  const { folder, said } = await stepIn(context, () => ({ GITHUB_STEP_SUMMARY: "", GITLAB_CI: "" }));
  assert.deepEqual(await readdir(folder), []);
  assert.deepEqual(said, { stdout: "::error::from the target\n", stderr: "" });
});

test("GitHub's summary is appended to, and annotations come where commands are read again", async (context) => {
  const path = join(await mkdtemp(join(tmpdir(), "ci-")), "summary");
  context.after(() => rm(join(path, ".."), { recursive: true }));
  await writeFile(path, "what another tool wrote\n");
  const { folder, said } = await stepIn(context, () => ({ GITHUB_STEP_SUMMARY: path, GITHUB_WORKSPACE: ROOT }));
  assert.deepEqual(await readdir(folder), []);
  assert.match(
    await readFile(path, "utf8"),
    /^what another tool wrote\n# CreateListener conformance: NOT CONFORMANT\n/u,
  );
  const [begin, foreign, end, ...annotations] = said.stdout.trimEnd().split("\n");
  const token = /^::stop-commands::(?<token>[0-9a-f]{32})$/u.exec(begin ?? "")?.groups?.token;
  assert.deepEqual([foreign, end], ["::error::from the target", `::${token}::`]);
  assert.deepEqual(annotations, annotationsOf(reportOf(runOf()), placeOf, ROOT));
});

test("a summary that cannot be written is a warning", async (context) => {
  const { said } = await stepIn(context, (folder) => ({ GITHUB_STEP_SUMMARY: folder }));
  assert.match(said.stderr, /^warning: .*: cannot be written \(EISDIR/u);
});

test("GitLab's file stands in the output folder", async (context) => {
  const { folder, said } = await stepIn(context, () => ({ GITLAB_CI: "true", CI_PROJECT_DIR: ROOT }));
  const entries: { check_name: string }[] = JSON.parse(await readFile(join(folder, CODE_QUALITY), "utf8"));
  assert.deepEqual(
    entries.map(({ check_name }) => check_name),
    [MINIMUM, ADVISORY],
  );
  assert.equal(said.stdout, "::error::from the target\n");
});
