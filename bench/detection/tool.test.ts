import assert from "node:assert/strict";
import { test } from "node:test";
import { examinationOf } from "./tool.js";

const ENDED = { is: "ended", exitCode: 1, output: "last words\n" } as const;

test("failures are put in the order of the requests, with the time since the first one", () => {
  const failures = [
    { kind: "late", nth: 3 },
    { kind: "early", nth: 2 },
  ];
  assert.deepEqual(examinationOf(failures, [1_000, 1_010, 1_250], ENDED), {
    findings: [
      { kind: "early", requests: 2, ms: 10 },
      { kind: "late", requests: 3, ms: 250 },
    ],
    requests: 3,
  });
});

test("a failure whose request is not known is one of the whole run", () => {
  const { findings } = examinationOf([{ kind: "any", nth: Number.POSITIVE_INFINITY }], [5, 9], ENDED);
  assert.deepEqual(findings, [{ kind: "any", requests: 2, ms: 4 }]);
});

test("a run that was stopped says so", () => {
  const { problem, requests } = examinationOf(undefined, [5], { is: "stopped", why: "not done after 5 s" });
  assert.equal(problem, "not done after 5 s");
  assert.equal(requests, 1);
});

test("a run without a report or without requests is no clean run", () => {
  assert.equal(examinationOf(undefined, [5], ENDED).problem, "it wrote no report: last words");
  assert.equal(examinationOf([], [], ENDED).problem, "it sent no request: last words");
  assert.equal(examinationOf([], [5], ENDED).problem, undefined);
});
