/**
 * Errors that pass by themselves, as data: clients of sibling products are meant to repeat a request that got one. The page names none of them,
 * and none of its own codes is among them: those are refusals.
 */
import { isDocumentedErrorCode } from "./errors.js";

/** A family of such codes, and where it comes from. */
export interface PassingError {
  /** The code, `*` standing for any letters and dots. */
  readonly code: string;
  /** Sibling products that give it. */
  readonly products: readonly string[];
  readonly source: string;
}

const RETRIED = "retried by the resources of these products in terraform-provider-alicloud";

export const PASSING_ERRORS: readonly PassingError[] = [
  { code: "Conflict.Lock", products: ["NLB"], source: RETRIED },
  { code: "LockFailed", products: ["ALB"], source: RETRIED },
  { code: "TaskConflict", products: ["VPC", "CBN"], source: RETRIED },
  { code: "TaskConflict.*", products: ["VPC"], source: RETRIED },
  { code: "*InConfiguring", products: ["ALB", "NLB"], source: RETRIED },
  { code: "*InConfiguring.*", products: ["ALB", "NLB"], source: RETRIED },
  { code: "*.ResourceIsConfiguring", products: ["NLB"], source: RETRIED },
  { code: "SystemBusy", products: ["ALB", "NLB"], source: RETRIED },
];

/** Statuses that these products give them. */
const STATUSES: ReadonlySet<number> = new Set([400, 409]);

const CODES = new RegExp(
  `^(?:${PASSING_ERRORS.map(({ code }) => code.replaceAll(".", "\\.").replaceAll("*", "[A-Za-z.]*")).join("|")})$`,
  "u",
);

/**
 * Whether an answer says that the same request may be answered otherwise a moment later.
 * @param code error code, if any
 */
export function isPassingError(status: number, code: string | undefined): boolean {
  return code !== undefined && STATUSES.has(status) && CODES.test(code) && !isDocumentedErrorCode(code);
}
