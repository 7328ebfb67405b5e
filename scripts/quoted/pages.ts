/** The blocks of the pages in docs/ that hold the output of a command: found, compared and written anew. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Excerpt, Quote } from "./quotes.js";

/** Absolute path of docs/. */
export const PLACE_OF_PAGES = fileURLToPath(new URL("../../../docs", import.meta.url));

const BLOCK = /(<!-- output: (?<name>[\w-]+) -->\n```text\n)(?<text>.*?)(```)/gsu;
const LEFT_OUT = "…";

/** Absolute paths of all pages. */
export function pages(): string[] {
  return readdirSync(PLACE_OF_PAGES)
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(PLACE_OF_PAGES, name));
}

/** What a page quotes, by name. */
export function quotedIn(page: string): [name: string, text: string][] {
  return [...page.matchAll(BLOCK)].map(({ groups }) => [groups?.name ?? "", groups?.text ?? ""]);
}

/** A page with its blocks written anew. @param textOf what a quote is to be by now */
export function withQuotes(page: string, textOf: (name: string) => string): string {
  return page.replaceAll(
    BLOCK,
    (_, open: string, name: string, __, close: string) => `${open}${textOf(name)}\n${close}`,
  );
}

/**
 * What is shown of an output.
 * @throws Error where there are no such lines
 */
export function excerptsOf({ name, excerpts }: Quote, output: string): string {
  const lines = output.split("\n");
  const pieces = excerpts.map((excerpt) => pieceOf(excerpt, lines) ?? missing(name, excerpt, output));
  return pieces.map((piece) => piece.join("\n").trimEnd()).join(`\n${LEFT_OUT}\n`);
}

function missing(name: string, [from, to = from]: Excerpt, output: string): never {
  throw new Error(`${name}: no lines from ${from} to ${to} in:\n${output}`);
}

function pieceOf([from, to]: Excerpt, lines: readonly string[]): readonly string[] | undefined {
  const first = lines.findIndex((line) => from.test(line));
  if (first < 0) return undefined;
  if (to === undefined) return [lines[first] ?? ""];
  const last = lines.findIndex((line, index) => index >= first && to.test(line));
  return last < 0 ? undefined : lines.slice(first, last + 1);
}

/** An output without what differs from run to run: figures, times, made ids and where lines are wrapped. */
export function lasting(text: string): string {
  return text
    .replaceAll(/\b(lsn-|minimum\.)[0-9a-f]+/gu, "$1#")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/gu, "#")
    .replaceAll(/‹0 × \d+›/gu, "")
    .replaceAll(/\d+([.,]\d+)*/gu, "#")
    .replaceAll(/\b(ahead of|behind)\b/gu, "beside")
    .replaceAll(/\s+/gu, " ");
}
