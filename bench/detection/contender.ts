/** Who is measured: something that is run against a server and says what it finds wrong with it. Plain data, so that the results can be kept. */
import type { MutantDescription } from "../../emulator/index.js";

/** One thing found wrong. */
export interface Finding {
  /** What is the same in two runs that find the same. */
  readonly kind: string;
  /** Requests sent until then, this one included. */
  readonly requests: number;
  /** Milliseconds from the first request until then. */
  readonly ms: number;
}

/** What one run came to. */
export interface Examination {
  /** In the order in which they were found. */
  readonly findings: readonly Finding[];
  /** Requests of the whole run; of the part until the first finding, where the contender stops there. */
  readonly requests: number;
  /** Why the run has not come to its end. Findings made until then count. */
  readonly problem?: string;
}

/** What is to be examined, and how. */
export interface Assignment {
  /** Absent: the correct server. */
  readonly mutant?: MutantDescription;
  readonly seed: number;
  /** Kinds that this contender finds with the correct server too. */
  readonly falseAlarms: ReadonlySet<string>;
  /** Milliseconds after which a run is ended. */
  readonly timeLimitMs: number;
  /** Ends the run at once. */
  readonly signal: AbortSignal;
}

export interface Contender {
  /** As the table shows it, with its version where it has one. */
  readonly name: string;
  examine(assignment: Assignment): Promise<Examination>;
}

/** A contender, or why there is none on this machine. */
export type Availability =
  | { readonly is: "ready"; readonly contender: Contender }
  | { readonly is: "not-available"; readonly name: string; readonly why: string };
