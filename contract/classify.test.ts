import assert from "node:assert/strict";
import { test } from "node:test";
import type { AssumptionId } from "./assumptions.js";
import { classify } from "./classify.js";
import { MINIMAL_DRAFT, type RequestDraft } from "./request.js";
import { minimalWith, onLoadBalancer, onServerGroup, tags, withTag } from "./testing/drafts.js";
import type { ViolationLabel } from "./violations.js";

const ASTRAL = "\u{20000}";
const EMOJI = "\u{1F600}";
const description = (listenerDescription: string) => minimalWith({ listenerDescription });
const timeout = (tcpIdleTimeout: number | string) => minimalWith({ tcpIdleTimeout });
const token = (text: string) => minimalWith({ clientToken: { is: "unique", text } });
const dryRun = (value: boolean | string) => minimalWith({ dryRun: value });
const pair = (first: RequestDraft["tags"], ...rest: RequestDraft["tags"][]) =>
  minimalWith({ tags: [first, ...rest].flatMap((list) => list ?? []) });

/** Requests that break exactly the clause they are listed under. */
const BREAKING: Record<ViolationLabel, readonly RequestDraft[]> = {
  "load-balancer-id.missing": [minimalWith({ loadBalancer: { is: "absent" } })],
  "load-balancer-id.empty": [minimalWith({ loadBalancer: { is: "literal", id: "" } })],
  "load-balancer-id.unknown": [minimalWith({ loadBalancer: { is: "unknown", salt: 1 } })],
  "load-balancer.occupied": [onLoadBalancer("load-balancer/occupied")],
  "load-balancer.provisioning": [onLoadBalancer("load-balancer/provisioning")],
  "load-balancer.configuring": [onLoadBalancer("load-balancer/configuring")],
  "load-balancer.financially-locked": [onLoadBalancer("load-balancer/financially-locked")],
  "server-group-id.missing": [minimalWith({ serverGroup: { is: "absent" } })],
  "server-group-id.empty": [minimalWith({ serverGroup: { is: "literal", id: "" } })],
  "server-group-id.unknown": [minimalWith({ serverGroup: { is: "unknown", salt: 1 } })],
  "server-group.creating": [onServerGroup("server-group/creating")],
  "server-group.configuring": [onServerGroup("server-group/configuring")],
  "server-group.other-vpc": [onServerGroup("server-group/other-vpc")],
  "server-group.ip-in-use": [onServerGroup("server-group/ip-in-use")],
  "listener-description.too-short": [description("a"), description("中")],
  "listener-description.too-long": [description("a".repeat(257)), description("中".repeat(257))],
  "listener-description.forbidden-ascii": [description("a b"), description(":ab"), description("ab~")],
  "listener-description.forbidden-control": [description("a\tb"), description("ab\u200b"), description("\u3000ab")],
  "listener-description.forbidden-symbol": [description("ab，"), description(`${EMOJI}ab`), description("a€b")],
  "tcp-idle-timeout.not-positive": [timeout(0), timeout(-1), timeout(-(2 ** 31))],
  "tcp-idle-timeout.too-small": [timeout(59), timeout(1), timeout("59")],
  "tcp-idle-timeout.too-large": [timeout(6001), timeout(2 ** 31 - 1), timeout("6001")],
  "tcp-idle-timeout.overflow": [timeout("2147483648"), timeout("-2147483649"), timeout("18446744073709551966")],
  "tcp-idle-timeout.not-an-integer": [
    timeout("abc"),
    timeout("60.5"),
    timeout("350s"),
    timeout("--60"),
    timeout("1,000"),
  ],
  "tcp-idle-timeout.scheduler-conflict": [
    onServerGroup("server-group/scheduler-3tch", 349),
    onServerGroup("server-group/scheduler-2tch", 351),
  ],
  "dry-run.malformed": [dryRun("maybe"), dryRun("tru"), dryRun("2")],
  "client-token.non-ascii": [token("é"), token("abc中"), token("\u0080")],
  "tag.too-many": [minimalWith({ tags: tags(21) }), minimalWith({ tags: tags(40) })],
  "tag-key.missing": [withTag(undefined)],
  "tag-key.empty": [withTag("")],
  "tag-key.too-long": [withTag("k".repeat(129)), withTag("中".repeat(129)), withTag(EMOJI.repeat(129))],
  "tag-key.reserved-prefix": [withTag("aliyun"), withTag("aliyunX"), withTag("acs:"), withTag("acs:k")],
  "tag-key.url": [withTag("http://"), withTag("see https://x")],
  "tag-key.duplicate": [
    pair([{ key: "k", value: "a" }], [{ key: "k", value: "b" }]),
    pair([{ key: "k", value: "a" }], tags(18), [{ key: "k", value: "b" }]),
  ],
  "tag-value.too-long": [withTag("k", "v".repeat(257)), withTag("k", EMOJI.repeat(257))],
  "tag-value.url": [withTag("k", "http://"), withTag("k", "at https://x")],
};

