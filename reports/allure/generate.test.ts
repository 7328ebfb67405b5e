import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { MINIMUM } from "../../evidence/testing/records.js";
import { buildReport, type Report } from "../report.js";
import { hostileRunOf, runOf } from "../testing/runs.js";
import { causeCategories } from "./cause-categories.js";
import { allureDetailsOf } from "./details.js";
import { environmentOf, generateAllureReport } from "./generate.js";
import { writeAllureResults } from "./results.js";

async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "allure [odd] name-"));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** What a page holds under a name. */
function dataIn(page: string, name: RegExp): string[] {
  const quoted = new RegExp(`"?(?:${name.source})"?,\\s*"([A-Za-z0-9+/=]+)"`, "gu");
  return [...page.matchAll(quoted)].map(([, encoded]) => Buffer.from(encoded ?? "", "base64").toString("utf8"));
}

async function pageOf(context: TestContext, report: Report): Promise<string> {
  const folder = await folderFor(context);
  const [results, output] = [join(folder, "allure-results"), join(folder, "allure-report")];
  writeAllureResults(results, report);
  await mkdir(output);
  await writeFile(join(output, "stale.txt"), "from an earlier run");
  const environment = environmentOf(report);
  const made = await generateAllureReport({ results, output, title: "A title", environment, causes: report.causes });
  assert.deepEqual(made, { generated: true, path: join(output, "index.html") });
  assert.deepEqual(await readdir(output), ["index.html"]);
  return readFile(join(output, "index.html"), "utf8");
}

test("makes one file that holds every requirement and may load nothing from outside", async (context) => {
  const report = buildReport(hostileRunOf(), REQUIREMENTS);
  const page = await pageOf(context, report);
  assert.match(page, /<head><meta http-equiv="Content-Security-Policy" content="default-src 'none';/u);
  assert.ok(page.includes("A title"));
  const data = dataIn(page, /test-results\/[0-9a-f]+\.json/u).map((text): { fullName: string } => JSON.parse(text));
  const ids = data.map(({ fullName }) => fullName);
  assert.deepEqual(ids.sort(), ["verdict", ...report.requirements.map(({ id }) => id)].sort());
});

test("the pass rate counts required clauses, the duration is the run's, and the first screen tells verdict and causes", async (context) => {
  const report = buildReport(runOf(), REQUIREMENTS);
  const page = await pageOf(context, report);
  const [counts = "{}"] = dataIn(page, /widgets\/statistic\.json/u);
  assert.deepEqual(JSON.parse(counts), { total: 3, passed: 1, failed: 1, skipped: 1 });
  assert.match(page, /"runSummary":\{"start":1768471200000,"stop":1768471212500,"duration":12500\}/u);
  const [variables = "{}"] = dataIn(page, /widgets\/variables\.json/u);
  const shown = Object.entries<string>(JSON.parse(variables)).slice(0, 3);
  assert.deepEqual(
    shown.map(([name]) => name),
    ["Verdict", "Certificate", "Cause 1"],
  );
  assert.match(shown[0]?.[1] ?? "", /^NOT CONFORMANT: 2 of 3 required requirements exercised, 1 violated \(exit 1\)$/u);
  const [globals = "{}"] = dataIn(page, /widgets\/globals\.json/u);
  assert.match(globals, /"name":"summary\.md"/u);
});

test("a clause stands in the category of the cause that explains it", () => {
  const { causes, requirements } = buildReport(hostileRunOf(), REQUIREMENTS);
  const [category] = causeCategories(causes);
  const isIn = (id: string) => new RegExp(category?.matchers[0].labels.story ?? "", "u").test(id);
  const labels = requirements.flatMap((one) => allureDetailsOf(one).labels.filter(({ name }) => name === "story"));
  assert.deepEqual(labels.map(({ value }) => value).filter(isIn), [MINIMUM]);
  assert.doesNotMatch(category?.name ?? "", /\p{C}/u);
});

test("adds each report to a history, which the next one shows", async (context) => {
  const folder = await folderFor(context);
  const [results, history] = [join(folder, "allure-results"), join(folder, "nights", "allure.jsonl")];
  writeAllureResults(results, buildReport(hostileRunOf(), REQUIREMENTS));
  const request = { results, output: join(folder, "r"), title: "t", environment: {}, history };
  assert.equal((await generateAllureReport(request)).generated, true);
  assert.equal((await generateAllureReport(request)).generated, true);
  const nights = (await readFile(history, "utf8"))
    .trim()
    .split("\n")
    .map((line): { testResults: object } => JSON.parse(line));
  assert.deepEqual(
    nights.map(({ testResults }) => Object.keys(testResults).length),
    [6, 6],
  );
});

test("results that cannot be read are a warning of one line, and leave the earlier report alone", async (context) => {
  const folder = await folderFor(context);
  const output = join(folder, "allure-report");
  await mkdir(output);
  await writeFile(join(output, "index.html"), "earlier");
  const made = await generateAllureReport({ results: join(folder, "absent"), output, title: "t", environment: {} });
  assert.equal(made.generated, false);
  assert.match(made.generated ? "" : made.warning, /^the Allure report could not be made: [^\n]+$/u);
  assert.equal(await readFile(join(output, "index.html"), "utf8"), "earlier");
});

test("a generator that takes too long is stopped", async (context) => {
  const folder = await folderFor(context);
  const results = join(folder, "allure-results");
  writeAllureResults(results, buildReport(hostileRunOf(), REQUIREMENTS));
  const made = await generateAllureReport({
    results,
    output: join(folder, "r"),
    title: "t",
    environment: {},
    timeoutMs: 1,
  });
  assert.match(made.generated ? "" : made.warning, /took longer than/u);
});
