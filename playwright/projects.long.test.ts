/** Whatever reporter is asked, it says what the report says; and Ctrl-C leaves nothing behind. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { XMLParser } from "fast-xml-parser";
import { start } from "../cli/testing/binary.js";
import { temporaryFolder } from "../cli/testing/folder.js";
import { type RunningEmulator, startEmulator } from "../emulator/index.js";
import { call } from "../emulator/testing/call.js";
import type { Report } from "../reports/report.js";
import { configFor, ended, startPlay } from "./testing/play.js";

const folder = temporaryFolder();
const SPECS = fileURLToPath(new URL("../../specs", import.meta.url));

async function onEmulator<T>(options: Parameters<typeof startEmulator>[0], use: (one: RunningEmulator) => Promise<T>) {
  const emulator = await startEmulator({ auth: "none", ...options });
  try {
    return await use(emulator);
  } finally {
    await emulator.close();
  }
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8"));

/** Ids of tests by what a reporter says of them. */
type Verdicts = Readonly<Record<string, readonly string[]>>;

function inReport({ requirements }: Report): Verdicts {
  const failing = requirements.filter(({ outcome }) => outcome === "fail" || outcome === "flaky");
  const decides = (one: (typeof failing)[number]) => one.kind === "required" && one.excuse === undefined;
  const isOpen = ({ outcome }: (typeof failing)[number]) => outcome === "inconclusive" || outcome.endsWith("error");
  return {
    failed: ids(failing.filter(decides)),
    excusedOrAdvisory: ids(failing.filter((one) => !decides(one))),
    open: ids(requirements.filter((one) => one.kind === "required" && isOpen(one))),
  };
}

const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id).sort();

interface JsonSuite {
  readonly suites?: readonly JsonSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly file: string;
    readonly line: number;
    readonly tests: readonly { readonly projectName: string; readonly expectedStatus: string }[];
  }[];
}

const specsOf = (suite: JsonSuite): JsonSuite["specs"] => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];

function inJunit(xml: string): string[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    isArray: (name) => name.startsWith("test"),
  });
  const suites: { testsuites: { testsuite: { testcase: { name: string; failure?: unknown }[] }[] }[] } =
    parser.parse(xml);
  const cases = suites.testsuites.flatMap(({ testsuite }) => testsuite.flatMap(({ testcase }) => testcase));
  return cases.flatMap(({ name, failure }) => (failure === undefined ? [] : [name])).sort();
}

interface AllureResult {
  readonly name: string;
  readonly fullName: string;
  readonly status?: string;
  readonly uuid: string;
  readonly historyId: string;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly parameters: readonly { readonly name: string; readonly excluded?: boolean }[];
}

function inAllure(output: string): AllureResult[] {
  const results = join(output, "allure-results");
  const files = readdirSync(results).filter((name) => name.endsWith("-result.json"));
  return files.map((name) => readJson<AllureResult>(join(results, name)));
}

