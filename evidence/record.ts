/** What the check of one requirement has seen, as it goes from the exercise to the verdict. */
import type { RequirementId } from "../contract/catalogue.js";
import type { Outcome } from "../contract/outcome.js";
import type { Situation } from "../contract/situations.js";
import type { Counterexample } from "./counterexample.js";

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

/** Behaviour that belongs to a probe and was seen on the way. */
export interface Observed {
  readonly requirement: RequirementId;
  readonly question: string;
  readonly behaviour: string;
  /** How often. */
  readonly times: number;
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
  /** What was seen on the way and belongs to probes: it is shown there. */
  readonly observed?: readonly Observed[];
  /** For probes: observed behaviour by probed question. */
  readonly fingerprint: Readonly<Record<string, string>>;
  /** Classes and boundaries of the partition that were hit, with counts. */
  readonly coverage: Readonly<Record<string, number>>;
  /** Raw samples of waits, milliseconds by wait name; bounded per record. */
  readonly waits: Readonly<Record<string, readonly number[]>>;
}
