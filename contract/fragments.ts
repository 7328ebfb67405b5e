/** The page in fragments, and the hash by which a clause points to one: a change here breaks all locators. */
import { createHash } from "node:crypto";

/** A fragment of the page: one sentence or table cell line, with the locator that stands for it in the catalogue. */
export interface Fragment {
  readonly locator: string;
  readonly text: string;
  /** Line in the file, counted from 1. */
  readonly line: number;
}

/**
 * Locator of one fragment: the first 16 hex digits of the SHA-256 of its text, white space folded and bullets dropped. The catalogue
 * rests on locators, so that it needs no copy of the page.
 */
export function locatorOf(text: string): string {
  return createHash("sha256").update(normalise(text), "utf8").digest("hex").slice(0, 16);
}

function normalise(text: string): string {
  return text
    .replace(/^[\s•*-]+/u, "")
    .replace(/\s+/gu, " ")
    .trim();
}

/** Cuts the text of the page into fragments: lines, then sentences. The same sentence on two lines is one locator. */
export function fragmentsOf(page: string): Fragment[] {
  return page.split(/\r?\n/u).flatMap((line, index) =>
    normalise(line)
      .split(/(?<=[.!?])\s+/u)
      .filter((sentence) => sentence.length > 0)
      .map((text) => ({ locator: locatorOf(text), text, line: index + 1 })),
  );
}
