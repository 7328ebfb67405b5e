/** Categories of the Allure report: they follow the prefixes of `reports/messages.ts`. */
import { MESSAGE_PREFIXES, type MessagePrefix } from "../messages.js";

/** Label that carries the prefix of a requirement's message, since a test that passes has no message to go by. */
export const FINDING_LABEL = "finding";

/** A rule of Allure's `categories` setting: a test belongs to the first category one of whose matchers fits. */
interface Category {
  readonly name: string;
  readonly matchers: readonly [
    { readonly labels: Readonly<Record<string, string>> },
    { readonly message: string; readonly statuses: readonly ["failed", "broken"] },
  ];
  readonly groupByMessage: boolean;
  readonly expand: boolean;
}

const NAMES: Readonly<Record<MessagePrefix, string>> = {
  [MESSAGE_PREFIXES.violation]: "Contract violations",
  [MESSAGE_PREFIXES.suiteFault]: "Faults of the suite",
  [MESSAGE_PREFIXES.environment]: "Environment",
  [MESSAGE_PREFIXES.inconclusive]: "Inconclusive",
  [MESSAGE_PREFIXES.excused]: "Excused violations (baseline)",
  [MESSAGE_PREFIXES.advisory]: "Advisories (not graded)",
  [MESSAGE_PREFIXES.documentationGap]: "Documentation gaps (not graded)",
  [MESSAGE_PREFIXES.notExercised]: "Not exercised",
};

/** Who is to act, as categories of the Allure report. A test runner may put the name of the error's class before a message. */
export const CATEGORIES: readonly Category[] = Object.entries(NAMES).map(([prefix, name]) => ({
  name,
  matchers: [
    { labels: { [FINDING_LABEL]: `^${prefix}$` } },
    { message: `^(\\w+: )?${prefix}: `, statuses: ["failed", "broken"] },
  ],
  groupByMessage: false,
  expand: prefix === MESSAGE_PREFIXES.violation,
}));
