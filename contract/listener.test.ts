import assert from "node:assert/strict";
import { test } from "node:test";
import { attributeFindings, viewListener } from "./listener.js";
import { MINIMAL_DRAFT, type RequestDraft } from "./request.js";
import { minimalWith, tags } from "./testing/drafts.js";

const SENT = { loadBalancerId: "gwlb-1", serverGroupId: "sgp-1", clientToken: undefined };
const BARE = {
  ListenerId: "lsn-1",
  ListenerStatus: "Running",
  LoadBalancerId: "gwlb-1",
  ServerGroupId: "sgp-1",
  TcpIdleTimeout: 350,
};

const findings = (draft: RequestDraft, body: Readonly<Record<string, unknown>>) =>
  attributeFindings(draft, SENT, viewListener({ ...BARE, ...body }));
const about = (draft: RequestDraft, body: Readonly<Record<string, unknown>>) =>
  findings(draft, body).map((finding) => finding.about);
const asRead = (list: RequestDraft["tags"]) => (list ?? []).map((tag) => ({ Key: tag.key, Value: tag.value }));

test("a listener made with nothing but ids reads back with the defaults", () => {
  assert.deepEqual(findings(MINIMAL_DRAFT, {}), []);
});

test("without a description: absent, null and empty are the same", () => {
  for (const none of [undefined, null, ""])
    assert.deepEqual(findings(MINIMAL_DRAFT, { ListenerDescription: none }), []);
  for (const some of ["-", " ", 0, false, []]) {
    assert.deepEqual(about(MINIMAL_DRAFT, { ListenerDescription: some }), [
      "create-listener.listener-description.optional",
    ]);
  }
});

test("without tags: absent, null and an empty list are the same", () => {
  for (const none of [undefined, null, []]) assert.deepEqual(findings(MINIMAL_DRAFT, { Tags: none }), []);
  assert.deepEqual(about(MINIMAL_DRAFT, { Tags: [{ Key: "k", Value: "v" }] }), ["create-listener.tag.optional"]);
});

test("without a time-out: 350, as a number", () => {
  for (const wrong of [undefined, null, 0, 349, 900, "350", [350]]) {
    assert.deepEqual(about(MINIMAL_DRAFT, { TcpIdleTimeout: wrong }), ["create-listener.tcp-idle-timeout.default"]);
  }
});

test("ids are read back as they were sent", () => {
  for (const wrong of [undefined, "gwlb-2", "GWLB-1", 1]) {
    assert.deepEqual(about(MINIMAL_DRAFT, { LoadBalancerId: wrong }), [
      "create-listener.load-balancer-id.names-the-parent",
    ]);
    assert.deepEqual(about(MINIMAL_DRAFT, { ServerGroupId: wrong }), [
      "create-listener.server-group-id.names-the-group",
    ]);
  }
});

test("a description is read back character for character", () => {
  const draft = minimalWith({ listenerDescription: "中a-9" });
  assert.deepEqual(findings(draft, { ListenerDescription: "中a-9" }), []);
  for (const altered of ["中A-9", "中a-9 ", "a-9", "中a-", "", undefined, null]) {
    assert.deepEqual(about(draft, { ListenerDescription: altered }), [
      "create-listener.listener-description.read-back",
    ]);
  }
});

test("a time-out is read back as the same number, also when it was sent as text", () => {
  for (const sent of [60, "60"]) {
    assert.deepEqual(findings(minimalWith({ tcpIdleTimeout: sent }), { TcpIdleTimeout: 60 }), []);
    for (const wrong of [350, 61, "60", 60.5]) {
      assert.deepEqual(about(minimalWith({ tcpIdleTimeout: sent }), { TcpIdleTimeout: wrong }), [
        "create-listener.tcp-idle-timeout.read-back",
      ]);
    }
  }
});

test("what an unusual spelling of a number is kept as is no matter of reading back", () => {
  for (const text of ["", "+400", "4e2", "0400", "400.0"])
    assert.deepEqual(findings(minimalWith({ tcpIdleTimeout: text }), { TcpIdleTimeout: 350 }), [], text);
});

