/** Playwright reporter that writes Allure's results and makes its page, from the report of the run: what Playwright saw of it says nothing more. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FullResult, Reporter } from "@playwright/test/reporter";
import { readPlan } from "../exercise/plan.js";
import { environmentOf, generateAllureReport } from "../reports/allure/generate.js";
import { writeAllureResults } from "../reports/allure/results.js";
import { pageTitleOf } from "../reports/allure/verdict-details.js";
import { ALLURE_HISTORY } from "../reports/history/history-file.js";
import { ALLURE_REPORT, ALLURE_RESULTS } from "../reports/names.js";
import type { Report } from "../reports/report.js";

export default class ConformanceAllureReporter implements Reporter {
  readonly #output: string;

  /** @param options with the absolute path of the output folder */
  constructor({ output }: { readonly output: string }) {
    this.#output = output;
  }

  async onEnd({ status }: FullResult): Promise<void> {
    const file = join(this.#output, "report.json");
    if (status === "interrupted" || !existsSync(file)) return;
    const report: Report = JSON.parse(readFileSync(file, "utf8"));
    const results = join(this.#output, ALLURE_RESULTS);
    writeAllureResults(results, report);
    const history = readPlan()?.config.run.history;
    const made = await generateAllureReport({
      results,
      output: join(this.#output, ALLURE_REPORT),
      title: pageTitleOf(report),
      environment: environmentOf(report),
      causes: report.causes,
      ...(history === undefined ? {} : { history: join(history, ALLURE_HISTORY) }),
    });
    if (!made.generated) console.error(`no Allure report: ${made.warning}`);
  }

  /** Else Playwright adds a reporter of its own to the command line's output. */
  printsToStdio(): boolean {
    return true;
  }
}