describe("the projects of Playwright", { concurrency: 1 }, () => {
  it("fail, in every reporter, exactly for what fails in the report", async () => {
    await onEmulator({ mutant: "success-with-500" }, async (emulator) => {
      const output = join(folder, "mutant");
      const [excused, only] = ["create-listener.tcp-idle-timeout.minimum", "create-listener.tcp-idle-timeout.*"];
      const baseline = join(folder, "baseline.yaml");
      writeFileSync(baseline, `excuses: [{ requirement: ${excused}, reason: ticket 7, expires: 2999-01-01 }]`);
      const run = { profile: "smoke", runs: 2, only: [only, "create-listener.response.*"], baseline, output };
      const { code, output: printed } = await ended(
        startPlay(["--add-reporter=json,junit"], {
          GWLB_CONFORMANCE_CONFIG: configFor(folder, emulator, run),
          PLAYWRIGHT_JSON_OUTPUT_NAME: join(folder, "playwright.json"),
          PLAYWRIGHT_JUNIT_OUTPUT_NAME: join(folder, "playwright.xml"),
        }),
      );
      assert.equal(code, 1, printed);
      const expected = inReport(readJson<Report>(join(output, "report.json")));
      assert.ok(expected.failed?.length && expected.open?.length, printed);
      assert.deepEqual(expected.excusedOrAdvisory?.includes(excused), true);

      const specs = readJson<JsonSuite & { suites: JsonSuite[] }>(join(folder, "playwright.json")).suites.flatMap(
        specsOf,
      );
      assert.deepEqual(
        specs
          .filter(({ ok }) => !ok)
          .map(({ title }) => title)
          .sort(),
        expected.failed,
      );
      const meantToFail = specs.filter(({ tests }) => tests.some(({ expectedStatus }) => expectedStatus === "failed"));
      assert.deepEqual(meantToFail.map(({ title }) => title).sort(), expected.excusedOrAdvisory);
      assert.deepEqual(inJunit(readFileSync(join(folder, "playwright.xml"), "utf8")), expected.failed);

      const results = inAllure(output);
      const having = (status: string) => results.filter((one) => one.status === status).map((one) => one.fullName);
      assert.deepEqual(having("failed").sort(), [...(expected.failed ?? []), "verdict"].sort());
      assert.deepEqual(having("broken").sort(), expected.open);
      const of = (id: string) => results.find(({ fullName }) => fullName === id);
      assert.ok(of(excused)?.labels.some(({ name, value }) => name === "finding" && value === "Excused violation"));
      assert.ok(existsSync(join(output, "allure-report", "index.html")));
    });
  });

  it("tell Allure of requirements and the verdict alone, by a history that seeds and counts do not break", async () => {
    const results = inAllure(join(folder, "mutant"));
    assert.equal(new Set(results.map(({ uuid }) => uuid)).size, results.length);
    for (const { fullName: name, historyId, parameters, labels } of results) {
      assert.equal(historyId, name);
      assert.ok(name === "verdict" || name.startsWith("create-listener."), name);
      assert.ok(
        parameters.every(({ excluded }) => excluded === true),
        name,
      );
      for (const kind of ["epic", "feature", "story", "severity"])
        assert.ok(
          labels.some((one) => one.name === kind),
          kind,
        );
    }
  });

  it("exercise what --grep selects and no more, and say so", async () => {
    await onEmulator({ mutant: "request-id-header-differs" }, async (emulator) => {
      const output = join(folder, "grep");
      const { code, output: printed } = await ended(
        startPlay(["--grep", "request-id-header", "--reporter=json,list"], {
          GWLB_CONFORMANCE_CONFIG: configFor(folder, emulator, { profile: "smoke", output }),
          PLAYWRIGHT_JSON_OUTPUT_NAME: join(folder, "grep.json"),
        }),
      );
      assert.equal(code, 0, printed);
      const report = readJson<Report>(join(output, "report.json"));
      const exercised = report.requirements.filter(({ cases }) => cases > 0);
      assert.deepEqual(ids(exercised), ["create-listener.response.request-id-header"]);
      assert.ok(report.run.filtered);
      assert.match(readFileSync(join(folder, "grep.json"), "utf8"), /"filtered, so there is no certificate/u);
      const specs = readJson<JsonSuite & { suites: JsonSuite[] }>(join(folder, "grep.json")).suites.flatMap(specsOf);
      const advisory = specs.find(({ title }) => title === "create-listener.response.request-id-header");
      assert.equal(advisory?.tests[0]?.expectedStatus, "failed");
      assert.match(advisory?.file ?? "", /specs\/response.*\.spec\.ts$/u);
      const clause = readFileSync(join(SPECS, advisory?.file.split("specs/")[1] ?? ""), "utf8");
      assert.match(clause.split("\n")[(advisory?.line ?? 0) - 1] ?? "", /^\s*requirement\(/u);
    });
  });

  for (const way of ["npx playwright test", "gwlb-conformance run"] as const) {
    it(`leave nothing at the target when ${way} is interrupted`, async () => {
      await onEmulator({ transitionMs: 200 }, async (emulator) => {
        const listeners = async () => JSON.stringify((await call(emulator.endpoint, "ListListeners")).body.Listeners);
        const before = await listeners();
        const output = join(folder, way.replaceAll(" ", "-"));
        const config = configFor(folder, emulator, { profile: "smoke", output });
        const variables = { GWLB_CONFORMANCE_CONFIG: config };
        const child = way === "npx playwright test" ? startPlay([], variables) : start(["run"], { env: variables });
        const end = ended(child);
        while (child.exitCode === null && (await listeners()) === before)
          await new Promise((next) => setTimeout(next, 20));
        child.kill("SIGINT");
        const { output: printed } = await end;
        assert.equal(await listeners(), before, printed);
        assert.ok(readJson<Report>(join(output, "report.json")).run.interrupted, printed);
      });
    });
  }
});
