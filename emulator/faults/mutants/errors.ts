/** Mutants of the documented errors, made from one table with a line for each error. */
import type { DocumentedErrorCode } from "../../../contract/errors.js";
import { answerRefusal, spare, withBody } from "../alterations.js";
import type { MutantDescription } from "../fault.js";
import { area, type MutantText } from "./area.js";

type ErrorRequirement = Extract<MutantDescription["requirement"], `create-listener.error.${string}`>;

/** One documented error: who demands it, which rules raise it, and plausible mistakes in it. */
interface ErrorFaults {
  readonly code: DocumentedErrorCode;
  readonly requirement: ErrorRequirement;
  /** Absent where leaving the check out is a fault of another area. */
  readonly rule?: string;
  readonly wrongCode: string;
  readonly wrongStatus: number;
}

const FAULTS: readonly ErrorFaults[] = [
  {
    code: "ResourceNotFound.LoadBalancer",
    requirement: "create-listener.error.resource-not-found-load-balancer",
    rule: "load-balancer-exists",
    wrongCode: "ResourceNotFound.loadBalancer",
    wrongStatus: 400,
  },
  {
    code: "ResourceNotFound.ServerGroup",
    requirement: "create-listener.error.resource-not-found-server-group",
    rule: "server-group-exists",
    wrongCode: "ResourceNotFound.LoadBalancer",
    wrongStatus: 400,
  },
  {
    code: "IncorrectBusinessStatus.LoadBalancer",
    requirement: "create-listener.error.incorrect-business-status-load-balancer",
    rule: "load-balancer-business-status",
    wrongCode: "IncorrectStatus.LoadBalancer",
    wrongStatus: 402,
  },
  {
    code: "IncorrectStatus.LoadBalancer",
    requirement: "create-listener.error.incorrect-status-load-balancer-provisioning",
    rule: "load-balancer-status",
    wrongCode: "IncorrectStatus.loadbalancer",
    wrongStatus: 409,
  },
  {
    code: "IncorrectStatus.ServerGroup",
    requirement: "create-listener.error.incorrect-status-server-group-creating",
    rule: "server-group-status",
    wrongCode: "IncorrectStatus.LoadBalancer",
    wrongStatus: 404,
  },
  {
    code: "OperationDenied.TooManyListeners",
    requirement: "create-listener.error.too-many-listeners",
    rule: "listener-count",
    wrongCode: "OperationDenied.TooManyListener",
    wrongStatus: 403,
  },
  {
    code: "ResourceInUse.IP",
    requirement: "create-listener.error.resource-in-use-ip",
    rule: "ip-in-use",
    wrongCode: "ResourceInUse.Ip",
    wrongStatus: 409,
  },
  {
    code: "Mismatch.VpcId",
    requirement: "create-listener.error.mismatch-vpc-id",
    rule: "vpc-match",
    wrongCode: "Mismatch.Vpc",
    wrongStatus: 404,
  },
  {
    code: "OperationDenied.TcpIdleTimeoutConflictWithScheduler",
    requirement: "create-listener.error.tcp-idle-timeout-conflict-with-scheduler",
    rule: "timeout-scheduler-conflict",
    wrongCode: "OperationDenied.TcpIdleTimeout",
    wrongStatus: 409,
  },
  {
    code: "MissingParam.TagKey",
    requirement: "create-listener.error.missing-tag-key",
    rule: "tag-key-missing",
    wrongCode: "MissingTagKey",
    wrongStatus: 422,
  },
  {
    code: "DuplicatedParam.TagKey",
    requirement: "create-listener.error.duplicated-tag-key",
    rule: "tag-key-duplicate",
    wrongCode: "Duplicated.TagKey",
    wrongStatus: 409,
  },
  {
    code: "IllegalParam.TagKey",
    requirement: "create-listener.error.illegal-tag-key",
    wrongCode: "IllegalParam.TagValue",
    wrongStatus: 422,
  },
  {
    code: "IllegalParam.TagValue",
    requirement: "create-listener.error.illegal-tag-value",
    wrongCode: "IllegalParam",
    wrongStatus: 404,
  },
];

