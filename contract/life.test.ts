import assert from "node:assert/strict";
import { test } from "node:test";
import { lifeFindings, type TimedRead } from "./life.js";
import { viewListener } from "./listener.js";

const BUDGET_MS = 1_000;

/** One read per entry, 100 ms apart: a state, a code of a listener that is not found after "!", or a failed read. */
function history(...reads: readonly (string | undefined)[]): TimedRead[] {
  return reads.map((read, i) => {
    const at = i * 100;
    if (read === "unreadable") return { is: "unreadable", at, reason: "HTTP 500" };
    if (read?.startsWith("!")) return { is: "not-found", at, code: read.slice(1) };
    return { is: "found", at, view: viewListener(read === undefined ? {} : { ListenerStatus: read }) };
  });
}

const LIFE = "create-listener.asynchronous.";
const about = (reads: TimedRead[], watchedToEnd = true) =>
  lifeFindings(reads, BUDGET_MS, watchedToEnd).map((finding) => finding.about.replace(LIFE, ""));

test("a life as documented: nothing found", () => {
  assert.deepEqual(about(history("Provisioning", "Provisioning", "Running", "Running")), []);
  assert.deepEqual(about(history("Creating", "Running")), []);
  assert.deepEqual(about(history("Creating", "Provisioning", "Creating", "Running")), []);
});

test("a target that is instant: nothing found", () => {
  assert.deepEqual(about(history("Running")), []);
});

test("reads that failed show nothing", () => {
  assert.deepEqual(about(history("unreadable", "unreadable")), []);
  assert.deepEqual(about(history("unreadable", "Provisioning", "unreadable", "Running", "unreadable")), []);
  assert.deepEqual(about([]), []);
});

test("a listener that cannot be found", () => {
  assert.deepEqual(about(history("!ResourceNotFound.Listener", "Provisioning", "Running")), ["readable"]);
  assert.deepEqual(about(history("!", "!", "!")), ["readable", "reaches-running"]);
  assert.deepEqual(about(history("Provisioning", "!", "Running")), ["readable"]);
  assert.deepEqual(about(history("Running", "!")), ["readable", "stays-running"]);
});

test("a first state other than Provisioning and Running", () => {
  for (const state of ["Configuring", "Deleting", "Active", "running", "RUNNING", undefined]) {
    assert.deepEqual(about(history(state, "Running")), ["first-state", "documented-states"], state);
  }
});

test("a state the page does not name, later on", () => {
  assert.deepEqual(about(history("Provisioning", "Configuring", "Running")), ["documented-states"]);
  assert.deepEqual(about(history("unreadable", "Provisioning", undefined, "Running")), ["documented-states"]);
});

test("a listener that was not found at first has no first state any more", () => {
  assert.deepEqual(about(history("!", "Configuring", "Running")), ["readable", "documented-states"]);
});

test("not found is told with its code, or that there was none", () => {
  const got = (code: string) => lifeFindings(history(code, "Running"), BUDGET_MS, true)[0]?.got;
  assert.equal(got("!ResourceNotFound.Listener"), "not found (ResourceNotFound.Listener) 0 ms after the answer");
  assert.equal(
    lifeFindings([{ is: "not-found", at: 5, code: undefined }], BUDGET_MS, false)[0]?.got,
    "not found (no Code) 5 ms after the answer",
  );
});

test("a failed read does not make a later state the first", () => {
  assert.deepEqual(about(history("unreadable", "Configuring", "Running")), ["first-state", "documented-states"]);
});

test("back from Running", () => {
  assert.deepEqual(about(history("Running", "Provisioning", "Running")), ["never-backwards", "stays-running"]);
  assert.deepEqual(about(history("Running", "Creating")), ["never-backwards", "stays-running"]);
  assert.deepEqual(about(history("Running", "Configuring")), ["documented-states", "stays-running"]);
});

test("never Running, though watched to the end", () => {
  assert.deepEqual(about(history("Provisioning", "Provisioning")), ["reaches-running"]);
  assert.deepEqual(about(history("Provisioning", "Provisioning"), false), []);
  assert.equal(lifeFindings(history("Provisioning", "unreadable"), BUDGET_MS, true)[0]?.got, "last seen Provisioning");
});

test("Running after the budget counts where it was seen not to be Running at the end of it", () => {
  const seen = (ListenerStatus: string, at: number): TimedRead => ({
    is: "found",
    at,
    view: viewListener({ ListenerStatus }),
  });
  assert.deepEqual(about([seen("Running", BUDGET_MS)]), []);
  assert.deepEqual(about([seen("Provisioning", BUDGET_MS), seen("Running", BUDGET_MS + 1)]), ["reaches-running"]);
  const late = [seen("Provisioning", BUDGET_MS), seen("Running", 2_345.6)];
  assert.equal(lifeFindings(late, BUDGET_MS, true)[0]?.got, "Running after 2346 ms");
  // Nobody looked in between: that is not the target's doing.
  assert.deepEqual(about([seen("Provisioning", 5), seen("Running", BUDGET_MS + 400)]), []);
});

test("each clause is told once, by its first breach, with the time", () => {
  const found = lifeFindings(history("Running", "Provisioning", "Running", "Provisioning"), BUDGET_MS, true);
  assert.deepEqual(
    found.map(({ about: clause, got }) => [clause.replace(LIFE, ""), got]),
    [
      ["never-backwards", "Provisioning 100 ms after the answer, Running was seen at 0 ms"],
      ["stays-running", "Provisioning 100 ms after the answer"],
    ],
  );
});
