/** The few pieces of Markdown (GitHub's) that documents and reports are made of. The library escapes all text; what comes of a target is made visible before. */
import type { PhrasingContent, RootContent, TableRow } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";

/** A cell or a piece of a paragraph. */
export type Span = PhrasingContent;
/** A heading, paragraph, table or block. */
export type Block = RootContent;

export const words = (value: string): Span => ({ type: "text", value });

export const code = (value: string): Span => ({ type: "inlineCode", value });

/** Text in which backticks mark what is to be typed. */
export const prose = (text: string): Span[] =>
  text.split("`").map((part, index) => (index % 2 === 0 ? words(part) : code(part)));

export const heading = (depth: 1 | 2 | 3, text: string): Block => ({ type: "heading", depth, children: [words(text)] });

export const paragraph = (...children: Span[]): Block => ({ type: "paragraph", children });

/** A block of code. @param lang its language, for colours */
export const block = (value: string, lang?: string): Block => ({ type: "code", lang: lang ?? null, value });

/** Points of one paragraph each. */
export const list = (items: readonly Span[][]): Block => ({
  type: "list",
  spread: false,
  children: items.map((children) => ({ type: "listItem", children: [{ type: "paragraph", children }] })),
});

/** A note to whoever opens the file to edit it. */
export const comment = (text: string): Block => ({ type: "html", value: `<!-- ${text} -->` });

/** A table. */
export function table(head: readonly string[], rows: readonly (readonly (Span | Span[])[])[]): Block {
  const row = (cells: readonly (Span | Span[])[]): TableRow => ({
    type: "tableRow",
    children: cells.map((cell) => ({ type: "tableCell", children: [cell].flat() })),
  });
  return { type: "table", children: [row(head.map(words)), ...rows.map(row)] };
}

/** The text of a document. */
export function documentText(blocks: readonly Block[]): string {
  return toMarkdown(
    { type: "root", children: [...blocks] },
    { extensions: [gfmToMarkdown({ tablePipeAlign: false })], bullet: "-" },
  );
}