for (const [label, drafts] of Object.entries(BREAKING)) {
  test(`one violation and no open question: ${label}`, () => {
    for (const draft of drafts) assert.deepEqual(classify(draft), { violations: [label], unspecified: [] });
  });
}

/** Requests at the edges of the contract that break nothing and leave nothing open. */
const VALID: Readonly<Record<string, RequestDraft>> = {
  "ids only": MINIMAL_DRAFT,
  "description of 2": description("ab"),
  "description of 256": description("a".repeat(256)),
  "Chinese description of 256": description("中".repeat(256)),
  "every allowed class of character": description("aZ09,.;/@_-中"),
  "60 seconds": timeout(60),
  "6000 seconds": timeout(6000),
  "seconds as text": timeout("350"),
  "350 seconds with 3TCH": onServerGroup("server-group/scheduler-3tch", 350),
  "no time-out with 2TCH": onServerGroup("server-group/scheduler-2tch"),
  "other seconds with 5TCH": onServerGroup("server-group/available", 351),
  "DryRun true": dryRun(true),
  "DryRun false as text": dryRun("false"),
  "token of 64": token("t".repeat(64)),
  "token of printable ASCII": token("!~ +%&="),
  "no tags": minimalWith({ tags: [] }),
  "20 tags": minimalWith({ tags: tags(20) }),
  "key of 1": withTag("k"),
  "key of 128": withTag("k".repeat(128)),
  "key of 128 emoji: 256 UTF-16 units": withTag(EMOJI.repeat(128)),
  "value of 256": withTag("k", "v".repeat(256)),
  "value of 256 emoji: 512 UTF-16 units": withTag("k", EMOJI.repeat(256)),
  "reserved words inside a key": withTag("my-aliyun-acs:"),
  "half of a reserved prefix": withTag("acs"),
  "reserved prefix in a value": withTag("k", "aliyun acs:"),
  "parts of a link": withTag("http:/", "://https:"),
  "the same value twice": pair([{ key: "a", value: "v" }], [{ key: "b", value: "v" }]),
  "the key of one is the value of another": pair([{ key: "a", value: "b" }], [{ key: "b", value: "a" }]),
};

for (const [name, draft] of Object.entries(VALID)) {
  test(`no violation: ${name}`, () => assert.deepEqual(classify(draft), { violations: [], unspecified: [] }));
}

