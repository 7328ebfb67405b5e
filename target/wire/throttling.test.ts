import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Patience } from "./patience.js";
import { throttlingOf } from "./throttling.js";

const NOW = Date.parse("2026-01-01T00:00:00Z");

function read(status: number, headers: Readonly<Record<string, string>> = {}, body = "{}") {
  return throttlingOf({ status, headers, body }, NOW);
}

describe("a throttled answer", () => {
  it("asks for a wait in seconds or a date, or in numbers that are taken for seconds where they may be", () => {
    for (const [headers, ms] of [
      [{ "retry-after": "0" }, 0],
      [{ "retry-after": "2" }, 2_000],
      [{ "retry-after": "Thu, 01 Jan 2026 00:00:03 GMT" }, 3_000],
      [{ "retry-after": "Thu, 01 Jan 2015 00:00:03 GMT" }, 0],
      [{ "x-acs-retry-after": "1" }, 1_000],
      [{ "x-acs-retry-after": "60" }, 60_000],
      [{ "x-acs-retry-after": "120" }, 120],
      [{ "x-ratelimit-user-api": "Limit:30,Remain:0,TimeLeft:1" }, 1_000],
      [{ "x-ratelimit-user": "TimeLeft: 750", "x-acs-retry-after": "1" }, 1_000],
      [{ "retry-after": "soon" }, undefined],
      [{}, undefined],
    ] as const) {
      assert.equal(read(429, headers)?.askedMs, ms, JSON.stringify(headers));
    }
  });

  it("speaks of a rate or of being unable to answer, of one action or of all", () => {
    const of = (...args: Parameters<typeof read>) => {
      const { isAboutRate, isOfAction } = read(...args) ?? assert.fail("not throttled");
      return { isAboutRate, isOfAction };
    };
    assert.deepEqual(of(429), { isAboutRate: true, isOfAction: false });
    assert.deepEqual(of(429, { "x-ratelimit-user-api": "TimeLeft:1" }), { isAboutRate: true, isOfAction: true });
    assert.deepEqual(of(400, {}, '{"Code":"Throttling.Api"}'), { isAboutRate: true, isOfAction: true });
    assert.deepEqual(of(400, {}, '{"Code":"Throttling.User"}'), { isAboutRate: true, isOfAction: false });
    assert.deepEqual(of(503), { isAboutRate: false, isOfAction: true });
    assert.deepEqual(of(503, { "retry-after": "1" }), { isAboutRate: true, isOfAction: false });
  });

  it("speaks of others at the same place, may mean them, or says that it is about a rate", () => {
    for (const [status, body, others] of [
      [429, { Code: "Conflict.Lock" }, "says"],
      [503, { Code: "ServiceUnavailable", Message: "Another request on this resource is in progress." }, "says"],
      [503, { Code: "ResourceLocked", Message: "Wait." }, "says"],
      [400, { Code: "SystemBusy" }, "says"],
      [429, { Code: "TooManyRequests", Message: "Too many requests, please try again later." }, "may"],
      [503, { Code: "ServiceUnavailable" }, "may"],
      [503, {}, "may"],
      [429, { Code: "Throttling.User", Message: "Another request was made too early." }, "no"],
    ] as const)
      assert.equal(read(status, {}, JSON.stringify(body))?.others, others, JSON.stringify(body));
    assert.equal(read(429, { "x-acs-retry-after": "1" })?.others, "no");
    assert.equal(read(429, { "retry-after": "1" })?.others, "may");
  });

  it("is none when the request was answered", () => {
    assert.equal(read(200), undefined);
    assert.equal(read(400, {}, '{"Code":"IllegalParam","Message":"Throttling"}'), undefined);
    assert.equal(read(502, {}, '{"Code":"InternalError"}'), undefined);
  });
});

describe("patience", () => {
  const SAYS_NOTHING = {
    askedMs: undefined,
    isExact: false,
    isAboutRate: true,
    isOfAction: false,
    others: "no",
  } as const;
  const delay = (asked: { askedMs?: number; isExact?: boolean }, times = 1, waited = 0) =>
    new Patience(30_000).delayMs("A", { times, since: 0 }, { ...SAYS_NOTHING, ...asked }, waited);

  it("has a floor that grows, whatever is asked for", () => {
    assert.equal(delay({ askedMs: 0 }), 50);
    assert.equal(delay({ askedMs: 0 }, 2), 100);
    assert.equal(delay({ askedMs: 0 }, 11), 5_000);
    assert.equal(delay({}), 50);
    assert.equal(delay({ askedMs: 700 }), 700);
  });

  it("ends after a number of attempts, and after a time that really went by", () => {
    assert.equal(delay({ askedMs: 0 }, 12), undefined);
    assert.equal(delay({ askedMs: 0 }, 2, 29_950), undefined);
  });

  it("ends at once where it cannot last, and with one more try where that is only a guess", () => {
    assert.equal(delay({ askedMs: 31_000, isExact: true }), undefined);
    assert.equal(delay({ askedMs: 31_000 }, 1, 10_000), 20_000);
  });

  it("is not had twice for the same hopeless action, until it answers again", () => {
    const patience = new Patience(1_000);
    patience.throttled("A", 0);
    assert.ok(!patience.isHopeless("A", 1_000));
    assert.ok(patience.isHopeless("A", 1_001));
    assert.equal(patience.delayMs("A", { times: 1, since: 1_001 }, SAYS_NOTHING, 1_001), undefined);
    assert.ok(patience.isHopeless("B", 1_001), "nothing else was answered either");
    patience.giveUp();
    assert.deepEqual(patience.gaveUp(1_001), { calls: 1, inARow: 1, throttledForMs: 1_001 });
    patience.answered("B");
    assert.equal(patience.delayMs("B", { times: 1, since: 1_001 }, SAYS_NOTHING, 1_001), 50);
    assert.deepEqual(patience.gaveUp(1_002), { calls: 1, inARow: 0, throttledForMs: 0 });
    assert.ok(patience.isHopeless("A", 1_002), "another action has nothing to do with it");
    patience.answered("A");
    assert.ok(!patience.isHopeless("A", 1_002));
  });
});
