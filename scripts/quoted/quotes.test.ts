/** The pages quote what there is; that it is what the commands print today, `current.long.test.ts` says. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { createCommandLine } from "../../cli/program.js";
import { excerptsOf, lasting, pages, quotedIn, withQuotes } from "./pages.js";
import { QUOTES } from "./quotes.js";

const READERS = ["emulator-author.md", "staging-owner.md", "gate-keeper.md"];
const texts = pages().map((path) => ({ path, text: readFileSync(path, "utf8") }));

describe("the pages", () => {
  it("quote every output that there is, and no other", () => {
    const quoted = new Set(texts.flatMap(({ text }) => quotedIn(text).map(([name]) => name)));
    assert.deepEqual([...quoted].sort(), QUOTES.map(({ name }) => name).sort());
  });

  it("for each kind of reader are there, and README.md leads to them", () => {
    const readme = readFileSync(join(dirname(texts[0]?.path ?? ""), "..", "README.md"), "utf8");
    for (const name of READERS) {
      assert.ok(
        texts.some(({ path, text }) => path.endsWith(name) && quotedIn(text).length > 0),
        name,
      );
      assert.ok(readme.includes(`docs/${name}`), name);
    }
  });

  it("name commands, options and files that there are", () => {
    const { commands } = createCommandLine(process).program;
    for (const { path, text } of texts.filter((one) => READERS.some((name) => one.path.endsWith(name)))) {
      for (const [, name = ""] of text.matchAll(/npx gwlb-conformance ([a-z-]+)/gu)) {
        assert.ok(
          commands.some((one) => one.name() === name),
          `${path}: ${name}`,
        );
      }
      for (const [, file = ""] of text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/gu)) {
        assert.ok(existsSync(join(dirname(path), file)), `${path}: ${file}`);
      }
    }
  });
});

describe("a quote", () => {
  const quote = { name: "q", words: [], target: "mended", exitCode: 0, excerpts: [[/^b/u, /^c/u], [/^e/u]] } as const;

  it("is the lines that its patterns pick, with the rest left out", () => {
    assert.equal(excerptsOf(quote, "a\nb 1\nx\nc\nd\ne\nf"), "b 1\nx\nc\n…\ne");
    assert.throws(() => excerptsOf(quote, "a\nb\nc"), /q: no lines from \/\^e\/u/u);
  });

  it("replaces the block of its name", () => {
    const page = "before\n<!-- output: q -->\n```text\nold\n```\nafter $1";
    assert.equal(
      withQuotes(page, (name) => `new ${name} $&`),
      "before\n<!-- output: q -->\n```text\nnew q $&\n```\nafter $1",
    );
  });

  it("is compared without figures, made ids and line breaks, and with everything else", () => {
    assert.equal(lasting("12 requests in\n 3.5 s, lsn-ab12"), lasting("7 requests in 2 s, lsn-cd34"));
    assert.notEqual(lasting("7 requests failed"), lasting("7 requests passed"));
  });
});
