import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { MINIMUM } from "../../evidence/testing/records.js";
import { buildReport, type Report } from "../report.js";
import { hostileRunOf } from "../testing/runs.js";
import { causeCategories } from "./cause-categories.js";
import { allureDetailsOf } from "./details.js";
import { environmentOf, generateAllureReport } from "./generate.js";

async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "allure [odd] name-"));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** What the generator needs of results; in a run a reporter of Playwright writes them. */
async function writeResults(folder: string, { requirements }: Report): Promise<void> {
  await mkdir(folder);
  for (const [index, requirement] of requirements.entries()) {
    const { status, labels, steps, historyId } = allureDetailsOf(requirement);
    const result = {
      uuid: `u${index}`,
      name: requirement.id,
      fullName: requirement.id,
      historyId,
      status,
      labels,
      steps,
      start: 1,
      stop: 2,
    };
    await writeFile(join(folder, `${index}-result.json`), JSON.stringify(result));
  }
}

test("makes one file that holds every requirement and may load nothing from outside", async (context) => {
  const folder = await folderFor(context);
  const [results, output] = [join(folder, "allure-results"), join(folder, "allure-report")];
  const report = buildReport(hostileRunOf(), REQUIREMENTS);
  await writeResults(results, report);
  await mkdir(output);
  await writeFile(join(output, "stale.txt"), "from an earlier run");

  const made = await generateAllureReport({
    results,
    output,
    title: "A title",
    environment: environmentOf(report),
    causes: report.causes,
  });

  assert.deepEqual(made, { generated: true, path: join(output, "index.html") });
  assert.deepEqual(await readdir(output), ["index.html"]);
  const page = await readFile(join(output, "index.html"), "utf8");
  assert.match(page, /<head><meta http-equiv="Content-Security-Policy" content="default-src 'none';/u);
  assert.ok(page.includes("A title"));
  const data = [...page.matchAll(/test-results\/[0-9a-f]+\.json"?,\s*"([A-Za-z0-9+/=]+)/gu)]
    .map(([, encoded]) => Buffer.from(encoded ?? "", "base64").toString("utf8"))
    .map((text): { name: string } => JSON.parse(text));
  assert.equal(new Set(data.map(({ name }) => name)).size, report.requirements.length);
  assert.ok(data.some(({ name }) => name === MINIMUM));
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
  await writeResults(results, buildReport(hostileRunOf(), REQUIREMENTS));
  const request = { results, output: join(folder, "r"), title: "t", environment: {}, history };
  assert.equal((await generateAllureReport(request)).generated, true);
  assert.equal((await generateAllureReport(request)).generated, true);
  const nights = (await readFile(history, "utf8"))
    .trim()
    .split("\n")
    .map((line): { testResults: object } => JSON.parse(line));
  assert.deepEqual(
    nights.map(({ testResults }) => Object.keys(testResults).length),
    [5, 5],
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
  await writeResults(results, buildReport(hostileRunOf(), REQUIREMENTS));
  const made = await generateAllureReport({
    results,
    output: join(folder, "r"),
    title: "t",
    environment: {},
    timeoutMs: 1,
  });
  assert.match(made.generated ? "" : made.warning, /took longer than/u);
});
