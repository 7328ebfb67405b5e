/** What a run says of itself while it goes on. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { MAXIMUM, MINIMUM, recordOf } from "../../evidence/testing/records.js";
import { Progress, placeOf } from "./progress.js";
import { type Moment, progressLine } from "./progress-line.js";

const MOMENT: Moment = {
  phase: "checks",
  done: 12,
  total: 151,
  violated: 0,
  requests: 1_200,
  elapsedMs: 30_000,
  stillMs: 0,
};
const line = (changes: Partial<Moment> = {}) => progressLine({ ...MOMENT, ...changes });

test("the checks are told with what was sent, and what they still take at least", () => {
  assert.equal(line(), "12/151 requirements, 1200 requests, 40 requests/s, 30.0 s");
  assert.match(line({ violated: 2, leftMs: 45_000 }), /requirements, 2 violated, .*, 30\.0 s, at least 45 s to go$/u);
  assert.match(line({ leftMs: 600_000 }), /at least 10 min to go$/u);
  assert.doesNotMatch(line({ done: 151, leftMs: 45_000 }), /to go/u);
});

test("requests of preparation and clean-up are told too", () => {
  assert.equal(
    line({ phase: "preparing", done: 0, total: 0, requests: 7 }),
    "preparing the target, 7 requests, 30.0 s",
  );
  assert.equal(line({ done: 0, requests: 7 }), "0/151 requirements, 7 requests, 0 requests/s, 30.0 s");
  assert.equal(line({ phase: "starting", done: 0, requests: 0 }), "starting the checks, 30.0 s");
  assert.equal(line({ phase: "cleaning up" }), "cleaning up, 1200 requests, 30.0 s");
});

test("after five seconds of standstill it is said what is waited for", () => {
  const waitsFor = "an answer to CreateListener";
  assert.doesNotMatch(line({ stillMs: 4_900, waitsFor }), /waiting/u);
  assert.match(line({ stillMs: 5_000, waitsFor }), / – waiting for an answer to CreateListener \(5 s\)$/u);
  assert.match(line({ stillMs: 9_000, waitsFor, phase: "cleaning up" }), / – waiting for an answer/u);
  assert.equal(line({ stillMs: 9_000, phase: "Allure", requests: 0 }), "writing the Allure report, 30.0 s");
});

/** Collects what is written to a stream. */
function collecting(): { readonly stream: PassThrough; readonly text: () => string } {
  const stream = new PassThrough();
  let text = "";
  stream.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { stream, text: () => text };
}

test("in lines: the requests of all processes are added up, and the end of the checks is told", async () => {
  const { stream, text } = collecting();
  const progress = new Progress({ stream, live: false }, () => 5);
  progress.begin(2);
  progress.hear(0, { requests: 10, over: false });
  progress.hear(1, { requests: 20, over: false });
  for (const id of [MINIMUM, MAXIMUM]) progress.add(recordOf(id, { outcome: "fail" }));
  progress.enter("cleaning up");
  progress.end();
  progress.end();
  await new Promise((resolve) => setImmediate(resolve));
  assert.match(text(), /^2\/2 requirements, 2 violated, 35 requests, \d+ requests\/s, \d+\.\d s\n$/u);
});

test("on a terminal: one line that moves, taken away for whatever else is written, and in the end", async () => {
  const { stream, text } = collecting();
  const progress = new Progress({ stream, live: true }, () => 0);
  progress.begin(2);
  progress.hear(0, { requests: 10, waitsFor: "\u001b[31mred", over: false });
  // The progress itself keeps no process alive.
  const alive = setInterval(() => {}, 1_000);
  await once(stream, "data");
  clearInterval(alive);
  progress.beside(() => stream.write("a warning\n"));
  progress.end();
  await new Promise((resolve) => setImmediate(resolve));
  const taken = "\r\u001b[2K";
  assert.ok(text().startsWith(`${taken}0/2 requirements, 10 requests`), JSON.stringify(text()));
  assert.ok(text().includes(`${taken}a warning\n`), JSON.stringify(text()));
  assert.ok(text().endsWith(taken), JSON.stringify(text()));
  assert.ok(!text().includes("\u001b[31m"));
});

test("a line moves on a terminal that can do that, and nowhere else", () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true });
  assert.equal(placeOf(terminal, {}).live, true);
  assert.equal(placeOf(terminal, { TERM: "dumb" }).live, false);
  assert.equal(placeOf(new PassThrough(), {}).live, false);
});
