import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENT_IDS, REQUIREMENTS } from "../contract/catalogue.js";
import { ADVISORY, counterexampleOf, MINIMUM, PROBE, recordOf, TAG_COUNT } from "../evidence/testing/records.js";
import { buildReport, type RunResult } from "./report.js";
import { renderTerminal, terminalOptionsOf } from "./terminal.js";
import { hostileRunOf, passingRunOf, runOf } from "./testing/runs.js";

const shown = (run: RunResult, color = false, width = 100) =>
  renderTerminal(buildReport(run, REQUIREMENTS), { color, width });
const ESCAPE = "\u001b";

test("a violation is told in full: clause, request, expected, got, curl, rerun", () => {
  const text = shown(runOf());
  for (const words of [
    REQUIREMENTS[MINIMUM].statement,
    "TcpIdleTimeout = 59",
    "HTTP 4xx with the error envelope",
    "HTTP 200",
    "curl -X POST 'http://127.0.0.1:4010/' --data 'TcpIdleTimeout=59'",
    `gwlb-conformance run --only ${MINIMUM} --seed 42`,
  ]) {
    assert.ok(text.includes(words), words);
  }
});

test("a course is told command by command, what overlapped as a timeline", () => {
  const text = shown(hostileRunOf());
  assert.match(text, /Course +1\. create on load balancer 1\n +2\. replay creation 1\n/u);
  assert.match(text, /Overlap .* ms\n +client 1 +├─+┤\n +create → /u);
});

test("what was not exercised, warned of and observed is listed, and why", () => {
  const text = shown(runOf());
  assert.match(
    text,
    new RegExp(`not-exercised  ${TAG_COUNT}\\n +no load balancer\\n +missing: load-balancer/idle`, "u"),
  );
  assert.match(text, new RegExp(`${ADVISORY}\\n +the header is absent`, "u"));
  assert.match(text, new RegExp(`Observed \\(not graded\\)\\n +${PROBE}\\n +value absent: HTTP 400`, "u"));
  const said = recordOf(TAG_COUNT, {
    outcome: "not-exercised",
    reason: "needs load-balancer/idle",
    missing: ["load-balancer/idle"],
  });
  assert.doesNotMatch(shown(runOf({ records: [said] })), /missing: load/u);
});

test("an advisory violation does not appear among the violations or in the table", () => {
  const text = shown(runOf());
  assert.match(text, /Response elements +│ +· │ +· │/u);
  assert.equal(text.split(ADVISORY).length, 2);
});

const partition = ["timeout/60", "timeout/6000"];

test("what a whole run did not reach is named; of a part of one it is no news", () => {
  assert.match(shown(runOf({ partition })), /Partition +1 of 2 .*; missing: timeout\/60/u);
  for (const part of [{ filtered: true }, { interrupted: true }]) {
    const facts = { ...runOf().facts, ...part };
    assert.doesNotMatch(shown(runOf({ partition, facts })), /timeout\/60/u);
  }
});

test("the middle of a long request is left out, and commands say what they do not do", () => {
  const tags = Array.from({ length: 42 }, (_, index) => [`Tag.${index}`, String(index)]);
  const counterexample = counterexampleOf(MINIMUM, {
    request: Object.fromEntries(tags),
    byValue: { is: "check", profile: "smoke" },
    curl: "curl -H 'authorization: ACS3-HMAC-SHA256 Signature=<redacted>'",
    reproducible: "not-rerun",
    shrinkRequests: 0,
  });
  const records = [recordOf(MINIMUM, { outcome: "fail", counterexamples: [counterexample] })];
  const text = shown(runOf({ records, replayOf: () => "npx gwlb-conformance replay x.json" }), false, 160);
  assert.match(text, /Tag\.5 = 5\n +… 32 more \(report\.json has all\)\n +Tag\.38 = 38\n/u);
  assert.match(text, /Certainty +seen once; it was not sent again\n/u);
  assert.match(text, /\(the last request alone, .*, and without a valid signature: Rerun puts the whole case\)\n/u);
  assert.match(text, /Replay +npx gwlb-conformance replay x\.json\n/u);
  assert.match(shown(runOf()), /Curl .*\n +Rerun /u);
});

test("a line that goes on begins where its label's text does", () => {
  const records = [recordOf(MINIMUM, { outcome: "fail", reason: "word ".repeat(60) })];
  assert.match(shown(runOf({ records })), /\n {2}Seen {7}word [^\n]*\n {13}word/u);
});

test("colours only when asked for", () => {
  assert.doesNotMatch(shown(runOf()), new RegExp(ESCAPE, "u"));
  assert.match(shown(runOf(), true), new RegExp(`${ESCAPE}\\[31m`, "u"));
});

test("nothing a target says reaches the terminal unescaped or on a line of its own", () => {
  const text = shown(hostileRunOf());
  assert.doesNotMatch(text, /[^\P{C}\n]/u);
  assert.doesNotMatch(text, /^next line/mu);
  assert.match(text, /\\u\{1b\}\[31mred/u);
});

test("prose keeps to the width, also with wide characters, and commands are not wrapped", () => {
  const wide = shown(hostileRunOf(), false, 80)
    .split("\n")
    .filter((line) => !/^ +(Curl|Rerun|next line)/u.test(line));
  assert.deepEqual(
    wide.filter((line) => columnsOf(line) > 80),
    [],
  );
  assert.match(shown(runOf(), false, 40), /Rerun {6}gwlb-conformance run --only \S+ --seed 42$/mu);
});

test("the table of 80 columns holds every section of the page", () => {
  const lines = shown(passingRunOf({ planned: REQUIREMENT_IDS }), false, 80)
    .split("\n")
    .filter((line) => line.startsWith("│"));
  assert.equal(lines.length, 2 + 11);
  for (const line of lines) assert.ok(columnsOf(line) <= 80, line);
});

test("a stream gets colour if it is a terminal and NO_COLOR is not set", () => {
  const terminal = { isTTY: true, columns: 120 };
  assert.deepEqual(terminalOptionsOf(terminal, {}), { color: true, width: 120 });
  assert.equal(terminalOptionsOf(terminal, { NO_COLOR: "1" }).color, false);
  assert.equal(terminalOptionsOf(terminal, { TERM: "dumb" }).color, false);
  assert.deepEqual(terminalOptionsOf({}, {}), { color: false, width: 100 });
  assert.equal(terminalOptionsOf({}, { FORCE_COLOR: "1" }).color, true);
  assert.equal(terminalOptionsOf({}, { FORCE_COLOR: "1", NO_COLOR: "1" }).color, false);
});

/** Chinese characters take two columns. */
function columnsOf(line: string): number {
  return [...line].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
}
