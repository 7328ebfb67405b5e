import assert from "node:assert/strict";
import { test } from "node:test";
import { correctParts } from "../correct-parts.js";
import { World } from "../world.js";
import { firstRefusal } from "./creation.js";
import { readCreateListener } from "./request.js";
import { codePoints, requestRules } from "./request-rules.js";

const VALID = { LoadBalancerId: "gwlb-1", ServerGroupId: "sgp-1" };

/** Code of the refusal of a request, or undefined. */
function refusalOf(parameters: Record<string, string>): string | undefined {
  const parts = correctParts({ transitionMs: 1, auth: "none" });
  const map = new Map(Object.entries(parameters));
  const head = { action: "CreateListener", requestId: "r", host: "h", now: 0 };
  const call = { ...head, parameters: map, region: "r", world: new World(parts.lifeCycle), parts };
  return firstRefusal(requestRules, { call, request: readCreateListener(map) })?.code;
}

const HAN = "中";
const ASTRAL_HAN = "\u{20000}";
const tags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Tag.${index + 1}.Key`, `k${index}`]));

for (const [name, parameters] of Object.entries<Record<string, string>>({
  "ids only": {},
  "description of 2": { ListenerDescription: "ab" },
  "description of 256": { ListenerDescription: "a".repeat(256) },
  "description of 256 astral ideographs": { ListenerDescription: ASTRAL_HAN.repeat(256) },
  "every character class": { ListenerDescription: `azAZ09,.;/@_-${HAN}` },
  "timeout 60": { TcpIdleTimeout: "60" },
  "timeout 6000": { TcpIdleTimeout: "6000" },
  "20 tags": tags(20),
  "a tag without a value": { "Tag.7.Key": "k" },
  "key of 128": { "Tag.1.Key": HAN.repeat(128), "Tag.1.Value": HAN.repeat(256) },
  "reserved words inside a key": { "Tag.1.Key": "xaliyun-acs:", "Tag.1.Value": "aliyun acs: http:" },
  "index 0 and other unknown names": { "Tag.0.Key": "", "Tag.x.Key": "aliyun", Other: "1" },
  "printable token": { ClientToken: "!~ +%&=" },
  "DryRun in capitals": { DryRun: "TRUE" },
})) {
  test(`accepts ${name}`, () => assert.equal(refusalOf({ ...VALID, ...parameters }), undefined));
}

for (const [name, code, parameters] of [
  ["no load balancer", "MissingLoadBalancerId", { LoadBalancerId: "" }],
  ["no server group", "MissingServerGroupId", { ServerGroupId: "" }],
  ["description of 1", "IllegalParam.ListenerDescription", { ListenerDescription: ASTRAL_HAN }],
  ["description of 257", "IllegalParam.ListenerDescription", { ListenerDescription: HAN.repeat(257) }],
  ["a space in a description", "IllegalParam.ListenerDescription", { ListenerDescription: "a b" }],
  ["a full-width comma", "IllegalParam.ListenerDescription", { ListenerDescription: "中，" }],
  ["timeout 59", "IllegalParam.TcpIdleTimeout", { TcpIdleTimeout: "59" }],
  ["timeout 6001", "IllegalParam.TcpIdleTimeout", { TcpIdleTimeout: "6001" }],
  ["timeout +350", "IllegalParam.TcpIdleTimeout", { TcpIdleTimeout: "+350" }],
  ["timeout 350.0", "IllegalParam.TcpIdleTimeout", { TcpIdleTimeout: "350.0" }],
  ["timeout 3e2", "IllegalParam.TcpIdleTimeout", { TcpIdleTimeout: "3e2" }],
  ["timeout 2^32 + 350", "IllegalParam.TcpIdleTimeout", { TcpIdleTimeout: "4294967646" }],
  ["empty timeout", "IllegalParam.TcpIdleTimeout", { TcpIdleTimeout: "" }],
  ["DryRun yes", "IllegalParam.DryRun", { DryRun: "yes" }],
  ["token outside ASCII", "IllegalParam.ClientToken", { ClientToken: "tök" }],
  ["21 tags", "IllegalParam.Tag", tags(21)],
  ["tag without a key", "MissingParam.TagKey", { "Tag.1.Key": "k", "Tag.2.Value": "v" }],
  ["empty key", "MissingParam.TagKey", { "Tag.1.Key": "" }],
  ["key of 129", "IllegalParam.TagKey", { "Tag.1.Key": "k".repeat(129) }],
  ["reserved prefix", "IllegalParam.TagKey", { "Tag.1.Key": "acs:k" }],
  ["link in a key", "IllegalParam.TagKey", { "Tag.1.Key": "k-https://" }],
  ["value of 257", "IllegalParam.TagValue", { "Tag.1.Key": "k", "Tag.1.Value": "v".repeat(257) }],
  ["link in a value", "IllegalParam.TagValue", { "Tag.1.Key": "k", "Tag.1.Value": "see http://x" }],
  ["the same key twice", "DuplicatedParam.TagKey", { "Tag.1.Key": "k", "Tag.2.Key": "l", "Tag.9.Key": "k" }],
] as const) {
  test(`refuses ${name}`, () => assert.equal(refusalOf({ ...VALID, ...parameters }), code));
}

test("length counts code points", () => assert.equal(codePoints(`a${HAN}${ASTRAL_HAN}`), 3));
