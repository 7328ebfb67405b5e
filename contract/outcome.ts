import type { RequirementId } from "./catalogue.js";
import type { Command } from "./commands.js";
import type { Exchange } from "./exchange.js";
import type { RequestDraft } from "./request.js";
import type { Situation } from "./situations.js";
import type { ViolationLabel } from "./violations.js";

export const OUTCOMES = [
  "pass",
  "fail",
  "inconclusive",
  "not-exercised",
  "flaky",
  "harness-error",
  "environment-error",
] as const;

/** Outcome of one requirement in one run. `flaky`: the same case failed on some of its re-runs. */
export type Outcome = (typeof OUTCOMES)[number];

export const LENSES = ["dry-run", "create"] as const;
/** How a request is put to the target: `dry-run` changes nothing, `create` is the real thing. */
export type Lens = (typeof LENSES)[number];

export const PROFILES = ["smoke", "standard", "full"] as const;
export type Profile = (typeof PROFILES)[number];

/** A minimal failing case, complete enough to be read, judged and run again by a person. */
export interface Counterexample {
  readonly requirement: RequirementId;
  /** Label of the violation put into the request, if it was an invalid one. */
  readonly violation?: string;
  readonly lens: Lens;
  /** The request as readable parameters. */
  readonly request: Readonly<Record<string, string>>;
  readonly expected: string;
  readonly got: string;
  /** The exchanges that show the failure, last one last. Redacted. */
  readonly exchanges: readonly Exchange[];
  /** The failing request as a curl command line, redacted. */
  readonly curl: string;
  /** Seed and path of fast-check; `path` is absent for cases that are not drawn. */
  readonly seed?: number;
  readonly path?: string;
  /** fast-check's note of which commands of a drawn course were run. */
  readonly replayPath?: string;
  /** What tells this failure from others of its requirement: the violation and the kind of answer, not the data. */
  readonly kind?: string;
  /** The case itself, which can be put to a target again whatever becomes of the generators. Absent for what another requirement's check has seen. */
  readonly byValue?: CaseByValue;
  /** The shortest part of a concurrent course that no order explains. */
  readonly history?: readonly TimedOperation[];
  /** Requests that shrinking took. */
  readonly shrinkRequests: number;
  readonly reproducible: "reproducible" | "flaky" | "not-rerun";
  /** The command that runs just this again. */
  readonly rerun: string;
}

/** A case as plain data. */
export type CaseByValue =
  | {
      readonly is: "request";
      readonly draft: RequestDraft;
      readonly violation?: ViolationLabel;
      /** The same request without the violation. */
      readonly control?: RequestDraft;
    }
  /** The command that failed is the last one. */
  | { readonly is: "course"; readonly commands: readonly Command[] }
  /** All that the check of the requirement does in this profile: a course in a fixed order, in which no case can be singled out. */
  | { readonly is: "check"; readonly profile: Profile }
  /** Requests that leave together, told apart by their tokens. */
  | { readonly is: "burst"; readonly name: string; readonly tokens: readonly string[] };

/** One of several operations that overlapped, in words. Times are milliseconds from the first. */
export interface TimedOperation {
  readonly client: string;
  readonly operation: string;
  /** Absent: there was no answer, or not yet. */
  readonly result?: string;
  readonly invokedAt: number;
  readonly returnedAt: number;
}

/** Samples of one named wait, in milliseconds. */
export interface WaitSummary {
  readonly name: string;
  readonly count: number;
  readonly budgetMs: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** A warning: strong custom, not written on the page. */
export interface Warning {
  readonly requirement: RequirementId;
  readonly message: string;
}

/** What one requirement's check gives to the reports: one record, written when the check ends. */
export interface RequirementRecord {
  readonly requirement: RequirementId;
  readonly outcome: Outcome;
  /** Why the outcome is not a plain pass: one sentence for people. */
  readonly reason?: string;
  /** Situations that were missing, for `not-exercised`. */
  readonly missing: readonly Situation[];
  readonly seed: number;
  readonly cases: number;
  /** Cases that were planned but cut by a bound (time, creates, requests). */
  readonly cut: number;
  readonly requests: number;
  readonly throttled: number;
  readonly durationMs: number;
  readonly counterexamples: readonly Counterexample[];
  /** Violations of other requirements seen on the way: they count against those. */
  readonly collateral: readonly Counterexample[];
  readonly warnings: readonly Warning[];
  /** For probes: observed behaviour by probed question. */
  readonly fingerprint: Readonly<Record<string, string>>;
  /** Classes and boundaries of the partition that were hit, with counts. */
  readonly coverage: Readonly<Record<string, number>>;
  /** Raw samples of waits, milliseconds by wait name; bounded per record. */
  readonly waits: Readonly<Record<string, readonly number[]>>;
}
