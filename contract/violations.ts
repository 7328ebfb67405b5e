/** Every single way in which a request can break a clause, as data: what it breaks and how it must be refused. */
import type { RequirementId } from "./catalogue.js";
import type { DocumentedErrorCode } from "./errors.js";

/**
 * How a violation must be refused. Where the page names no code, any 4xx will do whose code is not one that the page
 * gives to something else; `alsoAllowed` are documented codes that fit this violation too.
 */
export type Refusal =
  | { readonly is: "documented"; readonly codes: readonly DocumentedErrorCode[] }
  | { readonly is: "any-client-error"; readonly alsoAllowed: readonly DocumentedErrorCode[] };

interface Violation {
  readonly requirement: RequirementId;
  readonly refusal: Refusal;
  /**
   * Whether the page says that a dry run finds it: it names required parameters, request format and service limits.
   * Existence and state of resources are not among them.
   */
  readonly foundByDryRun: boolean;
}

const documented = (...codes: DocumentedErrorCode[]): Refusal => ({ is: "documented", codes });
const anyClientError = (...alsoAllowed: DocumentedErrorCode[]): Refusal => ({ is: "any-client-error", alsoAllowed });

const format = (requirement: RequirementId, refusal: Refusal): Violation => ({
  requirement,
  refusal,
  foundByDryRun: true,
});
const state = (requirement: RequirementId, code: DocumentedErrorCode): Violation => ({
  requirement,
  refusal: documented(code),
  foundByDryRun: false,
});

export const VIOLATIONS = {
  "load-balancer-id.missing": format(
    "create-listener.load-balancer-id.required",
    anyClientError("ResourceNotFound.LoadBalancer"),
  ),
  "load-balancer-id.empty": format(
    "create-listener.load-balancer-id.not-empty",
    anyClientError("ResourceNotFound.LoadBalancer"),
  ),
  "load-balancer-id.unknown": state(
    "create-listener.error.resource-not-found-load-balancer",
    "ResourceNotFound.LoadBalancer",
  ),
  "load-balancer.occupied": {
    requirement: "create-listener.error.too-many-listeners",
    refusal: documented("OperationDenied.TooManyListeners"),
    foundByDryRun: true,
  },
  "load-balancer.provisioning": state(
    "create-listener.error.incorrect-status-load-balancer-provisioning",
    "IncorrectStatus.LoadBalancer",
  ),
  "load-balancer.configuring": state(
    "create-listener.error.incorrect-status-load-balancer-configuring",
    "IncorrectStatus.LoadBalancer",
  ),
  "load-balancer.financially-locked": state(
    "create-listener.error.incorrect-business-status-load-balancer",
    "IncorrectBusinessStatus.LoadBalancer",
  ),
  "server-group-id.missing": format(
    "create-listener.server-group-id.required",
    anyClientError("ResourceNotFound.ServerGroup"),
  ),
  "server-group-id.empty": format(
    "create-listener.server-group-id.not-empty",
    anyClientError("ResourceNotFound.ServerGroup"),
  ),
  "server-group-id.unknown": state(
    "create-listener.error.resource-not-found-server-group",
    "ResourceNotFound.ServerGroup",
  ),
  "server-group.creating": state(
    "create-listener.error.incorrect-status-server-group-creating",
    "IncorrectStatus.ServerGroup",
  ),
  "server-group.configuring": state(
    "create-listener.error.incorrect-status-server-group-configuring",
    "IncorrectStatus.ServerGroup",
  ),
  "server-group.other-vpc": state("create-listener.error.mismatch-vpc-id", "Mismatch.VpcId"),
  "server-group.ip-in-use": state("create-listener.error.resource-in-use-ip", "ResourceInUse.IP"),
  "listener-description.too-short": format("create-listener.listener-description.minimum", anyClientError()),
  "listener-description.too-long": format("create-listener.listener-description.maximum", anyClientError()),
  "listener-description.forbidden-ascii": format(
    "create-listener.listener-description.forbidden-ascii",
    anyClientError(),
  ),
  "listener-description.forbidden-control": format(
    "create-listener.listener-description.forbidden-controls",
    anyClientError(),
  ),
  "listener-description.forbidden-symbol": format(
    "create-listener.listener-description.forbidden-symbols",
    anyClientError(),
  ),
  "tcp-idle-timeout.not-positive": format("create-listener.tcp-idle-timeout.positive", anyClientError()),
  "tcp-idle-timeout.too-small": format("create-listener.tcp-idle-timeout.minimum", anyClientError()),
  "tcp-idle-timeout.too-large": format("create-listener.tcp-idle-timeout.maximum", anyClientError()),
  "tcp-idle-timeout.overflow": format("create-listener.tcp-idle-timeout.overflow", anyClientError()),
  "tcp-idle-timeout.not-an-integer": format("create-listener.tcp-idle-timeout.integer", anyClientError()),
  "tcp-idle-timeout.scheduler-conflict": state(
    "create-listener.error.tcp-idle-timeout-conflict-with-scheduler",
    "OperationDenied.TcpIdleTimeoutConflictWithScheduler",
  ),
  "dry-run.malformed": format("create-listener.dry-run.malformed", anyClientError()),
  "client-token.non-ascii": format("create-listener.client-token.non-ascii", anyClientError()),
  "tag.too-many": format("create-listener.tag.count", anyClientError("IllegalParam.TagKey", "IllegalParam.TagValue")),
  "tag-key.missing": format("create-listener.error.missing-tag-key", documented("MissingParam.TagKey")),
  "tag-key.empty": format(
    "create-listener.tag-key.not-empty",
    documented("MissingParam.TagKey", "IllegalParam.TagKey"),
  ),
  "tag-key.too-long": format("create-listener.tag-key.maximum", documented("IllegalParam.TagKey")),
  "tag-key.reserved-prefix": format("create-listener.tag-key.reserved-prefix", documented("IllegalParam.TagKey")),
  "tag-key.url": format("create-listener.tag-key.url", documented("IllegalParam.TagKey")),
  "tag-key.duplicate": format("create-listener.tag-key.unique", documented("DuplicatedParam.TagKey")),
  "tag-value.too-long": format("create-listener.tag-value.maximum", documented("IllegalParam.TagValue")),
  "tag-value.url": format("create-listener.tag-value.url", documented("IllegalParam.TagValue")),
} as const satisfies Record<string, Violation>;

