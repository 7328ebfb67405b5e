import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { REQUIREMENTS } from "./contract/catalogue.js";
import { readPlan } from "./exercise/plan.js";
import { declarePlaywrightTests } from "./playwright/tests.js";
import { messageOf } from "./reports/messages.js";

const here = dirname(fileURLToPath(import.meta.url));
const plan = readPlan();
if (plan === undefined) {
  throw new Error(
    "There is no plan for this run. Start it with `npm run certify` or `npx gwlb-conformance run`, which make one.",
  );
}

declarePlaywrightTests(plan, (record) =>
  record.outcome === "pass" ? undefined : messageOf({ ...REQUIREMENTS[record.requirement], ...record }),
);

export default defineConfig({
  testDir: join(here, "specs"),
  testMatch: /\.spec\.[jt]s$/u,
  outputDir: join(plan.config.run.output, ".work", "test-results"),
  fullyParallel: plan.config.run.workers > 1,
  workers: plan.config.run.workers,
  // A violation that shows itself only sometimes is a violation: nothing is tried until it passes.
  retries: 0,
  timeout: 0,
  forbidOnly: true,
  preserveOutput: "never",
  reporter: [[join(here, "playwright", "record-reporter.js")]],
});
