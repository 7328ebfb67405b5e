/** Answers that refuse a request, as plain data: HTTP status, error code and message. */

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/**
 * A refusal with a code and text of its own.
 * @param status HTTP status, 4xx or 5xx
 * @param code error code, never empty: clients match on its beginning
 */
export function refuse(status: number, code: string, message: string): Refusal {
  return { status, code, message };
}

/** A parameter that the gateway itself misses, in its customary wording. */
export function missingParameter(parameter: string): Refusal {
  return refuse(400, `Missing${parameter}`, `${parameter} is mandatory for this action.`);
}

/**
 * A parameter whose value breaks a rule.
 * @param parameter name in the code, for example `TagKey`
 */
export function illegalParameter(parameter: string): Refusal {
  return refuse(400, `IllegalParam.${parameter}`, `The param of ${parameter} is illegal.`);
}

/**
 * A member of a parameter that has to be there.
 * @param parameter name in the code, for example `TagKey`
 */
export function absentMember(parameter: string): Refusal {
  return refuse(400, `MissingParam.${parameter}`, `The param of ${parameter} is missing.`);
}

/**
 * A resource that does not exist.
 * @param kind name in the code, for example `LoadBalancer`
 */
export function notFound(kind: string): Refusal {
  return refuse(404, `ResourceNotFound.${kind}`, `The specified resource of ${kind} is not found.`);
}

/**
 * A resource whose state forbids the operation.
 * @param kind name in the code, for example `LoadBalancer`
 * @param id the resource
 */
export function incorrectStatus(kind: string, id: string): Refusal {
  return refuse(400, `IncorrectStatus.${kind}`, `The status of ${kind} [${id}] is incorrect.`);
}

/** What a request that passed its dry run is answered with. */
export const DRY_RUN_OPERATION = refuse(
  400,
  "DryRunOperation",
  "Request validation has been passed with DryRun flag set.",
);
