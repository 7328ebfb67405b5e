/** Suggestions for what was mistyped: whole names, and names without what they all begin with. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENT_IDS } from "../contract/catalogue.js";
import { nearestNames } from "./nearest-names.js";

const nearest = (given: string) => nearestNames(given, REQUIREMENT_IDS, 3)[0];

test("a mistyped name is known by its whole or by its end", () => {
  for (const given of ["create-listener.tag-key.uniqe", "tag-key.uniqe"])
    assert.equal(nearest(given), "create-listener.tag-key.unique");
  assert.equal(nearest("idle-timeout.minimum"), "create-listener.tcp-idle-timeout.minimum");
});
