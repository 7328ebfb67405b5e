/** Playwright reporter that writes Allure's results and makes its page: allure-playwright, with what the report of the run says of each clause. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FullResult, TestCase, TestResult, TestStep } from "@playwright/test/reporter";
import type { TestResult as AllureResult } from "allure-js-commons";
import { AllureReporter } from "allure-playwright";
import { readPlan } from "../exercise/plan.js";
import { makeAllurePage } from "../reports/allure/page.js";
import { AllureResults } from "../reports/allure/results.js";
import { ALLURE_RESULTS } from "../reports/names.js";
import type { Report } from "../reports/report.js";

export default class ConformanceAllureReporter extends AllureReporter {
  readonly #output: string;
  #results: AllureResults | undefined;
  #history: string | undefined;

  /** @param options with the absolute path of the output folder */
  constructor({ output }: { readonly output: string }) {
    super({
      resultsDir: join(output, ALLURE_RESULTS),
      detail: false,
      suiteTitle: false,
      listeners: [{ beforeTestResultWrite: (result) => this.#tell(result) }],
    });
    this.#output = output;
  }

  override onTestBegin(test: TestCase): void {
    if (isShown(test)) super.onTestBegin(test);
  }

  override onStepBegin(test: TestCase, result: TestResult, step: TestStep): void {
    if (isShown(test)) super.onStepBegin(test, result, step);
  }

  override onStepEnd(test: TestCase, result: TestResult, step: TestStep): void {
    if (isShown(test)) super.onStepEnd(test, result, step);
  }

  override async onTestEnd(test: TestCase, result: TestResult): Promise<void> {
    // What is attached for other reporters is told by the report, too.
    if (isShown(test)) await super.onTestEnd(test, { ...result, attachments: [] });
  }

  override async onEnd(result?: FullResult): Promise<void> {
    await super.onEnd();
    const results = this.#results;
    if (result?.status === "interrupted" || results === undefined) return;
    results.writeGlobals();
    const warning = await makeAllurePage(results.report, this.#output, this.#history);
    if (warning !== undefined) console.error(`no Allure report: ${warning}`);
  }

  /** Else Playwright adds a reporter of its own to the command line's output. */
  override printsToStdio(): boolean {
    return true;
  }

  /** Puts what the report says in the place of what Playwright saw: the test of a clause only tells what was found before. */
  #tell(result: AllureResult): void {
    this.#results ??= this.#read();
    this.#results?.tell(result);
  }

  #read(): AllureResults | undefined {
    const file = join(this.#output, "report.json");
    if (!existsSync(file)) return undefined;
    // The plan is gone once all is over.
    this.#history = readPlan()?.config.run.history;
    const report: Report = JSON.parse(readFileSync(file, "utf8"));
    return new AllureResults(join(this.#output, ALLURE_RESULTS), report);
  }
}

/** What the exercise did is told by the verdicts. */
function isShown(test: TestCase): boolean {
  return test.parent.project()?.name !== "exercise";
}
