/** Allure's results and page of a report, as one act. */
import { join } from "node:path";
import { ALLURE_HISTORY } from "../history/history-file.js";
import { ALLURE_REPORT, ALLURE_RESULTS } from "../names.js";
import type { Report } from "../report.js";
import { environmentOf, generateAllureReport } from "./generate.js";
import { writeAllureResults } from "./results.js";
import { pageTitleOf } from "./verdict-details.js";

/**
 * Writes what Allure shows of a report. That the page cannot be made changes no verdict.
 * @param output absolute path of the output folder
 * @param history folder of the history; absent: none is kept
 * @returns why there is no page, if there is none
 */
export async function writeAllurePage(report: Report, output: string, history?: string): Promise<string | undefined> {
  const results = join(output, ALLURE_RESULTS);
  writeAllureResults(results, report);
  const made = await generateAllureReport({
    results,
    output: join(output, ALLURE_REPORT),
    title: pageTitleOf(report),
    environment: environmentOf(report),
    causes: report.causes,
    ...(history === undefined ? {} : { history: join(history, ALLURE_HISTORY) }),
  });
  return made.generated ? undefined : made.warning;
}
