import assert from "node:assert/strict";
import { test } from "node:test";
import { everyValue } from "../../generators/tcp-idle-timeout.js";
import { asRateAllows } from "./rationing.js";

const secondsOf = ({ examples }: typeof everyValue) => examples.map(({ draft }) => draft.tcpIdleTimeout);
const SHARE = [60, 1545, 3030, 4515, 6000];

test("a run of the profile full sends everything", () => {
  assert.equal(asRateAllows({ profile: "full", isRationed: true }, everyValue, 5), everyValue);
});

test("a rationed target is sent an even share with both ends", () => {
  assert.deepEqual(secondsOf(asRateAllows({ profile: "standard", isRationed: true }, everyValue, 5)), SHARE);
});

test("a target that is not rationed is sent everything, unless it turns out to be on the way", () => {
  const { whereRationed = new Set(), ...family } = asRateAllows(
    { profile: "standard", isRationed: false },
    everyValue,
    5,
  );
  assert.deepEqual(family.examples, everyValue.examples);
  assert.deepEqual(secondsOf({ examples: [...whereRationed] }), SHARE);
});
