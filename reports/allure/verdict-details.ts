/** What Allure shows of the run as a whole: the verdict, the causes and the certificate, on its first screen and as the first of its results. */
import { OPERATION } from "../../contract/parameters.js";
import { counted } from "../../contract/words.js";
import { cut, visible, visibleLines } from "../../evidence/text.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import { renderMarkdown } from "../markdown.js";
import { headline, isDecidingViolation, titleOf } from "../overview.js";
import type { Report } from "../report.js";
import type { AllureAttachment, AllureDetails, AllureStatus, AllureStep } from "./details.js";
import { GROUP_LABEL, GROUP_OF_VERDICT } from "./groups.js";

/** Name of the result for the run, and of its group. */
export const VERDICT = "verdict";

/** The title of the page. */
export function pageTitleOf(report: Report): string {
  return `${titleOf(report)}: ${headline(report)}`;
}

/** The verdict in a sentence. */
export function verdictSentenceOf(report: Report): string {
  const { required, exercised, exitCode } = report.judgement;
  const violated = report.requirements.filter(isDecidingViolation).length;
  return `${headline(report)}: ${exercised} of ${counted(required, "required requirement")} exercised, ${violated} violated (exit ${exitCode})`;
}

/** Whether there is a certificate, and else why there is none, in a line. */
export function certificateLineOf({ certificate }: Report): string {
  return certificate.granted ? "granted" : `none: ${certificate.because.map(visible).join("; ")}`;
}

/** Causes in a line each, the one that explains most first. */
export function causeLinesOf({ causes }: Report): string[] {
  return causes.map(({ title, clauses, outcome }) => {
    const undecided =
      outcome === "inconclusive" ? "could not be judged" : outcome === "flaky" ? "fail at times" : "fail";
    return `${visible(title)} (${counted(clauses.length, "clause")} ${clauses.length === 1 && undecided === "fail" ? "fails" : undecided})`;
  });
}

const STEP_BYTES = 500;

/** The first of the results. It spans the run, so that the page shows how long that took. */
export function verdictDetailsOf(report: Report): AllureDetails {
  const { certificate, run } = report;
  const status = verdictStatusOf(report);
  const reasons = certificate.granted ? [] : [...certificate.because, ...run.faults];
  return {
    historyId: VERDICT,
    title: verdictSentenceOf(report),
    status,
    ...(reasons.length === 0 ? {} : { message: reasons.map(visible).join("\n") }),
    description:
      "What the run as a whole comes to. The pass rate of this page counts the required clauses and nothing else; customs and what the page of the documentation leaves open stand in groups of their own at the end.",
    labels: [
      { name: "epic", value: OPERATION },
      { name: "feature", value: "Verdict" },
      { name: "story", value: VERDICT },
      { name: "severity", value: "critical" },
      { name: GROUP_LABEL, value: GROUP_OF_VERDICT },
    ],
    links: [],
    parameters: [],
    steps: [...causeSteps(report), ...reasons.map((name) => step(visible(name), "skipped"))],
    attachments: runAttachmentsOf(report),
  };
}

function causeSteps(report: Report): AllureStep[] {
  return causeLinesOf(report).map((line, index) =>
    step(`Cause ${index + 1}: ${line}`, report.causes[index]?.outcome === "inconclusive" ? "broken" : "failed"),
  );
}

function step(name: string, status: AllureStatus): AllureStep {
  return { name: cut(name, STEP_BYTES), status };
}

function verdictStatusOf({ certificate, judgement }: Report): AllureStatus {
  if (certificate.granted) return "passed";
  return judgement.exitCode === EXIT_CODES.violation ? "failed" : "broken";
}

/** The summary, and the certificate where there is one. */
export function runAttachmentsOf(report: Report): AllureAttachment[] {
  const { certificate } = report;
  return [
    ...(certificate.granted
      ? [{ name: "certificate.txt", contentType: "text/plain" as const, content: visibleLines(certificate.text) }]
      : []),
    { name: "summary.md", contentType: "text/markdown", content: renderMarkdown(report) },
  ];
}
