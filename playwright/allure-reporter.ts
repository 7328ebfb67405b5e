/** Playwright reporter that writes Allure's results and makes its page, from the report of the run: what Playwright saw of it says nothing more. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FullResult, Reporter } from "@playwright/test/reporter";
import { readPlan } from "../exercise/plan.js";
import { writeAllurePage } from "../reports/allure/page.js";
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
    const warning = await writeAllurePage(report, this.#output, readPlan()?.config.run.history);
    if (warning !== undefined) console.error(`no Allure report: ${warning}`);
  }

  /** Else Playwright adds a reporter of its own to the command line's output. */
  printsToStdio(): boolean {
    return true;
  }
}
