import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { REQUIREMENT_IDS, SDK_REQUIREMENT_IDS } from "../contract/catalogue.js";
import { locateClauses } from "./clause-locations.js";

for (const [what, ids, declaration] of [
  ["endpoints", REQUIREMENT_IDS, /^\s*requirement\(/u],
  ["client libraries", SDK_REQUIREMENT_IDS, /^\s*sdkRequirement\(|"sdk\./u],
] as const) {
  test(`every clause on ${what} is found where a spec declares it`, () => {
    const locate = locateClauses();
    for (const id of ids) {
      const place = locate(id);
      assert.ok(place, id);
      const lines = readFileSync(place.file, "utf8").split("\n");
      assert.match(lines[place.line - 1] ?? "", declaration, id);
    }
  });
}
