/** Writes what the pages quote anew, from real runs. Run by `npm run docs:output`, after a change of what commands print. */
import { readFileSync, writeFileSync } from "node:fs";
import { excerptsOf, pages, withQuotes } from "./pages.js";
import { QUOTES } from "./quotes.js";
import { outputsOfQuotes } from "./scenario.js";

const outputs = await outputsOfQuotes();
for (const path of pages()) {
  const page = readFileSync(path, "utf8");
  const anew = withQuotes(page, (name) => {
    const quote = QUOTES.find((one) => one.name === name);
    if (quote === undefined) throw new Error(`${path} quotes ${name}, which scripts/quoted/quotes.ts does not know`);
    return excerptsOf(quote, outputs.get(name) ?? "");
  });
  if (anew !== page) writeFileSync(path, anew);
}
