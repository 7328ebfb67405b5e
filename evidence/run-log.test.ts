import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { evidenceOf, type RunEvent, RunLogReader, tellRun } from "./run-log.js";
import { MAXIMUM, MINIMUM, recordOf } from "./testing/records.js";

const begun = (part: number, parts: number): RunEvent => ({ is: "begun", part, parts, planned: [MINIMUM] });
const record = (part: number, outcome: "pass" | "fail" | "environment-error"): RunEvent => ({
  is: "record",
  part,
  record: recordOf(MAXIMUM, { outcome }),
});

test("lines are read once each, and only when they are whole", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "run-log-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "log.jsonl");
  const reader = new RunLogReader(file);
  assert.deepEqual(reader.read(), []);
  tellRun(file, begun(0, 1));
  const text = JSON.stringify({ is: "fault", message: "für alle 中文" });
  const bytes = Buffer.from(`${text}\n`);
  appendFileSync(file, bytes.subarray(0, bytes.length - 8));
  assert.deepEqual(reader.read(), [begun(0, 1)]);
  appendFileSync(file, bytes.subarray(bytes.length - 8));
  assert.deepEqual(reader.read(), [JSON.parse(text)]);
  assert.deepEqual(reader.read(), []);
});

test("a run is complete when every part is done, in whatever order they tell it", () => {
  const events: RunEvent[] = [begun(0, 2), begun(1, 2), { is: "done", part: 1 }];
  assert.equal(evidenceOf(events).complete, false);
  assert.equal(evidenceOf([...events, { is: "done", part: 0 }]).complete, true);
  assert.equal(evidenceOf([]).complete, false);
});

test("what was cut off by a stop is nobody's doing; what was judged before or after it stands", () => {
  const events: RunEvent[] = [
    begun(0, 1),
    record(0, "environment-error"),
    { is: "stopped", part: 0 },
    record(0, "environment-error"),
    record(0, "fail"),
  ];
  const { records, stopped, complete } = evidenceOf(events);
  assert.deepEqual(
    [records.map(({ outcome }) => outcome), stopped, complete],
    [["environment-error", "fail"], true, false],
  );
});
