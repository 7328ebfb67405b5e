/** How an outcome looks in a cell, on the page and in Markdown. */
import type { CellOutcome } from "./data.js";

/** Gravest first, the order in which they are offered for filtering. */
export const OUTCOME_LOOKS: Readonly<Record<CellOutcome, { readonly mark: string; readonly words: string }>> = {
  fail: { mark: "✗", words: "violated" },
  flaky: { mark: "≈", words: "violated some of the time" },
  "harness-error": { mark: "!", words: "fault of the suite" },
  "environment-error": { mark: "△", words: "environment" },
  inconclusive: { mark: "?", words: "inconclusive" },
  "not-exercised": { mark: "–", words: "not exercised" },
  pass: { mark: "✓", words: "held" },
};

/** For a clause that a report does not have. */
export const ABSENT = { mark: "", words: "not in this report" } as const;

/** What a cell says to whoever cannot see its mark. */
export function cellWords(outcome: CellOutcome | null, isExcused: boolean): string {
  if (outcome === null) return ABSENT.words;
  return `${OUTCOME_LOOKS[outcome].words}${isExcused ? ", excused" : ""}`;
}

/** What a cell shows. */
export function cellMark(outcome: CellOutcome | null, isExcused: boolean): string {
  if (outcome === null) return ABSENT.mark;
  return isExcused ? `(${OUTCOME_LOOKS[outcome].mark})` : OUTCOME_LOOKS[outcome].mark;
}