export type ViolationLabel = keyof typeof VIOLATIONS;

export const VIOLATION_LABELS = Object.keys(VIOLATIONS) as readonly ViolationLabel[];

/** The requirement that states a documented error itself. */
export const REQUIREMENT_OF_CODE: Readonly<Record<DocumentedErrorCode, RequirementId | undefined>> = {
  "IncorrectBusinessStatus.LoadBalancer": "create-listener.error.incorrect-business-status-load-balancer",
  "MissingParam.TagKey": "create-listener.error.missing-tag-key",
  "MissingParam.TagValue": "create-listener.error.missing-tag-value",
  "OperationDenied.TooManyListeners": "create-listener.error.too-many-listeners",
  "IncorrectStatus.LoadBalancer": undefined,
  "ResourceInUse.IP": "create-listener.error.resource-in-use-ip",
  "Mismatch.VpcId": "create-listener.error.mismatch-vpc-id",
  "IncorrectStatus.ServerGroup": undefined,
  "DuplicatedParam.TagKey": "create-listener.error.duplicated-tag-key",
  "IllegalParam.TagKey": "create-listener.error.illegal-tag-key",
  "IllegalParam.TagValue": "create-listener.error.illegal-tag-value",
  "OperationDenied.TcpIdleTimeoutConflictWithScheduler":
    "create-listener.error.tcp-idle-timeout-conflict-with-scheduler",
  "ResourceNotFound.LoadBalancer": "create-listener.error.resource-not-found-load-balancer",
  "ResourceNotFound.ServerGroup": "create-listener.error.resource-not-found-server-group",
};
