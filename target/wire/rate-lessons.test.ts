/** What is learned from answers, on a clock of the test's own. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Rate } from "./rate.js";
import { RateLessons, Tally } from "./rate-lessons.js";

/** Lets requests leave at a pace, one after another, and answers them by a rule; a learned rate is kept to. */
function simulate(
  isTooMany: (nth: number, now: number) => boolean,
  requests: number,
  { unhurriedMs = 1, isVague = false } = {},
) {
  const rate = new Rate(undefined);
  const lessons = new RateLessons(rate);
  let now = 1_000;
  let refused = 0;
  for (let nth = 1; nth <= requests; nth += 1) {
    now += Math.max(unhurriedMs, 1_000 / (rate.perSecond ?? Number.POSITIVE_INFINITY));
    if (isTooMany(nth, now)) {
      refused += 1;
      lessons.refused({ startedAt: now, now, delayMs: 1_000, isHopeless: false, isAboutRate: true, isVague });
      now += 1_000;
    } else lessons.accepted(now, now);
  }
  return { learned: lessons.learned, refused };
}

/** So many in each window of a server's own clock. */
function quota(count: number, windowMs: number): (nth: number, now: number) => boolean {
  let window = 0;
  let used = 0;
  return (_, now) => {
    if (Math.floor(now / windowMs) !== window) [window, used] = [Math.floor(now / windowMs), 0];
    used += 1;
    return used > count;
  };
}

describe("the tally", () => {
  it("gives the highest rate of windows from a second to a minute", () => {
    const tally = new Tally();
    for (let i = 0; i < 200; i += 1) tally.add(i);
    assert.ok(tally.highestRate(200) < 200 && tally.highestRate(200) > 150);
    assert.ok(tally.highestRate(50_000) < 4, "200 in less than a minute");
    assert.equal(tally.highestRate(500_000), 0);
  });

  it("does not take a steady rate for a higher one", () => {
    const tally = new Tally();
    for (let i = 0; i < 3_000; i += 1) tally.add(i * 37);
    assert.ok(Math.abs(tally.highestRate(3_000 * 37) - 27) < 1.5);
  });
});

describe("lessons", () => {
  it("find the rate of windows of a second and of a minute", () => {
    const second = simulate(quota(30, 1_000), 2_000);
    assert.ok(second.refused <= 100, `${second.refused} of 2000 refused`);
    const minute = simulate(quota(200, 60_000), 2_000);
    assert.ok(minute.refused <= 100, `${minute.refused} of 2000 refused`);
    assert.ok(minute.learned !== undefined && minute.learned <= 4.5, `${minute.learned} a second`);
  });

  it("are tried where nobody spoke of a rate: kept where there is one, forgotten where there is none", () => {
    const flood = simulate((nth) => nth > 1 && nth < 40, 200, { isVague: true });
    assert.equal(flood.learned, undefined);
    const { refused } = simulate(quota(30, 1_000), 3_000, { isVague: true });
    assert.ok(refused <= 200, `${refused} of 3000 refused`);
  });

  it("are not drawn from chance, and are forgotten where they do not help", () => {
    assert.equal(simulate((nth) => nth % 50 === 0, 5_000).learned, undefined);
    assert.equal(simulate((nth) => nth % 12 === 0, 5_000).learned, undefined);
  });

  it("are not drawn where nothing was ever accepted, nor from a target that cannot answer", () => {
    assert.equal(simulate(() => true, 100).learned, undefined);
    const lessons = new RateLessons(new Rate(undefined));
    for (let now = 0; now < 100; now += 1) {
      lessons.accepted(now, now);
      lessons.refused({ startedAt: now, now, delayMs: 0, isHopeless: false, isAboutRate: false });
    }
    assert.equal(lessons.learned, undefined);
  });
});
