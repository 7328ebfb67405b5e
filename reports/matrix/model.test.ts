import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { XMLValidator } from "fast-xml-parser";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { REQUIREMENTS, SDK_REQUIREMENT_IDS } from "../../contract/catalogue.js";
import { ADVISORY, HOSTILE, MINIMUM, PROBE, recordOf } from "../../evidence/testing/records.js";
import { visibleJson } from "../../evidence/text.js";
import { buildReport } from "../report.js";
import { EXCUSED } from "../testing/consistent.js";
import { manyReports, someReports } from "../testing/many.js";
import { runOf } from "../testing/runs.js";
import { badgeOf } from "./badge.js";
import { evidenceOf } from "./evidence.js";
import { matrixMarkdown } from "./markdown.js";
import { matrixOf } from "./model.js";
import { namesOf } from "./names.js";
import type { MatrixData } from "./page/data.js";
import { matrixPage } from "./page.js";

const { data, reports } = matrixOf(someReports());
const clauseOf = (id: string, of: MatrixData = data) =>
  of.parts.flatMap(({ sections }) => sections.flatMap(({ clauses }) => clauses)).find((clause) => clause.id === id);
const target = (label: string) => data.targets.find((one) => one.label === label);

test("every target has a column in the part it is judged by, endpoints first", () => {
  assert.deepEqual(
    data.targets.map(({ label, is, verdict }) => [label, is, verdict]),
    [
      ["reference", "endpoint", "conformant"],
      ["broken", "endpoint", "not-conformant"],
      ["small", "endpoint", "not-conformant"],
      ["other", "endpoint", "inconclusive"],
      ["<img src=x onerror=alert(1)>", "endpoint", "not-conformant"],
      ["my-sdk", "sdk", "not-conformant"],
    ],
  );
  assert.deepEqual(
    data.parts.map(({ is, targets }) => [is, targets]),
    [
      ["endpoint", [0, 1, 2, 3, 4]],
      ["sdk", [5]],
    ],
  );
  assert.equal(data.parts[1]?.sections.flatMap(({ clauses }) => clauses).length, SDK_REQUIREMENT_IDS.length);
});

test("a cell says what its report says, nothing where the report does not have the clause, and which violation is excused", () => {
  assert.deepEqual(clauseOf(MINIMUM)?.outcomes, ["pass", "fail", "fail", null, "fail"]);
  assert.deepEqual(clauseOf(EXCUSED)?.excused, [1]);
  assert.equal(target("broken")?.violated, 2);
});

test("clauses stand in the catalogue's order, in the sections of the page, whatever report has them first", () => {
  const ids = data.parts[0]?.sections.flatMap(({ clauses }) => clauses.map(({ id }) => id)) ?? [];
  const order = Object.keys(REQUIREMENTS).filter((id) => ids.includes(id));
  const bySection = (id: string) => Object.entries(REQUIREMENTS).find(([known]) => known === id)?.[1].section;
  for (const section of data.parts[0]?.sections ?? []) {
    const own = section.clauses.map(({ id }) => id);
    assert.deepEqual(
      own,
      order.filter((id) => bySection(id) === section.name),
    );
  }
});

test("what matrix.json holds fits the published schema", async () => {
  const schema = new URL("../../../schemas/matrix.schema.json", import.meta.url);
  const fits = new Ajv2020({ strict: true }).compile(JSON.parse(await readFile(schema, "utf8")));
  assert.ok(fits(JSON.parse(visibleJson(data))), JSON.stringify(fits.errors));
});

test("what makes reports less than comparable is said once", () => {
  assert.match(data.caveats.join(" "), /differ in profile: smoke, standard/u);
  assert.deepEqual(matrixOf(someReports().slice(0, 2)).data.caveats, []);
});

test("a report that was changed after it was written is named", () => {
  const [first, second] = someReports();
  assert.ok(first !== undefined && second !== undefined);
  const { caveats } = matrixOf([{ ...first, report: { ...first.report, seed: 7 } }, second]).data;
  assert.match(caveats.join(" "), /Changed after they were written, as their digests show.*: reference\./u);
});

test("behaviour is grouped by what was seen, however often", () => {
  const seen = (behaviour: string) => ({
    path: `${behaviour}/report.json`,
    report: buildReport(
      runOf({ records: [recordOf(PROBE, { fingerprint: { q: behaviour } })], planned: [PROBE] }),
      REQUIREMENTS,
    ),
  });
  const { probes } = matrixOf([
    seen("HTTP 200"),
    seen("HTTP 400 (fewer than 10 times)"),
    seen("HTTP 400 (fewer than 100 times)"),
  ]).data;
  assert.deepEqual(probes, [
    {
      clause: PROBE,
      question: "q",
      answers: [
        { behaviour: "HTTP 400", targets: [1, 2] },
        { behaviour: "HTTP 200", targets: [0] },
      ],
    },
  ]);
});

test("causes are shown as the report names them", () => {
  const [first] = someReports();
  assert.ok(first !== undefined);
  const causes = [{ id: "cause-0", title: "no \u202eTags", outcome: "fail" as const, clauses: [MINIMUM] }];
  const explained = matrixOf([{ ...first, report: { ...first.report, causes } }]).data;
  assert.deepEqual(explained.targets[0]?.causes, [{ title: "no \\u{202e}Tags", outcome: "fail", clauses: [MINIMUM] }]);
  assert.match(matrixMarkdown(explained), /\| T1 \| `no \\u\{202e\}Tags` \| fail \| create-listener/u);
});