const spelled = (code: string) =>
  code
    .replace(/[.]?([A-Z]+)/g, "-$1")
    .toLowerCase()
    .replace(/^-/, "");

function faultsOf({ code, requirement, rule, wrongCode, wrongStatus }: ErrorFaults): readonly MutantText[] {
  const only = (change: Parameters<typeof answerRefusal>[1]) => answerRefusal((raised) => raised === code, change);
  const name = spelled(code);
  const unchecked: readonly MutantText[] =
    rule === undefined
      ? []
      : [{ name: `${name}-unchecked`, title: `${code} is never raised.`, requirement, mutate: spare(rule) }];
  return [
    ...unchecked,
    {
      name: `${name}-as-other-code`,
      title: `${code} is called ${wrongCode}.`,
      requirement,
      mutate: only((answer) => withBody(answer, (body) => ({ ...body, Code: wrongCode }))),
    },
    {
      name: `${name}-with-${wrongStatus}`,
      title: `${code} comes with HTTP ${wrongStatus}.`,
      requirement,
      mutate: only((answer) => ({ ...answer, status: wrongStatus })),
    },
    {
      name: `${name}-with-200`,
      title: `${code} comes with HTTP 200.`,
      requirement,
      mutate: only((answer) => ({ ...answer, status: 200 })),
    },
  ];
}

const SITUATIONS: readonly MutantText[] = [
  {
    name: "load-balancer-configuring-accepted",
    title: "Only a load balancer that is Provisioning is refused, not one that is Configuring.",
    requirement: "create-listener.error.incorrect-status-load-balancer-configuring",
    mutate: spare("load-balancer-status", ({ loadBalancerId = "" }, { call }) => {
      return call.world.loadBalancers.get(loadBalancerId)?.fixedStatus === "Configuring";
    }),
  },
  {
    name: "load-balancer-provisioning-accepted",
    title: "Only a load balancer that is Configuring is refused, not one that is Provisioning.",
    requirement: "create-listener.error.incorrect-status-load-balancer-provisioning",
    mutate: spare("load-balancer-status", ({ loadBalancerId = "" }, { call }) => {
      return call.world.loadBalancers.get(loadBalancerId)?.fixedStatus === "Provisioning";
    }),
  },
  {
    name: "server-group-configuring-accepted",
    title: "Only a server group that is Creating is refused, not one that is Configuring.",
    requirement: "create-listener.error.incorrect-status-server-group-configuring",
    mutate: spare("server-group-status", ({ serverGroupId = "" }, { call }) => {
      return call.world.serverGroups.get(serverGroupId)?.fixedStatus === "Configuring";
    }),
  },
  {
    name: "server-group-creating-accepted",
    title: "Only a server group that is Configuring is refused, not one that is Creating.",
    requirement: "create-listener.error.incorrect-status-server-group-creating",
    mutate: spare("server-group-status", ({ serverGroupId = "" }, { call }) => {
      return call.world.serverGroups.get(serverGroupId)?.fixedStatus === "Creating";
    }),
  },
];

/** Checks that requests with something else in them get round. */
const COMPANY: readonly MutantText[] = [
  {
    name: "locked-load-balancer-accepted-with-token",
    title: "A request with a token is accepted on a load balancer that is financially locked.",
    requirement: "create-listener.error.incorrect-business-status-load-balancer",
    mutate: spare("load-balancer-business-status", ({ clientToken }) => clientToken !== undefined),
  },
  {
    name: "other-vpc-accepted-with-description",
    title: "A request with a description may name a server group of another VPC.",
    requirement: "create-listener.error.mismatch-vpc-id",
    mutate: spare("vpc-match", ({ description }) => description !== undefined),
  },
  {
    name: "scheduler-conflict-accepted-with-tags",
    title: "A request with more than ten tags may have any time-out with any scheduler.",
    requirement: "create-listener.error.tcp-idle-timeout-conflict-with-scheduler",
    mutate: spare("timeout-scheduler-conflict", ({ tags }) => tags.length > 10),
  },
];

export const errorMutants = area("errors", [...FAULTS.flatMap(faultsOf), ...SITUATIONS, ...COMPANY]);
