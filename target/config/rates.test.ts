import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isRationed, readRates, shareOfRates } from "./rates.js";
import { readMinutes } from "./settings.js";

describe("rates as they are typed", () => {
  it("are a number or numbers by action", () => {
    assert.equal(readRates("2.5"), 2.5);
    assert.deepEqual(readRates("CreateListener=3, GetListenerAttribute = 10,*=20"), {
      CreateListener: 3,
      GetListenerAttribute: 10,
      "*": 20,
    });
    assert.deepEqual(readRates("CreateListener=fast"), { CreateListener: "fast" });
  });

  it("stay text where they are neither", () => {
    for (const text of ["", "fast", "=3", "CreateListener=3,", "CreateListener=3,20", "A=1,A=2"])
      assert.equal(readRates(text), text);
  });
});

describe("rates", () => {
  it("are shared among processes", () => {
    assert.equal(shareOfRates(3, 2), 1.5);
    assert.deepEqual(shareOfRates({ CreateListener: 3, "*": 20 }, 2), { CreateListener: 1.5, "*": 10 });
  });

  it("ration a target, be they a number or a map", () => {
    assert.ok(isRationed({ requestsPerSecond: 3 }));
    assert.ok(isRationed({ requestsPerSecond: { CreateListener: 3 } }));
    assert.ok(!isRationed({}));
  });
});

describe("times as they are typed", () => {
  it("are minutes, whatever their unit", () => {
    for (const [text, minutes] of [
      ["90s", 1.5],
      ["20m", 20],
      ["20 min", 20],
      ["1h", 60],
      ["1.5h", 90],
      ["20", 20],
    ] as const) {
      assert.equal(readMinutes(text), minutes, text);
    }
  });

  it("stay text where they are no time", () => {
    for (const text of ["", "soon", "20 parsecs", "m", "-5m"]) assert.equal(readMinutes(text), text);
  });
});
