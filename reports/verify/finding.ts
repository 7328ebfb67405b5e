/** What is wrong with a report that somebody sent, and what of this suite it is held against. */

/** One thing in a report that cannot be so. */
export interface Finding {
  /** What it is about: a clause, or a part of the report. */
  readonly about: string;
  /** A sentence without a full stop; text of the report in it, as it came. */
  readonly problem: string;
}

/** What this version knows that a report cannot choose. */
export interface SuiteKnowledge {
  /** The suite's own name and version. */
  readonly name: string;
  readonly version: string;
  /** Budgets of the named waits, by default; milliseconds. */
  readonly defaultWaits: Readonly<Record<string, number>>;
  /** The seed of a clause in a run. */
  readonly seedOf: (runSeed: number, requirement: string) => number;
  readonly now: Date;
}

/** A finding about one thing unless two values agree. */
export function unlessEqual(about: string, what: string, stated: unknown, due: unknown): Finding[] {
  const [a, b] = [JSON.stringify(stated), JSON.stringify(due)];
  return a === b ? [] : [{ about, problem: `${what} is ${a ?? "absent"}, and has to be ${b ?? "absent"}` }];
}

/** A finding if something is so. */
export function when(isSo: boolean, about: string, problem: string): Finding[] {
  return isSo ? [{ about, problem }] : [];
}
