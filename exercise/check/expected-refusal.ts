/** How a spec says that something is refused, held against what the contract says of it. */
import type { DocumentedErrorCode } from "../../contract/errors.js";
import { refusalOf } from "../../contract/judge.js";
import type { Refusal } from "../../contract/violations.js";
import type { Family } from "../../generators/specimen.js";

/** How a clause says that a violation is refused; a list means any of its codes. */
export type ExpectedRefusal = typeof anyClientError | DocumentedErrorCode | readonly DocumentedErrorCode[];

/** The page names no code: any HTTP 4xx with the error envelope will do. */
export const anyClientError = { is: "any-client-error" } as const;

/**
 * Makes sure that a spec and the contract say the same of how a family is refused.
 * @throws Error when they disagree: a fault of this suite
 */
export function agreeOnRefusal(family: Family, expected: ExpectedRefusal): void {
  for (const { violation } of family.examples) {
    if (violation === undefined || !sameRefusal(refusalOf(violation), expected)) {
      throw new Error(`the spec and the contract disagree on how ${violation ?? "a valid request"} is refused`);
    }
  }
}

function sameRefusal(refusal: Refusal, expected: ExpectedRefusal): boolean {
  if (typeof expected === "object" && "is" in expected) return refusal.is === "any-client-error";
  const codes: readonly string[] = typeof expected === "string" ? [expected] : expected;
  return (
    refusal.is === "documented" &&
    refusal.codes.length === codes.length &&
    refusal.codes.every((code) => codes.includes(code))
  );
}
