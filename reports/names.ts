/** What the reports of a run are called in its output folder. A new report is named here. */

/** What a shard has seen, for `merge`. */
export const SHARD_FILE = "shard.json";

/** Folders of Allure: what its page is made from, and the page. */
export const ALLURE_RESULTS = "allure-results";
export const ALLURE_REPORT = "allure-report";

/** Who had which load balancer when. */
export const SCHEDULE_PICTURE = "schedule.svg";

/** What GitLab reads, written where it runs. */
export const CODE_QUALITY = "gl-code-quality-report.json";

/** Reports that a person opens, or hands to a tool. */
export const REPORTS_FOR_PEOPLE = [
  "report.json",
  "junit.xml",
  "summary.md",
  SCHEDULE_PICTURE,
  CODE_QUALITY,
  `${ALLURE_REPORT}/index.html`,
] as const;

/** All that a run leaves there for others to read. */
export const REPORTS = [
  SHARD_FILE,
  "report.json",
  "junit.xml",
  "summary.md",
  SCHEDULE_PICTURE,
  CODE_QUALITY,
  ALLURE_RESULTS,
  ALLURE_REPORT,
] as const;
