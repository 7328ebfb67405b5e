import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { describe, it } from "node:test";
import type { Sight } from "./sightings.js";
import { type RepeatedRun, watch } from "./watch.js";

const NO_TERMINAL = keyboardOf(false);

/** A terminal whose keys a test presses by emitting `data`. */
function keyboardOf(isTTY: boolean) {
  const emitter = new EventEmitter();
  const raw: boolean[] = [];
  return Object.assign(emitter, {
    isTTY,
    raw,
    setRawMode(mode: boolean) {
      raw.push(mode);
      if (mode) setImmediate(() => emitter.emit("raw"));
      return this;
    },
    resume() {
      return this;
    },
    pause() {
      return this;
    },
  });
}

/** Watches with turns that end with the given codes, until something ends it. */
async function watched(codes: readonly number[], changes: Partial<RepeatedRun>) {
  const told: string[] = [];
  let turns = 0;
  const exitCode = await watch({
    target: undefined,
    keyboard: NO_TERMINAL,
    async turn() {
      turns += 1;
      return { exitCode: codes[turns - 1] ?? 99, next: `turn ${turns + 1} comes` };
    },
    tell: (line) => told.push(line),
    ...changes,
  });
  return { exitCode, turns, told };
}

describe("a watched run", () => {
  it("is done again for each new build, and ends with the code of the last turn when it is asked to stop", async () => {
    const looks: Sight[] = [
      { is: "there", marks: "1" },
      { is: "there", marks: "1" },
      { is: "away" },
      { is: "there", marks: "1" },
      { is: "there", marks: "1" },
      { is: "there", marks: "1" },
      { is: "there", marks: "2" },
      { is: "there", marks: "2" },
    ];
    const target = {
      everyMs: 0,
      async look(): Promise<Sight> {
        const sight = looks.shift();
        if (sight === undefined) process.emit("SIGTERM");
        return sight ?? { is: "away" };
      },
    };
    const { exitCode, turns, told } = await watched([1, 1, 5], { target });
    assert.deepEqual([exitCode, turns, looks.length], [5, 3, 0]);
    assert.deepEqual(
      told.filter((line) => line.startsWith("\n")),
      ["\nthe target: it was away and is there again: again", "\nthe target: it is another build: again"],
    );
    assert.match(told[0] ?? "", /^watching: turn 2 comes when it is another build; Ctrl-C ends \(exit 1\)$/u);
  });

  it("ends after a turn that was stopped", async () => {
    const { exitCode, turns } = await watched([], {
      async turn() {
        process.emit("SIGINT");
        return { exitCode: 5, next: "" };
      },
    });
    assert.deepEqual([exitCode, turns], [5, 0]);
  });

  for (const key of ["q", "\u0003"]) {
    it(`is done again for any key, ends on ${JSON.stringify(key)}, and leaves the terminal as it was`, async () => {
      const keyboard = keyboardOf(true);
      const running = watched([1, 0], { keyboard });
      await once(keyboard, "raw");
      keyboard.emit("data", Buffer.from("r"));
      await once(keyboard, "raw");
      keyboard.emit("data", Buffer.from(key));
      const { exitCode, turns, told } = await running;
      assert.deepEqual([exitCode, turns, keyboard.raw], [0, 2, [true, false, true, false]]);
      assert.match(told.join("\n"), /when a key is pressed; q ends/u);
      assert.equal(keyboard.listenerCount("data"), 0);
    });
  }
});
