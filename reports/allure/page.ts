/** Allure's page of a report, made from its results. */
import { join } from "node:path";
import { ALLURE_HISTORY } from "../history/history-file.js";
import { ALLURE_REPORT, ALLURE_RESULTS } from "../names.js";
import type { Report } from "../report.js";
import { environmentOf, generateAllureReport } from "./generate.js";
import { pageTitleOf } from "./verdict-details.js";

/**
 * Makes Allure's page, from the results that are in the output folder. That it cannot be made changes no verdict.
 * @param output absolute path of the output folder
 * @param history folder of the history; absent: none is kept
 * @returns why there is no page, if there is none
 */
export async function makeAllurePage(report: Report, output: string, history?: string): Promise<string | undefined> {
  const made = await generateAllureReport({
    results: join(output, ALLURE_RESULTS),
    output: join(output, ALLURE_REPORT),
    title: pageTitleOf(report),
    environment: environmentOf(report),
    causes: report.causes,
    ...(history === undefined ? {} : { history: join(history, ALLURE_HISTORY) }),
  });
  return made.generated ? undefined : made.warning;
}
