/** Reports of many targets, for tests of the matrix: such as people have, hostile ones, and more than anybody has. */
import { isSdkRequirementId, REQUIREMENTS } from "../../contract/catalogue.js";
import { counterexampleOf, exchangeOf, MINIMUM, PROBE, recordOf } from "../../evidence/testing/records.js";
import type { NamedReport } from "../matrix/model.js";
import { buildReport, type Report } from "../report.js";
import { withDigest } from "../report-digest.js";
import { certifiedReport, violatedReport } from "./consistent.js";
import { hostileRunOf, passingRunOf, runOf } from "./runs.js";

const SDK_IDS = Object.keys(REQUIREMENTS).filter(isSdkRequirementId);

/** A client library that holds all but one clause. */
function sdkReport(): Report {
  const [failing] = SDK_IDS;
  const records = SDK_IDS.map((id) =>
    id === failing ? recordOf(id, { outcome: "fail", counterexamples: [counterexampleOf(id)] }) : recordOf(id),
  );
  const target = {
    is: "sdk",
    name: "my-sdk",
    version: "1.2.3",
    language: "Go",
    features: [],
    adapter: "./adapter",
  } as const;
  return buildReport(passingRunOf({ target, records, planned: SDK_IDS, partition: [] }), REQUIREMENTS);
}

/** Two that are fine, one that is not, one whose every text is hostile, and a client library. */
export function someReports(): NamedReport[] {
  const other = runOf({
    records: [recordOf(PROBE, { fingerprint: { "value absent": "HTTP 200" } })],
    planned: [PROBE],
  });
  const replayed = replayable(violatedReport());
  return [
    { path: "nightly/reference/report.json", report: certifiedReport() },
    { path: "nightly/broken/report.json", report: replayed },
    { path: "nightly/small/report.json", report: buildReport(runOf(), REQUIREMENTS) },
    { path: "nightly/other/report.json", report: buildReport(other, REQUIREMENTS) },
    { path: "nightly/<img src=x onerror=alert(1)>/report.json", report: buildReport(hostileRunOf(), REQUIREMENTS) },
    { path: "nightly/my-sdk/report.json", report: sdkReport() },
  ];
}

function replayable(report: Report): Report {
  const replay = "npx gwlb-conformance replay failures/a.json";
  const requirements = report.requirements.map((one) =>
    one.id === MINIMUM ? { ...one, counterexamples: one.counterexamples.map((each) => ({ ...each, replay })) } : one,
  );
  return withDigest({ ...report, requirements });
}

/**
 * More than anybody has.
 * @param targets how many
 * @param clauses how many each, two of five violated with large evidence
 */
export function manyReports(targets: number, clauses: number): NamedReport[] {
  const { requirements, digest: _, ...rest } = certifiedReport();
  const large = exchangeOf("CreateListener", 200, "x".repeat(6_000));
  const counterexamples = [1, 2, 3].map((n) =>
    counterexampleOf(MINIMUM, { got: `HTTP 200 ${n}`, exchanges: [large, large] }),
  );
  return Array.from({ length: targets }, (_, target) => ({
    path: `nightly/target-${target}/report.json`,
    report: {
      ...rest,
      requirements: Array.from({ length: clauses }, (__, index) => {
        const one = requirements[index % requirements.length] ?? requirements[0];
        if (one === undefined) throw new Error("a report without clauses");
        const id = index < requirements.length ? one.id : `${one.id}.again-${index}`;
        const isViolated = (index * 7 + target) % 5 < 2;
        return { ...one, id, ...(isViolated ? { outcome: "fail" as const, counterexamples } : {}) };
      }),
    },
  }));
}
