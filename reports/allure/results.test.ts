import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { ADVISORY, MAXIMUM, MINIMUM, PROBE, TAG_COUNT } from "../../evidence/testing/records.js";
import { buildReport } from "../report.js";
import { hostileRunOf, passingRunOf, runOf } from "../testing/runs.js";
import { allureResultsOf } from "./results.js";

const resultsOf = (...run: Parameters<typeof runOf>) => allureResultsOf(buildReport(runOf(...run), REQUIREMENTS));

test("the verdict spans the run and comes first; then the sections of the page, and last what is not graded", () => {
  const results = resultsOf().map(({ result }) => result);
  assert.deepEqual(
    results.map(({ fullName }) => fullName),
    ["verdict", MINIMUM, MAXIMUM, TAG_COUNT, ADVISORY, PROBE],
  );
  const [verdict, ...others] = results;
  assert.deepEqual([verdict?.start, verdict?.stop], [1768471200000, 1768471212500]);
  const begun = results.map(({ start = 0 }) => start);
  assert.deepEqual(begun, begun.toSorted());
  assert.equal(new Set(begun).size, begun.length);
  for (const { start = 0, stop = 0 } of others) assert.ok(start <= stop && stop <= 1768471212500);
});

test("a result is titled with the sentence of its clause, carries its id, and names attachments that are there", () => {
  for (const { result, files } of resultsOf()) {
    if (result.fullName === MINIMUM) assert.equal(result.name, REQUIREMENTS[MINIMUM].statement);
    assert.equal(result.historyId, result.fullName);
    assert.deepEqual(
      result.attachments.map(({ source }) => source),
      files.map(({ name }) => name),
    );
    assert.ok(result.parameters.every(({ excluded }) => excluded === true));
  }
});

test("the verdict is failed for a violation, broken for whatever else there is no certificate for, and passed with one", () => {
  const statusOf = (run: ReturnType<typeof runOf>) => allureResultsOf(buildReport(run, REQUIREMENTS))[0]?.result.status;
  const facts = { ...runOf().facts, faults: ["it broke"] };
  assert.deepEqual([runOf(), passingRunOf({ facts }), passingRunOf()].map(statusOf), ["failed", "broken", "passed"]);
});

test("results of another run have other names, those of the same run the same", () => {
  const uuids = (seed: number) => resultsOf({ seed }).map(({ result }) => result.uuid);
  assert.deepEqual(uuids(1), uuids(1));
  assert.equal(new Set([...uuids(1), ...uuids(2)]).size, 12);
});

test("no name and no message of a result hides a character", () => {
  for (const { result } of allureResultsOf(buildReport(hostileRunOf(), REQUIREMENTS))) {
    const texts = [result.name, ...result.steps.map(({ name }) => name), result.statusDetails.message];
    for (const text of texts) assert.doesNotMatch(text ?? "", /[^\P{C}\n]/u);
  }
});