/** Requests that touch exactly one open question and break nothing. */
const OPEN: Readonly<Partial<Record<AssumptionId, readonly RequestDraft[]>>> = {
  "load-balancer.inactive": [onLoadBalancer("load-balancer/inactive")],
  "load-balancer-id.malformed": [minimalWith({ loadBalancer: { is: "literal", id: "alb-1" } })],
  "server-group-id.malformed": [minimalWith({ serverGroup: { is: "literal", id: " " } })],
  "listener-description.empty": [description("")],
  "listener-description.unspecified-characters": [description("ab々"), description(`ab${ASTRAL}`), description("abа")],
  "tcp-idle-timeout.spelling": ["+350", " 350", "350 ", "0350", "-0", "350.", "350.0", "3e2", "0x15e", "", " "].map(
    timeout,
  ),
  "dry-run.spelling": ["True", "TRUE", "1", "yes", "off", " true", "false\n", ""].map(dryRun),
  "client-token.length": [token(""), token("t".repeat(65))],
  "client-token.unusual": [token("a\tb"), token("a\u0000b"), token("a\u007fb"), token(" a"), token("a ")],
  "tag-key.reserved-prefix-case": [withTag("ALIYUN"), withTag("Acs:k")],
  "tag-key.url-case": [withTag("HTTP://x"), withTag("xHttps://")],
  "tag-key.unusual": [withTag(" k"), withTag("k\u0000"), withTag("k\u200bk"), withTag("k\ud800")],
  "tag-value.missing": [minimalWith({ tags: [{ key: "k" }] })],
  "tag-value.empty": [withTag("k", "")],
  "tag-value.url-case": [withTag("k", "HTTP://x")],
  "tag-value.unusual": [withTag("k", "v "), withTag("k", "v\nv")],
  "tag-key.equal-values": [pair([{ key: "k", value: "v" }], [{ key: "k", value: "v" }])],
  "tag-key.case": [
    ["k", "K"],
    ["ss", "ß"],
    ["s", "ſ"],
    ["fi", "ﬁ"],
  ].map(([a, b]) => pair([{ key: a, value: "v" }], [{ key: b, value: "w" }])),
  "tag-key.normal-form": [pair([{ key: "\u00e9", value: "v" }], [{ key: "e\u0301", value: "w" }])],
};

for (const [question, drafts] of Object.entries(OPEN)) {
  test(`open question: ${question}`, () => {
    for (const draft of drafts) {
      assert.deepEqual(classify(draft), { violations: [], unspecified: [question] }, JSON.stringify(draft));
    }
  });
}

test("an element of Tag with neither key nor value leaves two questions open", () => {
  const { violations, unspecified } = classify(minimalWith({ tags: [{}] }));
  assert.deepEqual([violations, unspecified], [[], ["tag.index-gap", "tag-value.missing"]]);
});

test("keys that differ in more than case and form are different", () => {
  const pairs = [
    ["cafe", "café"],
    ["A", "Ａ"],
    ["か", "カ"],
    ["a b", "a\u00a0b"],
  ] as const;
  for (const [a, b] of pairs) {
    const draft = pair([{ key: a, value: "v" }], [{ key: b, value: "w" }]);
    assert.deepEqual(classify(draft), { violations: [], unspecified: [] }, a);
  }
});

test("each violation of a request is told", () => {
  const draft = minimalWith({
    listenerDescription: " ",
    tcpIdleTimeout: 59,
    tags: [{ key: "aliyun", value: "http://" }],
  });
  assert.deepEqual(classify(draft).violations, [
    "listener-description.too-short",
    "listener-description.forbidden-ascii",
    "tcp-idle-timeout.too-small",
    "tag-key.reserved-prefix",
    "tag-value.url",
  ]);
});

test("a violation and an open question are both told", () => {
  assert.deepEqual(classify(minimalWith({ listenerDescription: "々", tcpIdleTimeout: "+1" })), {
    violations: ["listener-description.too-short"],
    unspecified: ["listener-description.unspecified-characters", "tcp-idle-timeout.spelling"],
  });
});

test("a time-out out of range is told as that, whatever the scheduler", () => {
  assert.deepEqual(classify(onServerGroup("server-group/scheduler-3tch", 59)).violations, [
    "tcp-idle-timeout.too-small",
  ]);
});

test("however many tags have one key, they are one duplicate; another key is another", () => {
  const draft = pair([{ key: "k", value: "a" }], [{ key: "k", value: "b" }], [{ key: "k", value: "c" }]);
  assert.deepEqual(classify(draft).violations, ["tag-key.duplicate"]);
  const two = minimalWith({ tags: ["k", "k", "k", "m", "m"].map((key, i) => ({ key, value: String(i) })) });
  assert.deepEqual(classify(two).violations, ["tag-key.duplicate", "tag-key.duplicate"]);
});

test("a defect counts at every position of the tags", () => {
  for (const place of [0, 7, 19]) {
    const draft = minimalWith({ tags: tags(20).map((tag, i) => (i === place ? { key: "acs:k", value: "v" } : tag)) });
    assert.deepEqual(classify(draft).violations, ["tag-key.reserved-prefix"]);
  }
});
