/** Tracing a page against the contract, both ways: every fragment is a clause or is listed as none, and nothing rests on what is gone. */
import { REQUIREMENT_IDS, REQUIREMENTS } from "./catalogue.js";
import type { Fragment } from "./fragments.js";
import { NOT_JUDGED } from "./not-judged.js";

/** What the contract says of fragments. */
export interface TracedContract {
  /** Locators that requirements rest on, with the ids of those requirements. */
  readonly clauses: ReadonlyMap<string, readonly string[]>;
  /** First words of the fragments that requirements cite, by locator. */
  readonly begins: ReadonlyMap<string, string>;
  /** Locators that are listed as no clause. */
  readonly notJudged: ReadonlySet<string>;
}

/** What this contract says of fragments: the catalogue's clauses, and the list of fragments that are none. */
export function tracedContract(): TracedContract {
  const clauses = new Map<string, string[]>();
  const begins = new Map<string, string>();
  for (const id of REQUIREMENT_IDS) {
    for (const citation of REQUIREMENTS[id].fragments) {
      clauses.set(citation.locator, [...(clauses.get(citation.locator) ?? []), id]);
      begins.set(citation.locator, citation.begins);
    }
  }
  return { clauses, begins, notJudged: new Set(Object.keys(NOT_JUDGED)) };
}

/** One disagreement between page and contract. */
export type TraceProblem =
  /** On the page, and in neither list. */
  | { readonly is: "untraced"; readonly fragment: Fragment }
  /** On the page, with other first words than the contract has it. */
  | { readonly is: "misquoted"; readonly fragment: Fragment; readonly begins: string }
  /** On the page, and in both lists. */
  | { readonly is: "in-both"; readonly fragment: Fragment; readonly requirements: readonly string[] }
  /** In the contract, and no longer on the page. */
  | { readonly is: "gone"; readonly locator: string; readonly requirements: readonly string[] };

/** What tracing came to. A fragment that the page has more than once counts once. */
interface Trace {
  readonly fragments: number;
  readonly clauses: number;
  readonly notJudged: number;
  /** In the order of the page, those that have no place on it last. */
  readonly problems: readonly TraceProblem[];
}

/** Traces a page. */
export function tracePage(page: readonly Fragment[], contract: TracedContract): Trace {
  const fragments = new Map<string, Fragment>();
  for (const fragment of page) if (!fragments.has(fragment.locator)) fragments.set(fragment.locator, fragment);
  const different = [...fragments.values()];
  return {
    fragments: different.length,
    clauses: different.filter(({ locator }) => contract.clauses.has(locator)).length,
    notJudged: different.filter(({ locator }) => contract.notJudged.has(locator)).length,
    problems: [...different.flatMap((fragment) => problemsOf(fragment, contract)), ...goneFrom(fragments, contract)],
  };
}

function problemsOf(fragment: Fragment, { clauses, begins, notJudged }: TracedContract): TraceProblem[] {
  const requirements = clauses.get(fragment.locator);
  const listed = notJudged.has(fragment.locator);
  if (requirements === undefined) return listed ? [] : [{ is: "untraced", fragment }];
  if (listed) return [{ is: "in-both", fragment, requirements }];
  const words = begins.get(fragment.locator) ?? "";
  return fragment.text.startsWith(words) ? [] : [{ is: "misquoted", fragment, begins: words }];
}

function goneFrom(fragments: ReadonlyMap<string, Fragment>, { clauses, notJudged }: TracedContract): TraceProblem[] {
  const known = new Set([...clauses.keys(), ...notJudged]);
  return [...known]
    .filter((locator) => !fragments.has(locator))
    .map((locator) => ({ is: "gone", locator, requirements: clauses.get(locator) ?? [] }));
}
