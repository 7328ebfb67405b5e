import type { Report } from "./report.js";
import { visible } from "./text.js";

/** What a certificate must not be taken for. */
const NOT_ESTABLISHED = [
  "performance, durability or the data plane",
  "any operation but CreateListener, any endpoint or region but the one above",
  "any target but the one that answered, in the version that answered",
  "behaviour the documentation leaves open (probes record it, nobody grades it)",
];

type Certified = Omit<Report, "certificate">;

/**
 * Writes the certificate of a run. Whether one is due is the verdict's business, not decided here.
 * @param report the run, all but its certificate
 * @returns lines of plain text, safe to print
 */
export function certificateText(report: Certified): string {
  const { suite, target, judgement } = report;
  return [
    `CreateListener conformance certificate, profile ${report.profile}`,
    `Target:    ${visible(target.endpoint)}${target.embedded ? " (the embedded emulator)" : ""}, region ${visible(target.region)}, authentication ${target.auth}`,
    `Suite:     ${suite.name} ${suite.version}, contract revision ${suite.contractRevision}`,
    `Run:       seed ${report.seed}, ${report.startedAt} to ${report.endedAt}, ${report.totals.requests} requests`,
    `Result:    ${judgement.exercised} of ${judgement.required} required requirements exercised, none violated`,
    `Validated: ${validationStatement(report)}`,
    "This does not establish:",
    ...NOT_ESTABLISHED.map((line) => `  - ${line}`),
  ].join("\n");
}

/** Says how far the requirements themselves have been held against the real service. */
function validationStatement(report: Certified): string {
  const required = report.requirements.filter(({ kind }) => kind === "required");
  const validated = required.filter(({ validatedAt }) => validatedAt !== "never").length;
  return validated === 0
    ? "no requirement has been held against the real service yet; they rest on its documentation"
    : `${validated} of ${required.length} required requirements have been held against the real service; the others rest on its documentation`;
}
