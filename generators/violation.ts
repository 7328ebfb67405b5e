/** A few requests of every violation, for clauses on refusals as such. */
import { MINIMAL_DRAFT, type RequestDraft, type TagDraft } from "../contract/request.js";
import type { LoadBalancerSituation, ServerGroupSituation, Situation } from "../contract/situations.js";
import type { ViolationLabel } from "../contract/violations.js";
import { notAscii } from "./client-token.js";
import { malformed } from "./dry-run.js";
import * as description from "./listener-description.js";
import * as ids from "./resource-id.js";
import type { Family } from "./specimen.js";
import * as tag from "./tag.js";
import { plainTags } from "./tag.js";
import { duplicateKeys } from "./tag-duplicate.js";
import * as timeout from "./tcp-idle-timeout.js";

/** The first few examples of a family: one of each kind of defect is enough where the answer's shape is the question. */
const few = ({ examples }: Family): Family => ({ examples: examples.slice(0, 2) });

/** A few requests of every violation that needs no other situation than an idle load balancer and an available server group. */
export const everyViolation: readonly Family[] = [
  ids.loadBalancerMissing,
  ids.loadBalancerEmpty,
  few(ids.loadBalancerUnknown),
  ids.serverGroupMissing,
  ids.serverGroupEmpty,
  few(ids.serverGroupUnknown),
  description.tooShort(),
  few(description.tooLong()),
  few(description.forbiddenAscii),
  few(description.forbiddenControls),
  few(description.forbiddenSymbols),
  few(timeout.belowMinimum),
  few(timeout.aboveMaximum),
  few(timeout.notPositive),
  few(timeout.overflow),
  few(timeout.notAnInteger),
  few(malformed),
  few(notAscii),
  few(tag.tooMany),
  ...(["keyMissing", "keyEmpty", "keyTooLong", "reservedPrefix", "keyUrl", "valueTooLong", "valueUrl"] as const).map(
    (defect) => few(tag.withDefect(defect)),
  ),
  few(duplicateKeys),
];

/** A defect that lies in the situation of a resource. */
interface ViolationOn {
  readonly situation: Situation;
  readonly family: Family;
}

/** Requests of every violation that needs another situation, by that situation. */
export const violationsOn: readonly ViolationOn[] = [
  onLoadBalancer("load-balancer.provisioning", "load-balancer/provisioning"),
  onLoadBalancer("load-balancer.configuring", "load-balancer/configuring"),
  onLoadBalancer("load-balancer.financially-locked", "load-balancer/financially-locked"),
  onLoadBalancer("load-balancer.occupied", "load-balancer/occupied"),
  onServerGroup("server-group.creating", "server-group/creating"),
  onServerGroup("server-group.configuring", "server-group/configuring"),
  onServerGroup("server-group.other-vpc", "server-group/other-vpc"),
  onServerGroup("server-group.ip-in-use", "server-group/ip-in-use"),
  { situation: "server-group/scheduler-3tch", family: timeout.conflictOn("server-group/scheduler-3tch") },
];

function onLoadBalancer(label: ViolationLabel, situation: LoadBalancerSituation): ViolationOn {
  return { situation, family: ids.onLoadBalancer(label, situation) };
}

function onServerGroup(label: ViolationLabel, situation: ServerGroupSituation): ViolationOn {
  return { situation, family: ids.onServerGroup(label, situation) };
}

/** A request with two defects. */
export interface TwoViolations {
  readonly draft: RequestDraft;
  readonly labels: readonly [ViolationLabel, ViolationLabel];
}

const ABSENT = { is: "absent" } as const;
const EMPTY = { is: "literal", id: "" } as const;
const unknown = (salt: number) => ({ is: "unknown", salt }) as const;
const BAD_KEY: TagDraft = { key: "acs:key", value: "value" };
const BAD_VALUE: TagDraft = { key: "key", value: "http://host" };
const two = (change: Partial<RequestDraft>, ...labels: TwoViolations["labels"]): TwoViolations => ({
  draft: { ...MINIMAL_DRAFT, ...change },
  labels,
});