test("evidence has the request, the answer, what was expected, and commands", () => {
  const { counterexamples } = evidenceOf(reports[1] ?? assert.fail(), 1e6)[MINIMUM] ?? assert.fail();
  const [one] = counterexamples;
  assert.deepEqual(one?.parameters.at(-1), ["TcpIdleTimeout", "59"]);
  assert.deepEqual([one?.expected, one?.got], ["HTTP 4xx with the error envelope", "HTTP 200"]);
  assert.deepEqual(
    one?.commands.map(({ label }) => label),
    ["Curl", "Rerun", "Replay"],
  );
  assert.match(one?.exchanges[0]?.request ?? "", /^POST http:\/\/127\.0\.0\.1:4010\/\n\nLoadBalancerId/u);
  assert.match(one?.exchanges[0]?.answer ?? "", /^HTTP 200\n\n\{"ListenerId"/u);
});

test("evidence keeps about within its size, every clause has some, and what was cut says so", () => {
  const [large] = manyReports(1, 250);
  const evidence = Object.values(evidenceOf(large?.report ?? assert.fail(), 200_000));
  assert.equal(evidence.length, 250);
  assert.ok(JSON.stringify(evidence).length < 400_000);
  const cut = evidence.filter(({ left }) => left?.startsWith("Cut down"));
  assert.ok(cut.length > 20);
  for (const { counterexamples } of cut) assert.ok(counterexamples.length > 0);
});

test("hostile text leaves no element, table cell or string", () => {
  const page = matrixPage(
    data,
    reports.map((report) => evidenceOf(report, 1e6)),
  );
  assert.ok(
    !page.includes("<script>alert") && !page.includes("<img") && !page.includes("\u202e") && !page.includes("\u001b"),
  );
  assert.equal(page.match(/<script/gu)?.length, 2 + reports.length);
  const json = /<script type="application\/json" id="evidence-4">(.*)<\/script>/u.exec(page)?.[1] ?? "";
  assert.match(JSON.stringify(JSON.parse(json)), /<script>alert\(1\)/u);
  const tree = fromMarkdown(matrixMarkdown(data), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const kinds = new Set<string>();
  const visit = (node: { readonly type: string; readonly children?: readonly { readonly type: string }[] }) => {
    kinds.add(node.type);
    for (const child of node.children ?? []) visit(child);
  };
  visit(tree);
  for (const kind of ["html", "image", "link"]) assert.ok(!kinds.has(kind), kind);
  for (const one of data.targets) assert.equal(XMLValidator.validate(badgeOf(one)), true);
});

test("Markdown has a row for each target, and for each clause that did not hold everywhere", () => {
  const lines = matrixMarkdown(data).split("\n");
  assert.ok(lines.some((line) => /^\| T2 \| `broken` \|.*\| NOT CONFORMANT \| no \|/u.test(line)));
  assert.ok(lines.some((line) => line.startsWith(`| \`${MINIMUM}\` | required | ✓ | ✗ | ✗ | | ✗ |`)));
  assert.ok(lines.some((line) => line.startsWith(`| \`${EXCUSED}\` | required | ✓ | (✗) |`)));
  assert.ok(lines.some((line) => line.startsWith(`| \`${ADVISORY}\` | advisory |`)));
  assert.match(lines.join("\n"), /\d+ clauses held everywhere and are left out/u);
});

test("a badge claims no more than the report", () => {
  const certified = target("reference") ?? assert.fail();
  assert.match(badgeOf(certified), />conformant, smoke, 2026-01-15</u);
  assert.match(badgeOf({ ...certified, certified: false }), />conformant, no certificate, smoke, 2026-01-15</u);
  assert.match(badgeOf(target("broken") ?? assert.fail()), />not conformant \(2 violated\), smoke/u);
  assert.match(badgeOf(target("my-sdk") ?? assert.fail()), />CreateListener SDK</u);
});

test("reports are named by the folder that tells them apart", () => {
  const labels = (...paths: string[]) => namesOf(paths).map(({ label }) => label);
  assert.deepEqual(labels("reports/a/report.json", "reports/b/report.json"), ["a", "b"]);
  assert.deepEqual(labels("a/reports/output/report.json", "b/reports/output/report.json"), ["a", "b"]);
  assert.deepEqual(labels("n/1/a/report.json", "n/2/a/report.json", "n/2/b/report.json"), ["1/a", "2/a", "b"]);
  assert.deepEqual(labels("x/before.json", "x/after.json"), ["before", "after"]);
  assert.equal(
    labels(`x/${HOSTILE.replaceAll("/", "")}/report.json`)
      .join()
      .includes("\u202e"),
    false,
  );
});

test("ids are unique and fit for file names, also of what is named alike or of nothing but marks", () => {
  const ids = namesOf([
    "a/X Y/report.json",
    "b/x-y/report.json",
    "a/../../..//report.json",
    "c/数/report.json",
    "c/字/report.json",
    "p/report.json",
    "p/report.json",
  ]).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[a-z0-9][a-z0-9._-]*$/u);
});
