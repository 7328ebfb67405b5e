import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Gate } from "./gate.js";
import { Pace } from "./pace.js";

const ONE = { places: 1, requests: 1 };

/** Lets requests of an action leave one after another. @returns when each left, milliseconds from the first call */
async function departures(pace: Pace, action: string, count: number, gate = new Gate(64)): Promise<number[]> {
  const started = performance.now();
  const leave = async () => {
    await pace.enter(action, gate, ONE);
    const at = performance.now() - started;
    gate.leave();
    return at;
  };
  return Promise.all(Array.from({ length: count }, leave));
}

const last = (times: readonly number[]) => Math.max(...times);

describe("a pace", () => {
  it("by action holds each action to its own rate", async () => {
    const pace = new Pace({ CreateListener: 5, "*": 200 });
    const [creates, reads, lists] = await Promise.all([
      departures(pace, "CreateListener", 6),
      departures(pace, "GetListenerAttribute", 11),
      departures(pace, "ListListeners", 11),
    ]);
    assert.ok(last(creates) >= 950, "six creations at five a second take a second");
    for (const times of [reads, lists]) {
      assert.ok(last(times) >= 45, "eleven reads at 200 a second take a twentieth");
      assert.ok(last(times) < 950, "no action waits for another one");
    }
  });

  it("leaves alone what a map does not name", async () => {
    assert.ok(last(await departures(new Pace({ CreateListener: 1 }), "ListListeners", 50)) < 2_000);
    assert.equal(new Pace(undefined).enter("CreateListener", new Gate(1), ONE), undefined);
  });

  it("of one number holds for all actions together", async () => {
    const pace = new Pace(100);
    const times = await Promise.all(["A", "B", "C"].map((action) => departures(pace, action, 4)));
    assert.ok(last(times.flat()) >= 105, "twelve requests at a hundred a second");
  });

  it("keeps its rate though timers are late, and holds no place while it waits", async () => {
    const gate = new Gate(1);
    const pace = new Pace({ CreateListener: 500, Slow: 1 });
    await departures(pace, "Slow", 1, gate);
    const slow = departures(pace, "Slow", 1, gate);
    const times = await departures(pace, "CreateListener", 101, gate);
    assert.ok(last(times) >= 195 && last(times) < 500, `101 requests at 500 a second took ${last(times)} ms`);
    await slow;
  });

  it("does not catch up in a burst what a full gate held back", async () => {
    const gate = new Gate(1);
    const pace = new Pace(100);
    await gate.enter();
    const waiting = departures(pace, "A", 4, gate);
    setTimeout(() => gate.leave(), 100);
    const [first = 0, , , end = 0] = await waiting;
    assert.ok(end - first >= 20, `four requests left within ${end - first} ms`);
  });

  it("saves up moments for requests that leave together", async () => {
    const pace = new Pace({ A: 100 });
    const gate = new Gate(8);
    const started = performance.now();
    await pace.enter("A", gate, ONE);
    await pace.enter("A", gate, { places: 5, requests: 5 });
    assert.ok(performance.now() - started >= 48);
  });

  it("lets go who gives up, and those behind", async () => {
    const pace = new Pace({ A: 20 });
    const gate = new Gate(8);
    await pace.enter("A", gate, ONE);
    const stop = new AbortController();
    const given = Promise.resolve(pace.enter("A", gate, ONE, stop.signal));
    const next = departures(pace, "A", 1, gate);
    stop.abort(new Error("enough"));
    await assert.rejects(given);
    assert.ok(last(await next) < 100);
  });
});
