import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Gate } from "./gate.js";

/** Asks for places and notes when they are held. */
function ask(gate: Gate, places: number, name: string, held: string[], signal?: AbortSignal): Promise<void> {
  return Promise.resolve(gate.enter(places, signal)).then(() => void held.push(name));
}

describe("a gate", () => {
  it("gives several places at once or none, and lets nobody overtake who waits for them", async () => {
    const gate = new Gate(3);
    const held: string[] = [];
    await Promise.all([ask(gate, 1, "a", held), ask(gate, 1, "b", held)]);
    const wide = ask(gate, 3, "wide", held);
    const late = ask(gate, 1, "late", held);
    await setImmediate();
    assert.deepEqual(held, ["a", "b"], "a place is free, but somebody waits for three");
    gate.leave();
    gate.leave();
    await wide;
    assert.deepEqual(held, ["a", "b", "wide"]);
    gate.leave();
    await late;
    assert.deepEqual(held, ["a", "b", "wide", "late"]);
  });

  it("lets the others through when somebody who wants many places gives up", async () => {
    const gate = new Gate(2);
    const held: string[] = [];
    await ask(gate, 1, "a", held);
    const stop = new AbortController();
    const wide = ask(gate, 2, "wide", held, stop.signal);
    const next = ask(gate, 1, "next", held);
    stop.abort(new Error("enough"));
    await assert.rejects(wide, /enough/);
    await next;
    assert.deepEqual(held, ["a", "next"]);
  });

  it("is taken whole by who wants more than there is", () => {
    assert.equal(new Gate(3).placesFor(8), 3);
    assert.equal(new Gate(3).placesFor(2), 2);
  });
});
