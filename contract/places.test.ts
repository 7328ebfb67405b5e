import assert from "node:assert/strict";
import { test } from "node:test";
import { namesPlace, placesInWords } from "./places.js";

test("places are told, and found again in what was told", () => {
  const words = `somebody else uses ${placesInWords(
    new Map([
      ["gwlb-11", "lsn-1"],
      ["gwlb-2", "lsn-2"],
    ]),
  )}`;
  assert.equal(words, "somebody else uses gwlb-11 (listener lsn-1), gwlb-2 (listener lsn-2)");
  for (const id of ["gwlb-11", "gwlb-2"]) assert.ok(namesPlace(words, id), id);
  for (const id of ["gwlb-1", "1", "lsn-1", "else"]) assert.ok(!namesPlace(words, id), id);
});
