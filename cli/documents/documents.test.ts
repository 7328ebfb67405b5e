import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { REQUIREMENT_IDS } from "../../contract/catalogue.js";
import { createCommandLine } from "../program.js";
import { generatedDocuments } from "./index.js";

const documents = generatedDocuments();
const textOf = (path: string) => documents.find((document) => document.path === path)?.text ?? "";

describe("the generated documents", () => {
  for (const { path, text } of documents) {
    it(`${path} is the committed one`, () => {
      const committed = readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
      assert.equal(committed, text, "run `npm run docs` and commit what it writes");
    });
  }

  it("hold every command with every option", () => {
    const text = textOf("docs/cli.md");
    const { commands } = createCommandLine(process).program;
    assert.ok(commands.length > 8);
    const nested = commands.flatMap((one) =>
      one.commands.map((below) => [`${one.name()} ${below.name()}`, below] as const),
    );
    assert.ok(nested.length > 4);
    for (const [name, command] of [...commands.map((one) => [one.name(), one] as const), ...nested]) {
      assert.ok(text.includes(`\n## ${name}\n`), name);
      for (const { flags } of command.options) assert.ok(text.includes(`\`${flags.replaceAll("|", "\\|")}\``), flags);
    }
  });

  it("hold every requirement", () => {
    const text = textOf("docs/requirements.md");
    for (const id of REQUIREMENT_IDS) assert.ok(text.includes(`| \`${id}\` | `), id);
  });
});
