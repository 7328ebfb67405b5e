import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type TestContext, test } from "node:test";
import { REQUIREMENTS } from "../contract/catalogue.js";
import { FileError } from "../evidence/published-file.js";
import { buildReport } from "./report.js";
import { withDigest } from "./report-digest.js";
import { readReport } from "./report-file.js";
import { hostileRunOf, runOf } from "./testing/runs.js";
import { ensureWritable, OutputError, writeReports } from "./write.js";

async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reports-"));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

test("writes the four files, nothing else, and the report reads back the same", async (context) => {
  const folder = join(await folderFor(context), "made", "for", "it");
  const report = buildReport(hostileRunOf(), REQUIREMENTS);
  const paths = await writeReports(folder, report);
  assert.deepEqual((await readdir(folder)).toSorted(), ["junit.xml", "report.json", "schedule.svg", "summary.md"]);
  assert.deepEqual(
    paths.map((path) => basename(path)),
    ["report.json", "junit.xml", "summary.md", "schedule.svg"],
  );
  assert.deepEqual(await readReport(join(folder, "report.json")), JSON.parse(JSON.stringify(withDigest(report))));
});

test("replaces an earlier report", async (context) => {
  const folder = await folderFor(context);
  await writeFile(join(folder, "report.json"), "old");
  await writeReports(folder, buildReport(runOf(), REQUIREMENTS));
  assert.match(await readFile(join(folder, "report.json"), "utf8"), /"reportVersion": 1/u);
});

test("an output folder that cannot be written to is an error for people", async (context) => {
  const file = join(await folderFor(context), "file");
  await writeFile(file, "");
  for (const folder of [file, join(file, "below")]) {
    const told = (error: unknown) =>
      error instanceof OutputError &&
      error.message.includes(folder) &&
      /choose another output folder/u.test(error.message);
    await assert.rejects(ensureWritable(folder), told);
    await assert.rejects(writeReports(folder, buildReport(runOf(), REQUIREMENTS)), told);
  }
});

test("a path that is taken by a folder is an error, and leaves nothing unfinished", async (context) => {
  const folder = await folderFor(context);
  await mkdir(join(folder, "junit.xml", "x"), { recursive: true });
  await assert.rejects(writeReports(folder, buildReport(runOf(), REQUIREMENTS)), OutputError);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith("unfinished")),
    [],
  );
});

test("what is not a report is refused with the file and the place", async (context) => {
  const path = join(await folderFor(context), "report.json");
  await writeFile(path, "<html>");
  await assert.rejects(readReport(path), (error) => error instanceof FileError && /not JSON/u.test(error.message));
  await writeFile(path, '{"reportVersion":1}');
  await assert.rejects(readReport(path), /report\.json: not a report of this version: at the top level: must have/u);
  await assert.rejects(readReport(`${path}.absent`), /cannot be read \(ENOENT/u);
});
