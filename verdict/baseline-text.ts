/** Changes of a baseline file as text: its comments and its order are kept. */
import { type Document, isMap, isSeq, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { type Excuse, parseBaseline } from "./baseline.js";

/** What a file that is made anew begins with. */
const HEAD = "# Violations that are known and accepted until a day: docs/baseline.md of gwlb-conformance says more.\n";

/**
 * Writes excuses into a baseline: one for a clause that has some already takes their place, others come last.
 * @param text of the file; absent when there is none yet
 * @param source what to call the file in messages
 * @returns the new text
 * @throws BaselineError for a text that is no baseline
 */
export function withExcuses(text: string | undefined, source: string, excuses: readonly Required<Excuse>[]): string {
  const before = text ?? HEAD;
  parseBaseline(before, source);
  const document = parseDocument(before);
  const list = excuseList(document);
  for (const { requirement, reason, expires } of excuses) {
    const there = list.items.filter(isMap).filter((entry) => entry.get("requirement") === requirement);
    for (const entry of there.length > 0 ? there : [appended(list, document, requirement)]) {
      entry.set("reason", reason);
      entry.set("expires", quoted(expires));
    }
  }
  return textOf(document, before);
}

/**
 * Takes excuses out of a baseline, with the comments above them.
 * @param isGone tells, by the place in the list, which
 * @returns the new text
 * @throws BaselineError for a text that is no baseline
 */
export function withoutExcuses(text: string, source: string, isGone: (place: number) => boolean): string {
  parseBaseline(text, source);
  const document = parseDocument(text);
  const list = excuseList(document);
  list.items = list.items.filter((_, place) => !isGone(place));
  return textOf(document, text);
}

function excuseList(document: Document): YAMLSeq {
  const there = document.get("excuses", true);
  if (isSeq(there)) return there;
  const list = document.createNode([]);
  list.flow = false;
  if (isMap(document.contents)) document.set("excuses", list);
  else document.contents = document.createNode({ excuses: list });
  return list;
}

function appended(list: YAMLSeq, document: Document, requirement: string): YAMLMap {
  const entry = document.createNode({ requirement });
  if (list.items.length === 0) list.flow = false;
  list.add(entry);
  return entry;
}

/** Other readers of YAML take a bare day for a time. */
function quoted(day: string): Scalar {
  const scalar = new Scalar(day);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

/** Lines stay as long as they are. */
function textOf(document: Document, before: string): string {
  const longest = Math.max(...before.split("\n").map((line) => line.length));
  return document.toString({ lineWidth: Math.max(longest, 160) });
}
