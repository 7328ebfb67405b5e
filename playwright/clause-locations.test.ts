import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { REQUIREMENT_IDS } from "../contract/catalogue.js";
import { locateClauses } from "./clause-locations.js";

test("every clause of the catalogue is found where a spec declares it", () => {
  const locate = locateClauses();
  for (const id of REQUIREMENT_IDS) {
    const place = locate(id);
    assert.ok(place, id);
    const lines = readFileSync(place.file, "utf8").split("\n");
    assert.match(lines[place.line - 1] ?? "", /^\s*requirement\(/u, id);
  }
});
