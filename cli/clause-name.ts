/** Ids of clauses and causes as people type them. */
import { nearestNames } from "./nearest-names.js";

/** What a text may name that `explain` was given. */
type Named<Id extends string> =
  | { readonly is: "clause"; readonly id: Id }
  | { readonly is: "cause"; readonly id: string }
  /** The ids that it is most like. */
  | { readonly is: "nothing"; readonly nearest: readonly string[] };

const MOST_SUGGESTIONS = 3;

/**
 * Finds out what a text names.
 * @param text an id of a clause, with the common prefix or without it, or of a cause
 * @param prefix that all ids have, with its dot
 * @param ids of all clauses
 */
export function named<Id extends string>(text: string, prefix: string, ids: readonly Id[]): Named<Id> {
  if (text.startsWith("cause-")) return { is: "cause", id: text };
  const id = ids.find((one) => one === text) ?? ids.find((one) => one === `${prefix}${text}`);
  return id === undefined
    ? { is: "nothing", nearest: nearestNames(text, ids, MOST_SUGGESTIONS) }
    : { is: "clause", id };
}
