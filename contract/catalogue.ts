/** The catalogue: the clauses of all sections in one; a new section is added here. */
import type { Requirement } from "./requirement.js";
import { AUTHORIZATION_REQUIREMENTS } from "./requirements/authorization.js";
import { CLIENT_TOKEN_REQUIREMENTS } from "./requirements/client-token.js";
import { COURSE_REQUIREMENTS } from "./requirements/courses.js";
import { DRY_RUN_REQUIREMENTS } from "./requirements/dry-run.js";
import { ERROR_REQUIREMENTS } from "./requirements/errors.js";
import { LISTENER_DESCRIPTION_REQUIREMENTS } from "./requirements/listener-description.js";
import { OPERATION_REQUIREMENTS } from "./requirements/operation.js";
import { PASSING_REQUIREMENTS } from "./requirements/passing.js";
import { RESOURCE_ID_REQUIREMENTS } from "./requirements/resource-ids.js";
import { RESPONSE_REQUIREMENTS } from "./requirements/response.js";
import { SDK_ANSWER_REQUIREMENTS } from "./requirements/sdk/answer.js";
import { SDK_ERROR_REQUIREMENTS } from "./requirements/sdk/errors.js";
import { SDK_IDEMPOTENCY_REQUIREMENTS } from "./requirements/sdk/idempotency.js";
import { SDK_OVERLAP_REQUIREMENTS, SDK_SECRECY_REQUIREMENTS } from "./requirements/sdk/overlap.js";
import { SDK_REQUEST_REQUIREMENTS } from "./requirements/sdk/request.js";
import { SDK_SIGNATURE_REQUIREMENTS } from "./requirements/sdk/signature.js";
import { SDK_TAG_REQUIREMENTS, SDK_TEXT_REQUIREMENTS } from "./requirements/sdk/text.js";
import { SDK_TIME_REQUIREMENTS, SDK_WAITER_REQUIREMENTS } from "./requirements/sdk/time.js";
import { TAG_REQUIREMENTS } from "./requirements/tag.js";
import { TCP_IDLE_TIMEOUT_REQUIREMENTS } from "./requirements/tcp-idle-timeout.js";

/** Every clause of the documentation that endpoints are judged by, in the order of the page. */
const CATALOGUE = {
  ...OPERATION_REQUIREMENTS,
  ...COURSE_REQUIREMENTS,
  ...AUTHORIZATION_REQUIREMENTS,
  ...RESOURCE_ID_REQUIREMENTS,
  ...LISTENER_DESCRIPTION_REQUIREMENTS,
  ...TCP_IDLE_TIMEOUT_REQUIREMENTS,
  ...DRY_RUN_REQUIREMENTS,
  ...CLIENT_TOKEN_REQUIREMENTS,
  ...TAG_REQUIREMENTS,
  ...RESPONSE_REQUIREMENTS,
  ...ERROR_REQUIREMENTS,
  ...PASSING_REQUIREMENTS,
};

/** Every clause on client libraries, in the order of a call. */
const SDK_CATALOGUE = {
  ...SDK_REQUEST_REQUIREMENTS,
  ...SDK_TEXT_REQUIREMENTS,
  ...SDK_TAG_REQUIREMENTS,
  ...SDK_SIGNATURE_REQUIREMENTS,
  ...SDK_ANSWER_REQUIREMENTS,
  ...SDK_ERROR_REQUIREMENTS,
  ...SDK_IDEMPOTENCY_REQUIREMENTS,
  ...SDK_TIME_REQUIREMENTS,
  ...SDK_WAITER_REQUIREMENTS,
  ...SDK_OVERLAP_REQUIREMENTS,
  ...SDK_SECRECY_REQUIREMENTS,
};

export type EndpointRequirementId = keyof typeof CATALOGUE;
export type SdkRequirementId = keyof typeof SDK_CATALOGUE;
export type RequirementId = EndpointRequirementId | SdkRequirementId;

export type Catalogue = Readonly<Record<RequirementId, Requirement>>;

export const REQUIREMENTS: Catalogue = { ...CATALOGUE, ...SDK_CATALOGUE };

/** All ids of clauses on endpoints, in the order of the page. */
export const REQUIREMENT_IDS = Object.keys(CATALOGUE) as readonly EndpointRequirementId[];

/** All ids of clauses on client libraries, in the order of a call. */
export const SDK_REQUIREMENT_IDS = Object.keys(SDK_CATALOGUE) as readonly SdkRequirementId[];

/** Tells the id of a requirement, on endpoints or on client libraries. */
export function isRequirementId(text: string): text is RequirementId {
  return isEndpointRequirementId(text) || isSdkRequirementId(text);
}

/** Tells the id of a clause on endpoints. */
export function isEndpointRequirementId(text: string): text is EndpointRequirementId {
  return Object.hasOwn(CATALOGUE, text);
}

/** Tells the id of a clause on client libraries. */
export function isSdkRequirementId(text: string): text is SdkRequirementId {
  return Object.hasOwn(SDK_CATALOGUE, text);
}

/** Raised whenever a requirement is added, dropped or changes meaning; part of every report. */
export const CONTRACT_REVISION = "2025-12-10/2";