/** Requests with a defect in two places; which of the two is reported is not documented. */
export const twoViolations: readonly TwoViolations[] = [
  two({ tcpIdleTimeout: 59, listenerDescription: "a" }, "tcp-idle-timeout.too-small", "listener-description.too-short"),
  two({ tags: [{ key: "aliyun", value: "http://" }] }, "tag-key.reserved-prefix", "tag-value.url"),
  two({ tags: [BAD_KEY, BAD_VALUE] }, "tag-key.reserved-prefix", "tag-value.url"),
  two({ tags: [BAD_VALUE, { value: "value" }] }, "tag-value.url", "tag-key.missing"),
  two({ tags: [{ key: "", value: "value" }, BAD_KEY] }, "tag-key.empty", "tag-key.reserved-prefix"),
  two({ loadBalancer: ABSENT, serverGroup: ABSENT }, "load-balancer-id.missing", "server-group-id.missing"),
  two({ loadBalancer: EMPTY, serverGroup: EMPTY }, "load-balancer-id.empty", "server-group-id.empty"),
  two({ loadBalancer: unknown(7), serverGroup: unknown(7) }, "load-balancer-id.unknown", "server-group-id.unknown"),
  two(
    {
      tcpIdleTimeout: 6001,
      tags: ["a", "b"].map((value) => ({ key: "k", value })),
    },
    "tcp-idle-timeout.too-large",
    "tag-key.duplicate",
  ),
  two({ tcpIdleTimeout: 60_000, tags: [BAD_KEY] }, "tcp-idle-timeout.too-large", "tag-key.reserved-prefix"),
  two({ tcpIdleTimeout: "abc", tags: plainTags(21) }, "tcp-idle-timeout.not-an-integer", "tag.too-many"),
  two(
    { listenerDescription: "two words", tags: [BAD_KEY] },
    "listener-description.forbidden-ascii",
    "tag-key.reserved-prefix",
  ),
  two({ listenerDescription: "a".repeat(257), tags: [BAD_VALUE] }, "listener-description.too-long", "tag-value.url"),
  two({ loadBalancer: unknown(9), tcpIdleTimeout: 1 }, "load-balancer-id.unknown", "tcp-idle-timeout.too-small"),
  two({ serverGroup: unknown(9), tags: [BAD_VALUE] }, "server-group-id.unknown", "tag-value.url"),
  two(
    { loadBalancer: unknown(8), listenerDescription: "a" },
    "load-balancer-id.unknown",
    "listener-description.too-short",
  ),
];

interface TwoOnGroup extends TwoViolations {
  readonly situation: ServerGroupSituation;
}

const twoOn = (
  situation: ServerGroupSituation,
  change: Partial<RequestDraft>,
  ...labels: TwoViolations["labels"]
): TwoOnGroup => ({ situation, ...two({ serverGroup: { is: "situation", situation }, ...change }, ...labels) });

/** The same for defects that lie in the state of a server group, by the situation they need. */
export const twoViolationsOn: readonly TwoOnGroup[] = [
  twoOn("server-group/other-vpc", { tcpIdleTimeout: 6001 }, "server-group.other-vpc", "tcp-idle-timeout.too-large"),
  twoOn("server-group/other-vpc", { loadBalancer: unknown(6) }, "load-balancer-id.unknown", "server-group.other-vpc"),
  twoOn(
    "server-group/scheduler-3tch",
    { tcpIdleTimeout: 60, tags: [BAD_KEY] },
    "tcp-idle-timeout.scheduler-conflict",
    "tag-key.reserved-prefix",
  ),
  twoOn(
    "server-group/scheduler-3tch",
    { tcpIdleTimeout: 60, loadBalancer: unknown(5) },
    "load-balancer-id.unknown",
    "tcp-idle-timeout.scheduler-conflict",
  ),
];
