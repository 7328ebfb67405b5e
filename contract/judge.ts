/** The judge: a pure function from a request, its lens and its answer to findings. It knows the contract and nothing else. */
import { type Answer, describeAnswer } from "./answer.js";
import { type Classification, classify } from "./classify.js";
import { DOCUMENTED_ERRORS, DRY_RUN_PASSED, isDocumentedErrorCode } from "./errors.js";
import type { Finding } from "./finding.js";
import type { Lens } from "./lens.js";
import type { RequestDraft } from "./request.js";
import { shapeFindings } from "./shape.js";
import { REQUIREMENT_OF_CODE, type Refusal, VIOLATIONS, type ViolationLabel } from "./violations.js";

/** What the contract allows as the answer to one request. */
type Expectation =
  | { readonly is: "accepted" }
  | { readonly is: "dry-run-passed" }
  | { readonly is: "refused"; readonly refusals: readonly Refusal[]; readonly dryRunMayPass: boolean }
  /** The page leaves it open. */
  | { readonly is: "unspecified" };

/**
 * What the contract allows as the answer to a request.
 * @param draft the request with its situations, DryRun as it will be sent
 */
export function expectationOf(draft: RequestDraft): Expectation {
  return expectationFrom(classify(draft), draft);
}

function expectationFrom(classification: Classification, draft: RequestDraft): Expectation {
  if (classification.unspecified.length > 0) return { is: "unspecified" };
  const dryRun = String(draft.dryRun) === "true";
  const labels = [...new Set(classification.violations)];
  if (labels.length === 0) return dryRun ? { is: "dry-run-passed" } : { is: "accepted" };
  return {
    is: "refused",
    refusals: labels.map((label) => VIOLATIONS[label].refusal),
    dryRunMayPass: dryRun && labels.every((label) => !VIOLATIONS[label].foundByDryRun),
  };
}

/**
 * Judges one answer.
 * @param draft the request with its situations, DryRun as it was sent
 * @returns findings, empty when the answer is allowed. An answer that is no answer (throttled, connection lost) gives none: it shows nothing.
 */
export function judge(draft: RequestDraft, answer: Answer, classification = classify(draft)): Finding[] {
  if (answer.is === "throttled" || answer.is === "no-answer") return [];
  const expectation = expectationFrom(classification, draft);
  if (expectation.is === "unspecified") return [];
  return [...caseFindings(expectation, answer), ...shapeFindings(answer)];
}

function caseFindings(expectation: Exclude<Expectation, { is: "unspecified" }>, answer: Answer): Finding[] {
  switch (expectation.is) {
    case "accepted":
      return answer.is === "accepted" ? [] : [caseFinding("accepted with HTTP 2xx", answer)];
    case "dry-run-passed":
      if (answer.is === "dry-run-passed") return [];
      // A dry run that answers like a creation is the dry run's fault, not that of the parameter under check.
      if (answer.is === "accepted")
        return [finding("create-listener.dry-run.passes", `code ${DRY_RUN_PASSED}`, answer)];
      return [caseFinding(`code ${DRY_RUN_PASSED}`, answer)];
    case "refused":
      return refusalFindings(expectation.refusals, expectation.dryRunMayPass, answer);
  }
}

function refusalFindings(refusals: readonly Refusal[], dryRunMayPass: boolean, answer: Answer): Finding[] {
  const expected = refusals.map(describeRefusal).join(", or ");
  if (answer.is === "dry-run-passed" && dryRunMayPass) return [];
  if (answer.is === "server-error") return [caseFinding(expected, answer), notARefusalStatus(answer)];
  if (answer.is !== "refused") return [caseFinding(expected, answer)];
  if (!refusals.some((refusal) => allowsCode(refusal, answer.code))) {
    return [caseFinding(expected, answer), ...codeFindings(refusals, answer)];
  }
  return statusFindings(answer);
}

export function allowsCode(refusal: Refusal, code: string | undefined): boolean {
  if (refusal.is === "documented")
    return code !== undefined && isDocumentedErrorCode(code) && refusal.codes.includes(code);
  // A missing code is the envelope's fault; here it only matters that no other clause's code is given.
  return code === undefined || !isDocumentedErrorCode(code) || refusal.alsoAllowed.includes(code);
}

function codeFindings(refusals: readonly Refusal[], answer: Answer): Finding[] {
  return refusals.flatMap((refusal) => {
    const code = refusal.is === "documented" && refusal.codes.length === 1 ? refusal.codes[0] : undefined;
    const requirement = code === undefined ? undefined : REQUIREMENT_OF_CODE[code];
    return requirement === undefined ? [] : [finding(requirement, describeRefusal(refusal), answer)];
  });
}

function statusFindings(answer: Extract<Answer, { is: "refused" }>): Finding[] {
  const { code, status } = answer;
  if (code !== undefined && isDocumentedErrorCode(code) && DOCUMENTED_ERRORS[code].status !== status) {
    const documentedStatus = finding(
      REQUIREMENT_OF_CODE[code] ?? "case",
      `HTTP ${DOCUMENTED_ERRORS[code].status} with ${code}`,
      answer,
    );
    return status >= 400 ? [documentedStatus] : [documentedStatus, notARefusalStatus(answer)];
  }
  return status >= 400 ? [] : [notARefusalStatus(answer)];
}

const notARefusalStatus = (answer: Answer) =>
  finding("create-listener.error.status", "an HTTP 4xx status with a refusal", answer);
const caseFinding = (expected: string, answer: Answer) => finding("case", expected, answer);

function finding(about: Finding["about"], expected: string, answer: Answer): Finding {
  return { about, expected, got: describeAnswer(answer) };
}

/**
 * A refusal in words.
 * @param refusal how a violation must be refused
 */
export function describeRefusal(refusal: Refusal): string {
  if (refusal.is === "any-client-error") return "refused with HTTP 4xx";
  return `refused with ${refusal.codes.map((code) => `HTTP ${DOCUMENTED_ERRORS[code].status} ${code}`).join(" or ")}`;
}

/** The draft as a lens puts it: the dry-run lens sets DryRun, the create lens leaves the draft's own. */
export function through(lens: Lens, draft: RequestDraft): RequestDraft {
  return lens === "dry-run" ? { ...draft, dryRun: true } : draft;
}

/** What a violation must be answered with, as the catalogue of violations says. */
export function refusalOf(label: ViolationLabel): Refusal {
  return VIOLATIONS[label].refusal;
}
