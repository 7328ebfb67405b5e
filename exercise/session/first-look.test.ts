/** Of two runs that begin in the same moment, the one that looks longer makes nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LOAD_BALANCERS, smallService, withFakeTarget } from "../testing/fake-target.js";
import { lookForOthers } from "./first-look.js";

const NONCES = Array.from({ length: 12 }, (_, i) => `c${i}`);

test("who sees nobody goes on, after a time that is another one for each run", { timeout: 60_000 }, async () => {
  const took = await Promise.all(
    NONCES.map((nonce) =>
      withFakeTarget(smallService(), async (session) => {
        const startedAt = performance.now();
        await lookForOthers(session, nonce, 0);
        assert.equal(session.stage.stoppedBecause, undefined);
        return Math.round((performance.now() - startedAt) / 100);
      }),
    ),
  );
  assert.ok(new Set(took).size > 3, `${took}`);
});

test("who sees listeners of somebody else on several load balancers stops", { timeout: 30_000 }, async () => {
  const service = smallService();
  let looks = 0;
  const ListListeners = () => {
    looks += 1;
    if (looks === 5) for (const id of LOAD_BALANCERS) service.CreateListener(new Map([["LoadBalancerId", id]]));
    return service.ListListeners();
  };
  await withFakeTarget({ ...service, ListListeners }, async (session) => {
    looks = 3;
    await lookForOthers(session, "c0", 0);
    assert.match(session.stage.stoppedBecause ?? "", /somebody else is at work/u);
    assert.equal(session.knowledge.creates, 0);
  });
});
