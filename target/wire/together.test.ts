/** Requests that leave at the same moment, whatever else is under way. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { LIMITS, open, responseOf } from "../testing/client.js";
import { answerJson, serveHttp, type TestingServer } from "../testing/server.js";
import type { TargetClient } from "./client.js";

const SERVICE_MS = 40;

interface Arrival {
  readonly operation: string;
  readonly at: number;
}

/** Answers each request after a while. */
async function serveSlowly(): Promise<{ server: TestingServer; arrivals: Arrival[]; mostAtOnce: () => number }> {
  const arrivals: Arrival[] = [];
  let underWay = 0;
  let most = 0;
  const server = await serveHttp(({ headers }, response) => {
    arrivals.push({ operation: String(headers["x-acs-action"]), at: performance.now() });
    underWay += 1;
    most = Math.max(most, underWay);
    setTimeout(() => {
      underWay -= 1;
      answerJson(response, 200, {});
    }, SERVICE_MS);
  });
  return { server, arrivals, mostAtOnce: () => most };
}

const burst = (client: TargetClient, count: number) =>
  client.together(count, (places) =>
    Promise.all(Array.from({ length: count }, () => client.call("CreateListener", [], { places }))),
  );

/** How far apart the creations arrived, milliseconds. */
function spreadOf(arrivals: readonly Arrival[]): number {
  const times = arrivals.filter(({ operation }) => operation === "CreateListener").map(({ at }) => at);
  return Math.max(...times) - Math.min(...times);
}

describe("requests that leave together", () => {
  it("leave together while the gate is full of others, which neither starve them nor are starved", async () => {
    const { server, arrivals, mostAtOnce } = await serveSlowly();
    const client = open(server, { limits: { ...LIMITS, concurrency: 6 } });
    let reading = true;
    const readers = Array.from({ length: 6 }, async (_, i) => {
      await sleep(i * 7);
      for (let reads = 0; reading || reads < 3; reads += 1) await client.call("GetListenerAttribute", []);
    });
    await sleep(60);
    for (const exchange of await burst(client, 5)) assert.equal(responseOf(exchange).status, 200);
    reading = false;
    await Promise.all(readers);
    assert.ok(spreadOf(arrivals) < SERVICE_MS / 2, `they arrived within ${spreadOf(arrivals)} ms`);
    assert.ok(mostAtOnce() <= 6);
  });

  it("take the whole of a gate that is narrower, and leave the last of them until the first are done", async () => {
    const { server, arrivals, mostAtOnce } = await serveSlowly();
    const client = open(server, { limits: { ...LIMITS, concurrency: 3 } });
    await burst(client, 5);
    assert.equal(arrivals.length, 5);
    assert.equal(mostAtOnce(), 3);
    await burst(client, 3);
    assert.equal(mostAtOnce(), 3);
  });

  it("give their places back though fewer were sent, more were sent, or sending failed", async () => {
    const { server } = await serveSlowly();
    const client = open(server, { limits: { ...LIMITS, concurrency: 4 } });
    await client.together(4, (places) => client.call("CreateListener", [], { places }));
    await client.together(2, (places) =>
      Promise.all(Array.from({ length: 6 }, () => client.call("CreateListener", [], { places }))),
    );
    await assert.rejects(
      client.together(4, () => Promise.reject(new Error("not sent"))),
      /not sent/,
    );
    assert.equal((await burst(client, 4)).length, 4);
  });

  it("wait for their rate", async () => {
    const { server, arrivals } = await serveSlowly();
    const client = open(server, { limits: { ...LIMITS, requestsPerSecond: { CreateListener: 50 } } });
    await burst(client, 1);
    const started = performance.now();
    await burst(client, 4);
    assert.ok((arrivals[1]?.at ?? 0) - started >= 25, "four moments had to come");
    assert.ok(spreadOf(arrivals.slice(1)) < 15);
  });
});
