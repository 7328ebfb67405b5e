import assert from "node:assert/strict";
import { test } from "node:test";
import pc from "picocolors";
import { REQUIREMENTS } from "../contract/catalogue.js";
import { counterexampleOf, MAXIMUM, MINIMUM, recordOf } from "../evidence/testing/records.js";
import { causesInWords, writeCauses } from "./causes-text.js";
import { buildReport } from "./report.js";
import { Page } from "./terminal-page.js";
import { hostileRunOf, passingRunOf, runOf } from "./testing/runs.js";

const REFUSED = {
  violation: undefined,
  expected: "accepted with HTTP 2xx",
  got: "HTTP 400 IllegalParam.ListenerDescription",
};

/** Two clauses that one refusal breaks. */
const refused = (replay?: string) =>
  buildReport(
    runOf({
      records: [MINIMUM, MAXIMUM].map((id, index) =>
        recordOf(id, {
          outcome: "fail",
          counterexamples: [
            counterexampleOf(id, {
              ...REFUSED,
              request: {
                LoadBalancerId: "gwlb-1",
                ListenerDescription: "中".repeat(200),
                ...(index === 0 ? {} : { TcpIdleTimeout: "60" }),
              },
            }),
          ],
        }),
      ),
      ...(replay === undefined ? {} : { replayOf: () => replay }),
    }),
    REQUIREMENTS,
  );

function pageOf(report: ReturnType<typeof buildReport>): string {
  const page = new Page(100, pc.createColors(false));
  writeCauses(page, report);
  return page.text();
}

test("a cause is told with what matters of the request, what came, what the page says and how to see it again", () => {
  const [cause, ...others] = causesInWords(refused("gwlb-conformance replay one.json"));
  assert.deepEqual(others, []);
  const lines = cause?.lines.map(({ label, text }) => `${label}: ${text}`) ?? [];
  assert.ok(lines.includes(": ListenerDescription = 中 × 200"), lines.join("\n"));
  assert.ok(!lines.some((line) => line.includes("gwlb-1")));
  assert.ok(lines.includes("Got: HTTP 400 IllegalParam.ListenerDescription"));
  assert.ok(lines.includes(`The page: ${REQUIREMENTS[MINIMUM].statement}`));
  assert.ok(lines.includes(`Explains: 2 clauses: ${MINIMUM}, ${MAXIMUM}`));
  assert.deepEqual(
    cause?.commands.map(({ label }) => label),
    ["Curl", "Replay"],
  );
});

test("where a case was not kept, the command that runs its check again stands there", () => {
  const [cause] = causesInWords(refused());
  assert.deepEqual(
    cause?.commands.map(({ label }) => label),
    ["Curl", "Rerun"],
  );
});

test("the terminal names each cause with its id, and nothing where all passed", () => {
  const report = refused();
  assert.match(pageOf(report), new RegExp(`What explains it: 1 cause[^]*${report.causes[0]?.id}`, "u"));
  assert.equal(pageOf(buildReport(passingRunOf(), REQUIREMENTS)), "\n");
});

test("text of the target cannot leave its line", () => {
  assert.doesNotMatch(pageOf(buildReport(hostileRunOf(), REQUIREMENTS)), /[^\P{C}\n]/u);
});
