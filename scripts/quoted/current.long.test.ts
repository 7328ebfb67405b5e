/** What the pages in docs/ quote is what the commands print. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { excerptsOf, lasting, pages, quotedIn } from "./pages.js";
import { QUOTES } from "./quotes.js";
import { outputsOfQuotes } from "./scenario.js";

describe("what the pages quote", () => {
  it("is what the commands print today", async () => {
    const outputs = await outputsOfQuotes();
    for (const path of pages()) {
      for (const [name, text] of quotedIn(readFileSync(path, "utf8"))) {
        const quote = QUOTES.find((one) => one.name === name);
        assert.ok(quote, name);
        const today = excerptsOf(quote, outputs.get(name) ?? "");
        assert.equal(lasting(`${text}`).trim(), lasting(today).trim(), `${path}, ${name}: run \`npm run docs:output\``);
      }
    }
  });
});
