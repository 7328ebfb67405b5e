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
import { TAG_REQUIREMENTS } from "./requirements/tag.js";
import { TCP_IDLE_TIMEOUT_REQUIREMENTS } from "./requirements/tcp-idle-timeout.js";

/** Every clause of the documentation that this suite judges, in the order of the page. */
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

export type RequirementId = keyof typeof CATALOGUE;

export type Catalogue = Readonly<Record<RequirementId, Requirement>>;

export const REQUIREMENTS: Catalogue = CATALOGUE;

/** All ids, in the order of the page. */
export const REQUIREMENT_IDS = Object.keys(CATALOGUE) as readonly RequirementId[];

/** Tells the id of a requirement. */
export function isRequirementId(text: string): text is RequirementId {
  return Object.hasOwn(CATALOGUE, text);
}

/** Raised whenever a requirement is added, dropped or changes meaning; part of every report. */
export const CONTRACT_REVISION = "2025-12-10/1";
