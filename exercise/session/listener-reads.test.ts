import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type FakeAnswer,
  type FakeOperation,
  LOAD_BALANCERS,
  refusal,
  reply,
  smallService,
  withFakeTarget,
} from "../testing/fake-target.js";
import { listListeners, readListener, readLoadBalancerStatus } from "./listener-reads.js";

const LB = LOAD_BALANCERS[0] ?? "";
const listener = (id: string, loadBalancerId = LB) => ({
  ListenerId: id,
  LoadBalancerId: loadBalancerId,
  ListenerStatus: "Running",
});

/** What is read of a listener when the target answers so. */
function readingOf(answer: FakeAnswer) {
  return withFakeTarget({ ...smallService(), GetListenerAttribute: () => answer }, async ({ client }) => {
    const read = await readListener(client, "lsn-1");
    return read.is === "found" ? read.view.status : read.is;
  });
}

test("a single read: found, not found, or unreadable, which shows nothing", async () => {
  for (const [answer, expected] of [
    [reply(200, listener("lsn-1")), "Running"],
    [reply(200, { ListenerStatus: "Odd" }), "Odd"],
    [reply(200, {}), undefined],
    [refusal(404, "ResourceNotFound.Listener"), "not-found"],
    [refusal(400, "ResourceNotFound.Listener"), "not-found"],
    [{ status: 404, body: "<html>" }, "not-found"],
    [refusal(400, "IllegalParam"), "unreadable"],
    [refusal(200, "InternalError"), "unreadable"],
    [refusal(500, "InternalError"), "unreadable"],
    [refusal(400, "Throttling.User"), "unreadable"],
    [{ status: 503, body: "" }, "unreadable"],
    [{ status: 200, body: [] }, "unreadable"],
    ["lost", "unreadable"],
  ] as const) {
    assert.equal(await readingOf(answer), expected, JSON.stringify(answer));
  }
});

/** Ids that are listed when the target answers so, or why they are not. */
function listingOf(list: FakeOperation) {
  let asked = 0;
  const ListListeners: FakeOperation = (parameters) => {
    asked += 1;
    return list(parameters);
  };
  // A session without load balancers asks for no list itself.
  return withFakeTarget(
    { ...smallService(), ListListeners },
    async ({ client }) => {
      const result = await listListeners(client, LB);
      return { asked, ids: result.is === "listed" ? result.views.map((view) => view.listenerId) : result.reason };
    },
    { loadBalancers: [] },
  );
}

test("a list is read to its end, page by page", async () => {
  const pages = [["a", "b"], ["c"], ["d"]];
  const { asked, ids } = await listingOf((parameters) => {
    const page = Number(parameters.get("NextToken") ?? "0");
    const next = page + 1 < pages.length ? { NextToken: String(page + 1) } : {};
    return reply(200, { Listeners: (pages[page] ?? []).map((id) => listener(id)), ...next });
  });
  assert.deepEqual([asked, ids], [3, ["a", "b", "c", "d"]]);
});

test("listeners of other load balancers, and entries that are none, are left out", async () => {
  const { ids } = await listingOf(() =>
    reply(200, { Listeners: [listener("a"), listener("b", "gwlb-other"), null, "c", {}] }),
  );
  assert.deepEqual(ids, ["a"]);
});

test("a target that goes round in circles, or never ends, is not followed for ever", { timeout: 10_000 }, async () => {
  const same = await listingOf(() => reply(200, { Listeners: [], NextToken: "same" }));
  assert.equal(same.asked, 2);
  let token = 0;
  const endless = await listingOf(() => {
    token += 1;
    return reply(200, { Listeners: [], NextToken: `t${token}` });
  });
  assert.ok(endless.asked <= 200, `${endless.asked}`);
});

test("a list that cannot be read says why", async () => {
  for (const [answer, reason] of [
    [refusal(404, "InvalidAction.NotFound"), "HTTP 404 InvalidAction.NotFound InvalidAction.NotFound of a test"],
    [reply(200, { Listeners: {} }), "without a list of Listeners"],
    [{ status: 200, body: "<html>" }, 'with a body that is no JSON object: "\\"<html>\\""'],
    ["lost", "lost by a test"],
  ] as const) {
    assert.equal((await listingOf(() => answer)).ids, reason);
  }
});

test("the state of a load balancer, or nothing", async () => {
  for (const [answer, expected] of [
    [reply(200, { LoadBalancerStatus: "Configuring" }), "Configuring"],
    [reply(200, {}), undefined],
    [refusal(404, "ResourceNotFound.LoadBalancer"), undefined],
    ["lost", undefined],
  ] as const) {
    const service = { ...smallService(), GetLoadBalancerAttribute: () => answer };
    assert.equal(
      await withFakeTarget(service, ({ client }) => readLoadBalancerStatus(client, LB), { loadBalancers: [] }),
      expected,
    );
  }
});
