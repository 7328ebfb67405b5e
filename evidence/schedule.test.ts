import assert from "node:assert/strict";
import { test } from "node:test";
import { type Schedule, type Stay, summaryOf } from "./schedule.js";

const stay = (from: number, idleAt: number, listeners = 1): Stay => ({
  loadBalancerId: "gwlb-1",
  by: "create-listener.tag.count",
  from,
  until: (from + idleAt) / 2,
  idleAt,
  listeners,
});
const schedule: Schedule = {
  loadBalancers: 2,
  durationMs: 1_000,
  cpuMs: 10,
  requests: 30,
  stays: [stay(0, 300), stay(300, 650), stay(0, 500), stay(500, 510, 0)],
};

test("the load balancers bound a run whose listeners are slow", () => {
  const summary = summaryOf(schedule);
  assert.deepEqual([summary.listeners, summary.cycleMs, summary.boundBy], [3, 300, "load balancers"]);
  assert.equal(summary.lowerBoundMs, 450);
  assert.equal(summary.inUse, (300 + 350 + 500 + 10) / 2_000);
});

test("a rate, or the processor, bounds it where that takes longer", () => {
  assert.deepEqual(
    [summaryOf({ ...schedule, requestsPerSecond: 3 }).lowerBoundMs, summaryOf({ ...schedule, cpuMs: 900 }).boundBy],
    [10_000, "processor"],
  );
});

test("a run without a load balancer has no bound but the processor", () => {
  const summary = summaryOf({ ...schedule, loadBalancers: 0, stays: [] });
  assert.deepEqual([summary.inUse, summary.lowerBoundMs, summary.cycleMs], [0, 10, 0]);
});
