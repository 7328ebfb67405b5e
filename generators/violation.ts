import { MINIMAL_DRAFT, type RequestDraft } from "../contract/request.js";
import type { ViolationLabel } from "../contract/violations.js";
import { notAscii } from "./client-token.js";
import { malformed } from "./dry-run.js";
import * as description from "./listener-description.js";
import * as ids from "./resource-id.js";
import type { Family } from "./specimen.js";
import * as tag from "./tag.js";
import * as timeout from "./tcp-idle-timeout.js";

/** The first few examples of a family: one of each kind of defect is enough where the answer's shape is the question. */
const few = ({ examples }: Family, count = 2): Family => ({ examples: examples.slice(0, count) });

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
  few(tag.withDefect("keyMissing")),
  few(tag.withDefect("keyEmpty")),
  few(tag.withDefect("keyTooLong")),
  few(tag.withDefect("reservedPrefix")),
  few(tag.withDefect("keyUrl")),
  few(tag.withDefect("valueTooLong")),
  few(tag.withDefect("valueUrl")),
  few(tag.duplicateKeys),
];

/** Requests with a defect in two places; which of the two is reported is not documented. */
export const twoViolations: readonly { readonly draft: RequestDraft; readonly labels: readonly ViolationLabel[] }[] = [
  {
    draft: { ...MINIMAL_DRAFT, tcpIdleTimeout: 59, listenerDescription: "a" },
    labels: ["tcp-idle-timeout.too-small", "listener-description.too-short"],
  },
  {
    draft: { ...MINIMAL_DRAFT, tags: [{ key: "aliyun", value: "http://" }] },
    labels: ["tag-key.reserved-prefix", "tag-value.url"],
  },
  {
    draft: { ...MINIMAL_DRAFT, loadBalancer: { is: "absent" }, serverGroup: { is: "absent" } },
    labels: ["load-balancer-id.missing", "server-group-id.missing"],
  },
  {
    draft: {
      ...MINIMAL_DRAFT,
      tcpIdleTimeout: 6001,
      tags: [
        { key: "k", value: "a" },
        { key: "k", value: "b" },
      ],
    },
    labels: ["tcp-idle-timeout.too-large", "tag-key.duplicate"],
  },
  {
    draft: { ...MINIMAL_DRAFT, loadBalancer: { is: "unknown", salt: 9 }, tcpIdleTimeout: 1 },
    labels: ["load-balancer-id.unknown", "tcp-idle-timeout.too-small"],
  },
];
