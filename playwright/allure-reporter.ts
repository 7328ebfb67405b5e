/** Playwright reporter that writes Allure's results and makes its page: allure-playwright, without what says nothing about the target. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FullConfig, FullResult, Suite, TestCase, TestResult, TestStep } from "@playwright/test/reporter";
import { AllureReporter } from "allure-playwright";
import { readPlan } from "../exercise/plan.js";
import { environmentOf, generateAllureReport } from "../reports/allure/generate.js";
import { ALLURE_HISTORY } from "../reports/history/history-file.js";
import { ALLURE_REPORT } from "../reports/names.js";
import type { Report } from "../reports/report.js";
import { BROKEN } from "./settle.js";

/** The package, or the clone. */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Annotations that are in the description. */
const DESCRIBED: readonly string[] = ["clause", "section"];

type Options = ConstructorParameters<typeof AllureReporter>[0] & { readonly resultsDir: string };

export default class ConformanceAllureReporter extends AllureReporter {
  readonly #results: string;
  readonly #plain = new WeakMap<TestCase, TestCase>();

  constructor(options: Options) {
    super(options);
    this.#results = options.resultsDir;
  }

  override onConfigure(config: FullConfig): void {
    super.onConfigure({ ...config, rootDir: ROOT });
  }

  override onTestBegin(test: TestCase): void {
    if (isShown(test)) super.onTestBegin(this.#plainOf(test));
  }

  override onStepBegin(test: TestCase, result: TestResult, step: TestStep): void {
    if (isShown(test)) super.onStepBegin(this.#plainOf(test), result, step);
  }

  override onStepEnd(test: TestCase, result: TestResult, step: TestStep): void {
    if (isShown(test)) super.onStepEnd(this.#plainOf(test), result, step);
  }

  override async onTestEnd(test: TestCase, result: TestResult): Promise<void> {
    if (!isShown(test)) return;
    // Of the words Playwright has, this is the one that Allure calls broken.
    const status = test.annotations.some(({ type }) => type === BROKEN) ? "timedOut" : result.status;
    await super.onTestEnd(this.#plainOf(test), { ...result, status });
  }

  override async onEnd(result?: FullResult): Promise<void> {
    await super.onEnd();
    const output = dirname(this.#results);
    const file = join(output, "report.json");
    if (result?.status === "interrupted" || !existsSync(file)) return;
    const report: Report = JSON.parse(readFileSync(file, "utf8"));
    const history = readPlan()?.config.run.history;
    const made = await generateAllureReport({
      results: this.#results,
      output: join(output, ALLURE_REPORT),
      title: "GWLB CreateListener conformance",
      environment: environmentOf(report),
      causes: report.causes,
      ...(history === undefined ? {} : { history: join(history, ALLURE_HISTORY) }),
    });
    if (!made.generated) console.error(`no Allure report: ${made.warning}`);
  }

  /** A test without what Allure would show, or take for a part of its identity, for no use: the project, and what its description says. */
  #plainOf(test: TestCase): TestCase {
    const known = this.#plain.get(test);
    if (known !== undefined) return known;
    const project = test.parent.project();
    const parent: Suite = Object.create(test.parent, {
      project: { value: () => project && { ...project, name: "", testDir: ROOT } },
    });
    const plain: TestCase = Object.create(test, {
      parent: { value: parent },
      annotations: { get: () => test.annotations.filter(({ type }) => !DESCRIBED.includes(type)) },
    });
    this.#plain.set(test, plain);
    return plain;
  }

  /** Else Playwright adds a reporter of its own to the command line's output. */
  override printsToStdio(): boolean {
    return true;
  }
}

/** What the exercise did is told by the verdicts. */
function isShown(test: TestCase): boolean {
  return test.parent.project()?.name !== "exercise";
}
