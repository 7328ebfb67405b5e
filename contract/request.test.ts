import assert from "node:assert/strict";
import { test } from "node:test";
import { MINIMAL_DRAFT, toParameters } from "./request.js";
import { minimalWith, tags } from "./testing/drafts.js";

const SENT = { loadBalancerId: "gwlb-1", serverGroupId: "sgp-1", clientToken: undefined };
const IDS = [
  ["LoadBalancerId", "gwlb-1"],
  ["ServerGroupId", "sgp-1"],
] as const;

test("absent parameters are not sent", () => {
  assert.deepEqual(toParameters(MINIMAL_DRAFT, SENT), IDS);
  assert.deepEqual(
    toParameters(MINIMAL_DRAFT, { loadBalancerId: undefined, serverGroupId: undefined, clientToken: undefined }),
    [],
  );
  assert.deepEqual(toParameters(minimalWith({ tags: [] }), SENT), IDS);
});

test("every parameter, in the order of the page", () => {
  const draft = minimalWith({
    listenerDescription: "ab",
    tcpIdleTimeout: 60,
    dryRun: false,
    clientToken: { is: "literal", text: "not this one" },
    tags: [{ key: "k", value: "v" }],
  });
  assert.deepEqual(toParameters(draft, { ...SENT, clientToken: "token" }), [
    ["LoadBalancerId", "gwlb-1"],
    ["ListenerDescription", "ab"],
    ["ServerGroupId", "sgp-1"],
    ["TcpIdleTimeout", "60"],
    ["DryRun", "false"],
    ["ClientToken", "token"],
    ["Tag.1.Key", "k"],
    ["Tag.1.Value", "v"],
  ]);
});

test("empty texts are sent", () => {
  const draft = minimalWith({
    listenerDescription: "",
    tcpIdleTimeout: "",
    dryRun: "",
    tags: [{ key: "", value: "" }],
  });
  assert.deepEqual(
    toParameters(draft, { loadBalancerId: "", serverGroupId: "", clientToken: "" }).map(([, value]) => value),
    ["", "", "", "", "", "", "", ""],
  );
});

test("ill-typed text goes out as it is", () => {
  const draft = minimalWith({ tcpIdleTimeout: " +3e2 ", dryRun: "TRUE" });
  assert.deepEqual(toParameters(draft, SENT).slice(2), [
    ["TcpIdleTimeout", " +3e2 "],
    ["DryRun", "TRUE"],
  ]);
});

test("tags are numbered from 1 without leading zeros, and absent members leave no trace", () => {
  const names = toParameters(minimalWith({ tags: tags(21) }), SENT).map(([name]) => name);
  assert.deepEqual(
    [names[2], names[3], names.at(-2), names.at(-1)],
    ["Tag.1.Key", "Tag.1.Value", "Tag.21.Key", "Tag.21.Value"],
  );
  assert.deepEqual(toParameters(minimalWith({ tags: [{ key: "a" }, { value: "b" }, {}] }), SENT).slice(2), [
    ["Tag.1.Key", "a"],
    ["Tag.2.Value", "b"],
  ]);
});
