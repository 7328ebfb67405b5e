/** Another run shows by listeners that come and go; what merely stands there shows nobody at work. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientAnswering } from "../testing/client.js";
import { othersAtWork } from "./others-at-work.js";

/** A client whose load balancers hold one listener each, as a function says, look by look. */
function looking(idsAt: (look: number) => readonly string[] | undefined) {
  let looks = 0;
  const client = clientAnswering((operation, parameters) => {
    const ids = idsAt(looks);
    looks += 1;
    const Listeners = ids?.map((ListenerId, i) => ({ ListenerId, LoadBalancerId: `gwlb-${i + 1}` }));
    const body = JSON.stringify(Listeners === undefined ? { Code: "InvalidAction.NotFound" } : { Listeners });
    const request = { method: "POST", url: "http://fake.test/", headers: {}, body: "", parameters };
    const response = { status: Listeners === undefined ? 404 : 200, headers: {}, body };
    const outcome = { is: "response", response } as const;
    return Promise.resolve({ operation, request, outcome, startedAt: 0, endedAt: 0, throttled: 0 });
  });
  return { client, looks: () => looks };
}

const options = { loadBalancers: ["gwlb-1", "gwlb-2"], known: new Set(["lsn-known"]) };

test("empty load balancers are looked at several times, and not for long", async () => {
  const { client, looks } = looking(() => []);
  assert.equal(await othersAtWork(client, options), undefined);
  assert.ok(looks() >= 2 && looks() <= 6, String(looks()));
});

test("a listener that comes or goes is somebody at work", async () => {
  for (const [idsAt, words] of [
    [(look: number) => (look === 0 ? [] : ["lsn-1"]), /listener lsn-1 appeared on gwlb-1/u],
    [(look: number) => (look < 4 ? ["lsn-1"] : []), /listener lsn-1 vanished from gwlb-1/u],
  ] as const) {
    const others = await othersAtWork(looking(idsAt).client, options);
    assert.match(others?.words ?? "", words);
    assert.deepEqual(others?.onlyOn, { loadBalancerId: "gwlb-1", listenerId: "lsn-1" });
  }
});

test("a listener that stands still is not, nor is one that an earlier run has left, nor a target that lists nothing", async () => {
  assert.equal(await othersAtWork(looking(() => ["lsn-1"]).client, options), undefined);
  assert.equal(await othersAtWork(looking((look) => (look === 0 ? ["lsn-known"] : [])).client, options), undefined);
  assert.equal(await othersAtWork(looking(() => undefined).client, options), undefined);
});

test("whoever uses several load balancers, or the only one, is no neighbour whose place could be left out", async () => {
  const onTwo = await othersAtWork(looking((look) => (look === 0 ? [] : ["lsn-1", "lsn-2"])).client, options);
  const besideOne = await othersAtWork(looking((look) => (look < 2 ? ["lsn-1"] : ["lsn-1", "lsn-2"])).client, options);
  const one = { ...options, loadBalancers: ["gwlb-1"] };
  const onTheOnlyOne = await othersAtWork(looking((look) => (look === 0 ? [] : ["lsn-1"])).client, one);
  for (const others of [onTwo, besideOne, onTheOnlyOne]) {
    assert.match(others?.words ?? "", /at work/u);
    assert.equal(others?.onlyOn, undefined);
  }
});
