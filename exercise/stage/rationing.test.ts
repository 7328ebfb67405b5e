import assert from "node:assert/strict";
import { test } from "node:test";
import { everyValue } from "../../generators/tcp-idle-timeout.js";
import { asRateAllows } from "./rationing.js";

const secondsOf = ({ examples }: typeof everyValue) => examples.map(({ draft }) => draft.tcpIdleTimeout);

test("a target that is not rationed is sent everything, and so is every target in a run of the profile full", () => {
  assert.equal(asRateAllows({ profile: "standard", config: { limits: {} } }, everyValue, 5), everyValue);
  assert.equal(
    asRateAllows({ profile: "full", config: { limits: { requestsPerSecond: 3 } } }, everyValue, 5),
    everyValue,
  );
});

test("a rationed target is sent an even share with both ends", () => {
  const share = asRateAllows({ profile: "standard", config: { limits: { requestsPerSecond: 3 } } }, everyValue, 5);
  assert.deepEqual(secondsOf(share), [60, 1545, 3030, 4515, 6000]);
});
