/** All families of this room by name, for the tests that look at every one of them. */
import * as clientToken from "../client-token.js";
import * as dryRun from "../dry-run.js";
import * as description from "../listener-description.js";
import * as resourceId from "../resource-id.js";
import type { Family } from "../specimen.js";
import * as tag from "../tag.js";
import * as tagDuplicate from "../tag-duplicate.js";
import * as tagText from "../tag-text.js";
import * as timeout from "../tcp-idle-timeout.js";
import * as validRequest from "../valid-request.js";

/** A family and what it is called here. */
interface NamedFamily {
  readonly name: string;
  readonly family: Family;
}

const MODULES = {
  clientToken,
  dryRun,
  description,
  resourceId,
  tag,
  tagDuplicate,
  tagText,
  timeout,
  validRequest,
};

const TAG_DEFECTS = [
  "keyTooLong",
  "keyFarTooLong",
  "valueTooLong",
  "valueFarTooLong",
  "keyEmpty",
  "keyMissing",
  "reservedPrefix",
  "keyUrl",
  "valueUrl",
] as const satisfies readonly tag.TagDefect[];

/** Families that are made by a function, with the arguments the specs use. */
const MADE: Readonly<Record<string, Family>> = {
  "description.tooShort a": description.tooShort(),
  "description.tooShort Chinese": description.tooShort("中"),
  "description.tooLong a": description.tooLong(),
  "description.tooLong Chinese": description.tooLong("中"),
  "timeout.exactly": timeout.exactly(60, 61, 5999, 6000),
  "timeout.defaultOn 3TCH": timeout.defaultOn("server-group/scheduler-3tch"),
  "timeout.defaultOn 2TCH": timeout.defaultOn("server-group/scheduler-2tch"),
  "timeout.conflictOn 3TCH": timeout.conflictOn("server-group/scheduler-3tch"),
  "timeout.conflictOn 2TCH": timeout.conflictOn("server-group/scheduler-2tch"),
  "tag.ofCount": tag.ofCount(1, 2, 19, 20),
  "tag.keysOfLength": tag.keysOfLength("k", 1, 2, 127, 128),
  "tag.keysOfLength emoji": tag.keysOfLength("\u{1F600}", 1, 32, 64, 65, 128),
  "tag.valuesOfLength": tag.valuesOfLength("v", 1, 2, 255, 256),
  "tag.valuesOfLength emoji": tag.valuesOfLength("\u{1F600}", 1, 64, 128, 129, 256),
  "ids.onLoadBalancer occupied": resourceId.onLoadBalancer("load-balancer.occupied", "load-balancer/occupied"),
  "ids.onLoadBalancer provisioning": resourceId.onLoadBalancer(
    "load-balancer.provisioning",
    "load-balancer/provisioning",
  ),
  "ids.onLoadBalancer configuring": resourceId.onLoadBalancer("load-balancer.configuring", "load-balancer/configuring"),
  "ids.onLoadBalancer locked": resourceId.onLoadBalancer(
    "load-balancer.financially-locked",
    "load-balancer/financially-locked",
  ),
  "ids.onServerGroup creating": resourceId.onServerGroup("server-group.creating", "server-group/creating"),
  "ids.onServerGroup configuring": resourceId.onServerGroup("server-group.configuring", "server-group/configuring"),
  "ids.onServerGroup other VPC": resourceId.onServerGroup("server-group.other-vpc", "server-group/other-vpc"),
  "ids.onServerGroup ip in use": resourceId.onServerGroup("server-group.ip-in-use", "server-group/ip-in-use"),
  ...Object.fromEntries(TAG_DEFECTS.map((defect) => [`tag.withDefect ${defect}`, tag.withDefect(defect)])),
};

/** Every family: the exported ones, found by their shape, and those that functions make. */
export function everyFamily(): NamedFamily[] {
  const exported = Object.entries(MODULES).flatMap(([module, members]) =>
    Object.entries<unknown>(members).flatMap(([member, value]) =>
      isFamily(value) ? [{ name: `${module}.${member}`, family: value }] : [],
    ),
  );
  return [...exported, ...Object.entries(MADE).map(([name, family]) => ({ name, family }))];
}

function isFamily(value: unknown): value is Family {
  return typeof value === "object" && value !== null && "examples" in value && Array.isArray(value.examples);
}
