/** What stands under a remembered id is ours only where nothing known of it differs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import { Attempts } from "./attempts.js";
import type { LedgerEntry } from "./ledger.js";
import { standingListener, whetherOurs, whetherOursByName } from "./ownership.js";
import { differenceBetween, traitsOfRequest, traitsOfView } from "./traits.js";

const SENT = { loadBalancerId: "gwlb-1", serverGroupId: "sgp-1", clientToken: "t" };
const DRAFT: RequestDraft = {
  ...MINIMAL_DRAFT,
  listenerDescription: "night-run",
  tcpIdleTimeout: 700,
  tags: [
    { key: "aa", value: "1" },
    { key: "bb", value: "2" },
  ],
};
const ENTRY: LedgerEntry = {
  entry: "e",
  kind: "listener",
  endpoint: "http://h",
  at: "2026-01-01T00:00:00.000Z",
  id: "lsn-1",
  clientToken: "t",
  ...traitsOfRequest(DRAFT, SENT),
};
const BODY = {
  ListenerId: "lsn-1",
  ListenerStatus: "Running",
  LoadBalancerId: "gwlb-1",
  ServerGroupId: "sgp-1",
  ListenerDescription: "night-run",
  TcpIdleTimeout: 700,
  Tags: [
    { Key: "bb", Value: "2" },
    { Key: "aa", Value: "1" },
  ],
};

const compare = (change: Readonly<Record<string, unknown>>, entry = ENTRY) =>
  whetherOurs(entry, standingListener({ ...BODY, ...change }));

test("a listener that reads as it was asked for is ours", () => {
  assert.equal(compare({}), "ours");
  assert.equal(compare({ LoadBalancerId: "GWLB-1" }), "ours", "in another case");
  assert.equal(compare({ CreateTime: "2026-01-01T00:00:02Z", ClientToken: "t" }), "ours");
  assert.equal(compare({ CreateTime: "1970-01-01T00:00:00Z" }), "ours", "a clock that stands still");
});

for (const [name, change] of [
  ["load balancer", { LoadBalancerId: "gwlb-2" }],
  ["server group", { ServerGroupId: "sgp-2" }],
  ["description", { ListenerDescription: "" }],
  ["no description", { ListenerDescription: null }],
  ["idle timeout", { TcpIdleTimeout: 350 }],
  ["tags", { Tags: [] }],
  ["token", { ClientToken: "another" }],
  ["time", { CreateTime: "2026-01-02T00:00:00Z" }],
  ["id", { ListenerId: "lsn-2" }],
] as const) {
  test(`one with another ${name} is not ours any more`, () => {
    const ownership = compare(change);
    assert.ok(ownership !== "ours" && ownership.differs, JSON.stringify(ownership));
  });
}

test("members that do not read are compared with nothing, but the load balancer has to read", () => {
  assert.equal(compare({ ServerGroupId: undefined, TcpIdleTimeout: undefined, Tags: "?" }), "ours");
  const unreadable = compare({ LoadBalancerId: undefined });
  assert.ok(unreadable !== "ours" && !unreadable.differs);
});

test("what a run read of its listener counts as much as what it asked for", () => {
  const entry = { ...ENTRY, read: { loadBalancerId: "gwlb-1", description: "cut", tcpIdleTimeout: 60 } };
  assert.equal(compare({ ListenerDescription: "cut", TcpIdleTimeout: 60 }, entry), "ours");
  assert.equal(compare({}, entry), "ours");
  assert.notEqual(compare({ ListenerDescription: "cut", TcpIdleTimeout: 61 }, entry), "ours");
});

test("load balancers and server groups are known by their names", () => {
  const entry: LedgerEntry = { entry: "e", kind: "server-group", endpoint: "http://h", name: "gwlb-conformance-1" };
  assert.equal(whetherOursByName(entry, "gwlb-conformance-1"), "ours");
  const [other, none] = [whetherOursByName(entry, "mine"), whetherOursByName(entry, undefined)];
  assert.ok(other !== "ours" && other.differs && none !== "ours" && !none.differs);
});

test("how a target stores what the page does not allow is not known", () => {
  const draft: RequestDraft = { ...DRAFT, tcpIdleTimeout: "3.5e2", listenerDescription: "x" };
  const traits = traitsOfRequest(draft, SENT);
  assert.deepEqual([traits.tcpIdleTimeout, traits.description], [undefined, undefined]);
  assert.equal(differenceBetween(traits, traitsOfView(standingListener(BODY))), undefined);
});

test("beside somebody else, a request that was refused for certain is no reason to take a listener for ours", () => {
  const attempts = new Attempts();
  const view = standingListener(BODY);
  const note = (draft: RequestDraft, whole = true) => {
    const sent = { ...SENT };
    attempts.note(draft, sent, whole);
    return sent;
  };
  attempts.settle(note(DRAFT), false);
  assert.ok(attempts.mayHaveMade("gwlb-1", view) && !attempts.mayHaveMade("gwlb-1", view, true));
  const underWay = note(DRAFT);
  attempts.answeredByNow("gwlb-1")();
  assert.ok(attempts.mayHaveMade("gwlb-1", view, true), "it is under way");
  attempts.settle(underWay, true);
  attempts.answeredByNow("gwlb-1")();
  assert.ok(!attempts.mayHaveMade("gwlb-1", view));
});

test("a listener that nobody announced may have come of a request that was put to its load balancer", () => {
  const attempts = new Attempts();
  const view = standingListener(BODY);
  assert.ok(!attempts.mayHaveMade("gwlb-1", view));
  attempts.note(MINIMAL_DRAFT, SENT);
  attempts.settle(SENT, true);
  assert.ok(!attempts.mayHaveMade("gwlb-1", view), "of another description");
  const full = { ...SENT };
  attempts.note(DRAFT, full);
  attempts.withdraw(full);
  assert.ok(!attempts.mayHaveMade("gwlb-1", view), "taken before it came");
  const passed = { ...SENT };
  attempts.note({ ...DRAFT, dryRun: true }, passed);
  attempts.settle(passed, false);
  assert.ok(attempts.mayHaveMade("gwlb-1", view));
  assert.ok(!attempts.mayHaveMade("gwlb-2", view));
  attempts.answeredByNow("gwlb-1")();
  assert.ok(!attempts.mayHaveMade("gwlb-1", view));
  attempts.note(MINIMAL_DRAFT, SENT, false);
  assert.ok(attempts.mayHaveMade("gwlb-1", view), "a body written by hand may say anything");
});
