/** Categories of the Allure report for the causes of a run: the clauses that one explains stand together, under what explains them. */
import { visible } from "../../evidence/text.js";
import type { ReportedCause } from "../causes.js";

/** A rule of Allure's `categories` setting, by the label that holds the id of a clause. */
interface CauseCategory {
  readonly name: string;
  readonly matchers: readonly [{ readonly labels: { readonly story: string } }];
  readonly groupByMessage: false;
  readonly expand: boolean;
}

/**
 * Categories for the causes of a report, to be put before those by who is to act: a test belongs to the first that fits.
 * @param causes the one that explains most first, which is opened
 */
export function causeCategories(causes: readonly ReportedCause[]): CauseCategory[] {
  return causes.map(({ title, clauses }, index) => ({
    name: `Cause ${index + 1}: ${visible(title)}`,
    matchers: [{ labels: { story: `^(${clauses.map((id) => id.replaceAll(".", "\\.")).join("|")})$` } }],
    groupByMessage: false,
    expand: index === 0,
  }));
}
