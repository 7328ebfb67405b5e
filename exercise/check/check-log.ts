/** What one requirement's check has seen: counts, findings, open questions. It becomes the requirement's record. */
import type { RequirementId } from "../../contract/catalogue.js";
import type { Finding } from "../../contract/finding.js";
import { implies } from "../../contract/implied-clauses.js";
import type { Lens } from "../../contract/lens.js";
import type { Outcome } from "../../contract/outcome.js";
import type { Situation } from "../../contract/situations.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import type { Observed, RequirementRecord, Warning } from "../../evidence/record.js";

/** Why a case showed nothing. */
type Blank = { readonly is: "inconclusive" | "environment"; readonly reason: string };

const KEPT_COUNTEREXAMPLES = 6;
/** Counterexamples among which those that are kept are chosen: cases end in no particular order. */
const SEEN_COUNTEREXAMPLES = 200;
const KEPT_COLLATERAL = 40;
const KEPT_WARNINGS = 40;
const KEPT_OBSERVED = 40;

/** Collects, within bounds, what a check sees. */
export class CheckLog {
  readonly requirement: RequirementId;
  readonly seed: number;
  cases = 0;
  cut = 0;
  /** Assertions that could have failed: a check with none has shown nothing. */
  judged = 0;
  readonly counterexamples: Counterexample[] = [];
  /** Kinds of failure that a stored case of an earlier run has shown already. */
  readonly replayed = new Set<string>();
  /** Kinds of failure that consist in there being no answer: whose doing that is has to be found out. */
  readonly unanswered = new Set<string>();
  readonly collateral = new Map<string, Counterexample>();
  readonly warnings = new Map<string, Warning>();
  readonly missing = new Set<Situation>();
  readonly blanks: Blank[] = [];
  readonly fingerprint = new Map<string, string>();
  readonly coverage = new Map<string, number>();
  readonly observed = new Map<string, Observed>();
  suiteFault: string | undefined;
  /** Whether the time of the run was over before all that this requirement needs was begun. */
  outOfTime = false;
  /** Why the requirement says nothing about this target. */
  notApplicable: string | undefined;

  constructor(requirement: RequirementId, seed: number) {
    this.requirement = requirement;
    this.seed = seed;
  }

  /** Whether a finding counts against the requirement under check, or against another one. */
  isOwn(finding: Finding): boolean {
    const { about } = finding;
    return about === "case" || about === this.requirement || implies(this.requirement, about);
  }

  /** Adds a violation of the requirement under check. */
  fail(counterexample: Counterexample): void {
    if (this.counterexamples.length < SEEN_COUNTEREXAMPLES) this.counterexamples.push(counterexample);
  }

  /**
   * Says of the violations that were seen once so far whether they show again, or are none.
   * @param judge gives the certainty of one, or why it shows nothing after all
   */
  settle(
    judge: (counterexample: Counterexample) => Counterexample["reproducible"] | Blank | "beside others only",
  ): void {
    const seen = this.counterexamples.splice(0);
    for (const counterexample of seen) {
      const judged = counterexample.reproducible === "not-rerun" ? judge(counterexample) : counterexample.reproducible;
      if (judged === "beside others only") this.#besideOthers(counterexample);
      else if (typeof judged === "object") this.blank(judged);
      else this.counterexamples.push({ ...counterexample, reproducible: judged });
    }
  }

