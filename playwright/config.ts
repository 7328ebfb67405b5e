/** Playwright's configuration: the exercise, the verdict on each requirement, which depends on it, and the certificate at the very end. A new project or reporter is named here. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type ReporterDescription } from "@playwright/test";
import { playwrightSettings } from "./settings.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const { parts, output, underCommand } = await playwrightSettings();

// It has to hear what `--grep` left also where `--reporter` replaces the reporters named below.
process.env.PW_TEST_REPORTER ??= join(here, "selection-reporter.js");

const allure: ReporterDescription = [join(here, "allure-reporter.js"), { output }];

/** A failing verdict costs a process; two get through them in half the time. */
const VERDICT_WORKERS = 2;

export default defineConfig({
  testDir: here,
  outputDir: join(output, ".work", "test-results"),
  globalSetup: join(here, "set-up.js"),
  fullyParallel: true,
  workers: Math.max(parts, VERDICT_WORKERS),
  // A violation that shows itself only sometimes is a violation: nothing is tried until it passes.
  retries: 0,
  timeout: 0,
  forbidOnly: true,
  preserveOutput: "never",
  // Before the one for Allure, which makes its page of the report.
  reporter: underCommand ? [allure] : [["list"], [join(here, "merge-reporter.js")], allure],
  projects: [
    { name: "exercise", testMatch: "exercise.js", teardown: "certificate" },
    { name: "verdict", testMatch: "verdict.js", dependencies: ["exercise"] },
    // A tear-down: it is there also when only some requirements are asked for.
    { name: "certificate", testMatch: "certificate.js" },
  ],
});
