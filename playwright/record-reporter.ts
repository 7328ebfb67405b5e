/** Playwright reporter that hands the record of each requirement to the command line, as it comes. */
import type { FullResult, Reporter, Suite, TestCase, TestError, TestResult } from "@playwright/test/reporter";
import type { RequirementRecord } from "../evidence/record.js";
import type { RunMessage } from "./messages.js";
import { RECORD_ATTACHMENT } from "./tests.js";

export default class RecordReporter implements Reporter {
  #failed = false;

  onBegin(_config: unknown, suite: Suite): void {
    tell({ is: "begun", total: suite.allTests().length });
  }

  onTestBegin(test: TestCase): void {
    tell({ is: "started", requirement: test.title });
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status !== "passed" && result.status !== "skipped") this.#failed = true;
    const body = result.attachments.find(({ name }) => name === RECORD_ATTACHMENT)?.body;
    if (body !== undefined) {
      const record: RequirementRecord = JSON.parse(body.toString("utf8"));
      tell({ is: "record", record });
    } else if (result.status !== "skipped" && result.status !== "interrupted") {
      tell({ is: "fault", message: `${test.title}: ${result.error?.message ?? "the test left no record"}` });
    }
  }

  onError(error: TestError): void {
    this.#failed = true;
    tell({ is: "fault", message: error.message ?? error.value ?? "unknown fault" });
  }

  async onEnd(): Promise<{ status: FullResult["status"] } | undefined> {
    return this.#failed ? { status: "failed" } : undefined;
  }

  printsToStdio(): boolean {
    return process.send === undefined;
  }
}

function tell(message: RunMessage): void {
  if (process.send !== undefined) process.send(message);
  else if (message.is === "record") console.log(`${message.record.outcome} ${message.record.requirement}`);
  else if (message.is === "fault") console.error(message.message);
}