  #besideOthers({ lens, got }: Counterexample): void {
    this.observeElsewhere({
      requirement: "create-listener.concurrency.answers-under-overlap",
      question: besideOthers(lens),
      behaviour: got,
      times: 1,
    });
  }

  /** Adds a violation of another requirement, once per requirement and kind of answer. */
  seeElsewhere(key: string, counterexample: () => Counterexample): void {
    if (this.collateral.has(key) || this.collateral.size >= KEPT_COLLATERAL) return;
    this.collateral.set(key, counterexample());
  }

  warn(warning: Warning): void {
    const key = `${warning.requirement} ${warning.message}`;
    if (this.warnings.size < KEPT_WARNINGS) this.warnings.set(key, warning);
  }

  /**
   * Adds behaviour that belongs to a probe, whatever the check is about.
   * @param seen once, or several times
   */
  observeElsewhere(seen: Observed): void {
    const key = [seen.requirement, seen.question, seen.behaviour].join("|");
    const times = (this.observed.get(key)?.times ?? 0) + seen.times;
    if (this.observed.has(key) || this.observed.size < KEPT_OBSERVED) this.observed.set(key, { ...seen, times });
  }

  blank(blank: Blank): void {
    if (this.blanks.length < 20 && !this.blanks.some((one) => one.reason === blank.reason)) this.blanks.push(blank);
  }

  cover(classes: readonly string[]): void {
    for (const name of classes) this.coverage.set(name, (this.coverage.get(name) ?? 0) + 1);
  }

  /** The outcome, by what weighs most. */
  outcome(): { readonly outcome: Outcome; readonly reason?: string } {
    if (this.counterexamples.some((one) => one.reproducible !== "flaky")) return { outcome: "fail" };
    if (this.counterexamples.length > 0) {
      return { outcome: "flaky", reason: "the same case failed and, sent again, did not" };
    }
    if (this.suiteFault !== undefined) return { outcome: "harness-error", reason: this.suiteFault };
    if (this.outOfTime) return { outcome: "inconclusive", reason: "the time limit of the run came first" };
    const environment = this.blanks.find((blank) => blank.is === "environment");
    if (environment !== undefined) return { outcome: "environment-error", reason: environment.reason };
    const inconclusive = this.blanks.find((blank) => blank.is === "inconclusive");
    if (inconclusive !== undefined) return { outcome: "inconclusive", reason: inconclusive.reason };
    if (this.judged === 0 && this.notApplicable !== undefined)
      return { outcome: "not-exercised", reason: this.notApplicable };
    if (this.judged === 0 && this.missing.size > 0)
      return { outcome: "not-exercised", reason: `needs ${[...this.missing].join(", ")}` };
    if (this.judged === 0 && this.fingerprint.size === 0)
      return { outcome: "not-exercised", reason: "no case of it could be put to this target" };
    return { outcome: "pass" };
  }

  /** The record, with what the session counted meanwhile. */
  record(counted: Pick<RequirementRecord, "requests" | "throttled" | "durationMs" | "waits">): RequirementRecord {
    return {
      requirement: this.requirement,
      ...this.outcome(),
      missing: [...this.missing],
      seed: this.seed,
      cases: this.cases,
      cut: this.cut,
      ...counted,
      counterexamples: this.counterexamples.toSorted(simplestFirst).slice(0, KEPT_COUNTEREXAMPLES),
      collateral: [...this.collateral.values()],
      warnings: [...this.warnings.values()],
      ...(this.observed.size === 0 ? {} : { observed: [...this.observed.values()] }),
      fingerprint: Object.fromEntries(this.fingerprint),
      coverage: Object.fromEntries(this.coverage),
    };
  }
}

/** What is asked of a target where requests are answered otherwise beside others. */
export function besideOthers(lens: Lens | undefined): string {
  return `${lens === "dry-run" ? "dry runs" : "creations"} beside other requests, answered as expected alone`;
}

/** The order of counterexamples for people, which does not depend on which case ended first: what says least comes first. */
function simplestFirst(one: Counterexample, other: Counterexample): number {
  const [a, b] = [saysOf(one), saysOf(other)];
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** What tells counterexamples apart but for names that are made for the run. */
function saysOf({ request, lens, expected, got, kind }: Counterexample): string {
  const { LoadBalancerId: _, ServerGroupId: __, ClientToken: ___, ...says } = request;
  return JSON.stringify([says, lens, expected, got, kind]);
}
