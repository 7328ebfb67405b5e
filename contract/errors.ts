/** The error table of the page as data: 14 rows of HTTP status, code and message template. */

interface DocumentedError {
  /** HTTP status, normative. */
  readonly status: 400 | 404;
  /** Words of the message template between the placeholders, in order. Advisory only. */
  readonly fixedWords: readonly string[];
}

export const DOCUMENTED_ERRORS = {
  "IncorrectBusinessStatus.LoadBalancer": {
    status: 400,
    fixedWords: ["The business status of", "is incorrect"],
  },
  "MissingParam.TagKey": { status: 400, fixedWords: ["The param of", "is missing"] },
  "MissingParam.TagValue": { status: 400, fixedWords: ["The param of", "is missing"] },
  "OperationDenied.TooManyListeners": {
    status: 400,
    fixedWords: ["The operation is not allowed because of"],
  },
  "IncorrectStatus.LoadBalancer": { status: 400, fixedWords: ["The status of", "is incorrect"] },
  "ResourceInUse.IP": { status: 400, fixedWords: ["The specified resource of", "is in use"] },
  "Mismatch.VpcId": { status: 400, fixedWords: ["is mismatched for", "and"] },
  "IncorrectStatus.ServerGroup": { status: 400, fixedWords: ["The status of", "is incorrect"] },
  "DuplicatedParam.TagKey": { status: 400, fixedWords: ["The param of", "is duplicated"] },
  "IllegalParam.TagKey": { status: 400, fixedWords: ["The param of", "is illegal"] },
  "IllegalParam.TagValue": { status: 400, fixedWords: ["The param of", "is illegal"] },
  "OperationDenied.TcpIdleTimeoutConflictWithScheduler": {
    status: 400,
    fixedWords: ["TCP idle timeout", "default value", "scheduling algorithm"],
  },
  "ResourceNotFound.LoadBalancer": { status: 404, fixedWords: ["The specified resource of", "is not found"] },
  "ResourceNotFound.ServerGroup": { status: 404, fixedWords: ["The specified resource of", "is not found"] },
} as const satisfies Record<string, DocumentedError>;

export type DocumentedErrorCode = keyof typeof DOCUMENTED_ERRORS;

export const DOCUMENTED_ERROR_CODES = Object.keys(DOCUMENTED_ERRORS) as readonly DocumentedErrorCode[];

/** Code of a request that passed its dry run. Its HTTP status is not documented. Source: parameter DryRun. */
export const DRY_RUN_PASSED = "DryRunOperation";

/** Tells a code of the page's table. */
export function isDocumentedErrorCode(code: string): code is DocumentedErrorCode {
  return Object.hasOwn(DOCUMENTED_ERRORS, code);
}
