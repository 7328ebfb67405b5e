import assert from "node:assert/strict";
import { test } from "node:test";
import type { RuntimeMessage } from "allure-js-commons/sdk";
import { MessageTestRuntime, setGlobalTestRuntime } from "allure-js-commons/sdk/runtime";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { counterexampleOf, MINIMUM, recordOf } from "../../evidence/testing/records.js";
import { requirementReport } from "../report.js";
import { attachToAllure } from "./attach.js";
import { allureDetailsOf } from "./details.js";

/** Keeps what a running test tells Allure. */
class Listener extends MessageTestRuntime {
  readonly messages: RuntimeMessage[] = [];
  override async sendMessage(message: RuntimeMessage): Promise<void> {
    this.messages.push(message);
  }
}

test("a running test tells Allure identity, labels, parameters and steps", async () => {
  const listener = new Listener();
  setGlobalTestRuntime(listener);
  const record = recordOf(MINIMUM, { outcome: "fail", counterexamples: [counterexampleOf(MINIMUM)] });
  await attachToAllure(allureDetailsOf(requirementReport(record, REQUIREMENTS[MINIMUM])));

  const metadata = listener.messages.flatMap((message) => (message.type === "metadata" ? [message.data] : []));
  assert.deepEqual(
    metadata.flatMap(({ historyId }) => historyId ?? []),
    [MINIMUM],
  );
  assert.deepEqual(
    metadata.flatMap(({ testCaseId }) => testCaseId ?? []),
    [MINIMUM],
  );
  const labels = metadata.flatMap((data) => data.labels ?? []);
  assert.ok(labels.some(({ name, value }) => name === "severity" && value === "critical"));
  const parameters = metadata.flatMap((data) => data.parameters ?? []);
  assert.ok(parameters.some(({ name, value }) => name === "seed" && value === "42"));
  assert.ok(parameters.every(({ excluded }) => excluded === true));

  const steps = listener.messages.flatMap((message) => (message.type === "step_stop" ? [message.data.status] : []));
  assert.deepEqual(steps, ["passed", "failed"]);
});