test("what is read back of a key that was sent twice is nowhere said", () => {
  const twice = [...tags(1), ...tags(1).map(({ key = "" }) => ({ key, value: "other" }))];
  const draft = minimalWith({ tags: twice });
  for (const kept of [twice, twice.slice(0, 1), twice.slice(1)])
    assert.deepEqual(findings(draft, { Tags: asRead(kept) }), []);
});

test("tags are read back in any order", () => {
  const draft = minimalWith({ tags: tags(20) });
  assert.deepEqual(findings(draft, { Tags: asRead(tags(20)) }), []);
  assert.deepEqual(findings(draft, { Tags: asRead(tags(20)).reverse() }), []);
});

test("a tag that is missing, added, altered or doubled is found", () => {
  const draft = minimalWith({
    tags: [
      { key: "a", value: "1" },
      { key: "b", value: "2" },
    ],
  });
  const [a, b] = [
    { Key: "a", Value: "1" },
    { Key: "b", Value: "2" },
  ];
  for (const [name, wrong] of Object.entries({
    "none at all": [],
    "one missing": [a],
    "one added": [a, b, { Key: "c", Value: "3" }],
    "value altered": [a, { Key: "b", Value: "two" }],
    "value lost": [a, { Key: "b" }],
    "key in other case": [a, { Key: "B", Value: "2" }],
    "values swapped": [
      { Key: "a", Value: "2" },
      { Key: "b", Value: "1" },
    ],
    "one twice": [a, a, b],
    "one in place of the other": [a, a],
  })) {
    const found = about(draft, { Tags: wrong });
    assert.ok(found.length > 0 && found.every((one) => one === "create-listener.tag.read-back"), name);
  }
});

test("a tag without a value reads back as absent, null or empty", () => {
  const draft = minimalWith({ tags: [{ key: "k" }] });
  for (const tag of [{ Key: "k" }, { Key: "k", Value: null }, { Key: "k", Value: "" }])
    assert.deepEqual(findings(draft, { Tags: [tag] }), []);
});

test("tags wrapped in an object are tags, and those of the service itself are nobody's", () => {
  const draft = minimalWith({ tags: [{ key: "k", value: "v" }] });
  const system = { Key: "acs:rm:rgId", Value: "rg-1" };
  for (const Tags of [{ Tag: [{ Key: "k", Value: "v" }] }, [system, { Key: "k", Value: "v" }]])
    assert.deepEqual(findings(draft, { Tags }), []);
  assert.deepEqual(findings(minimalWith({}), { Tags: { Tag: [] } }), []);
  assert.ok(findings(draft, { Tags: [system] }).length > 0);
});

test("tags that are no list of texts cannot be read", () => {
  for (const odd of [
    { Tag: "k" },
    "k=v",
    7,
    [null],
    ["k"],
    [{ Key: 1, Value: "v" }],
    [{ Value: "v" }],
    [{ Key: "k", Value: 1 }],
  ]) {
    assert.deepEqual(findings(MINIMAL_DRAFT, { Tags: odd }), [
      { about: "create-listener.tag.optional", expected: "Tags: a list of Key and Value", got: "something else" },
    ]);
  }
});

test("twenty wrong tags are told by the first of them", () => {
  const draft = minimalWith({ tags: tags(20) });
  const [finding, ...more] = findings(draft, { Tags: asRead(tags(20)).map((tag) => ({ ...tag, Value: "other" })) });
  assert.deepEqual([finding?.expected, finding?.got, more.length], ['tag "key0" = "value"', '"other"', 0]);
});

test("state and id are texts or nothing", () => {
  assert.deepEqual(
    [
      viewListener({ ListenerId: "l", ListenerStatus: "Running" }),
      viewListener({ ListenerId: 1, ListenerStatus: "" }),
      viewListener({}),
    ].map(({ listenerId, status }) => [listenerId, status]),
    [
      ["l", "Running"],
      [undefined, undefined],
      [undefined, undefined],
    ],
  );
});

test("a hostile attribute is shown within bounds", () => {
  const deep: unknown = JSON.parse("[".repeat(9_000) + "]".repeat(9_000));
  assert.equal(
    findings(MINIMAL_DRAFT, { ServerGroupId: deep })[0]?.got,
    "ServerGroupId a value nested too deeply to show",
  );
  const [long] = findings(MINIMAL_DRAFT, { ListenerDescription: "x".repeat(100_000) });
  assert.ok(long !== undefined && long.got.length < 500);
});
