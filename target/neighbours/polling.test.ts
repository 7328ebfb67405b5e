/** How often is looked, and how late the end of a wait is seen. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { poll, WaitExperience, WaitExperiences } from "./polling.js";

interface Waited {
  readonly looks: number;
  /** Milliseconds. */
  readonly ms: number;
}

/** Waits for something that is over after a time. */
async function waitFor(transitionMs: number, experience: WaitExperience, atOnce = false): Promise<Waited> {
  const since = performance.now();
  let looks = 0;
  const step = () => {
    looks += 1;
    return Promise.resolve(performance.now() - since >= transitionMs ? true : undefined);
  };
  assert.equal(await poll(5_000, experience, step, { since, atOnce }), true);
  return { looks, ms: performance.now() - since };
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

async function waits(count: number, transitionMs: (nth: number) => number, atOnce = false): Promise<Waited[]> {
  const experience = new WaitExperience();
  const waited: Waited[] = [];
  for (let nth = 0; nth < count; nth += 1) waited.push(await waitFor(transitionMs(nth), experience, atOnce));
  return waited;
}

for (const transitionMs of [0, 8, 60, 150]) {
  test(`where all waits take ${transitionMs} ms, two looks do in the median, and little is lost`, async () => {
    const waited = await waits(12, () => transitionMs);
    assert.ok(median(waited.map(({ looks }) => looks)) <= 2, JSON.stringify(waited));
    assert.ok(median(waited.map(({ ms }) => ms)) <= transitionMs * 1.1 + 8, JSON.stringify(waited));
  });
}

test("a look at the begin costs one look more", async () => {
  const waited = await waits(12, () => 60, true);
  assert.ok(median(waited.map(({ looks }) => looks)) <= 3, JSON.stringify(waited));
});

test("waits that differ take a few looks, and the longer ones are not seen much later", async () => {
  const waited = await waits(16, (nth) => 20 + ((nth * 37) % 80));
  assert.ok(median(waited.map(({ looks }) => looks)) <= 8, JSON.stringify(waited));
  for (const [nth, { ms }] of waited.entries()) assert.ok(ms <= (20 + ((nth * 37) % 80)) * 1.6 + 15, `${nth}: ${ms}`);
});

test("a target that becomes slower or faster is followed", async () => {
  const waited = await waits(24, (nth) => (nth < 8 ? 60 : 6));
  assert.ok((waited.at(-1)?.ms ?? 0) < 40, JSON.stringify(waited));
  const slower = await waits(12, (nth) => (nth < 4 ? 6 : 60));
  assert.ok(Math.max(...slower.map(({ looks }) => looks)) <= 12, JSON.stringify(slower));
});

test("with nothing known the looks are 5 ms apart and then further", async () => {
  const { looks } = await waitFor(150, new WaitExperience());
  assert.ok(looks >= 5 && looks <= 9, `${looks}`);
});

test("a wait ends at its budget, looks once more there, and teaches nothing", async () => {
  const experience = new WaitExperience();
  experience.note(10_000);
  let looks = 0;
  const begun = performance.now();
  const step = () => {
    looks += 1;
    return Promise.resolve(undefined);
  };
  assert.equal(await poll(50, experience, step), undefined);
  const ms = performance.now() - begun;
  assert.ok(looks === 1 && ms >= 49 && ms < 150, `${looks} looks, ${ms} ms`);
  assert.equal(experience.least, 10_000);
});

test("what began before the wait is waited for that much less", async () => {
  const experience = new WaitExperience();
  experience.note(200, 199);
  const since = performance.now() - 300;
  const begun = performance.now();
  await poll(1_000, experience, () => Promise.resolve(true), { since });
  assert.ok(performance.now() - begun < 50);
});

test("one exception in ten does not change what is expected", () => {
  const experience = new WaitExperience();
  for (let i = 0; i < 20; i += 1) experience.note(100, 95);
  experience.note(1);
  assert.equal(experience.least, 100);
  assert.ok(experience.firstLook > 90 && experience.firstLook < 100);
});

test("giving up ends a wait at once", async () => {
  const controller = new AbortController();
  const waiting = poll(10_000, new WaitExperience(), () => sleep(1, undefined), { signal: controller.signal });
  controller.abort();
  await assert.rejects(waiting, { name: "AbortError" });
});

test("each kind of wait has an experience of its own", () => {
  const experiences = new WaitExperiences();
  experiences.of("running").note(100);
  assert.equal(experiences.of("running").least, 100);
  assert.equal(experiences.of("gone").least, undefined);
});
