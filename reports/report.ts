/** The report of one run: what `report.json` holds. Every other output is made from this. Schema: `schemas/report.schema.json`. */
import { type Catalogue, CONTRACT_REVISION, type RequirementId } from "../contract/catalogue.js";
import type { Outcome } from "../contract/outcome.js";
import type { Profile } from "../contract/profile.js";
import type { Requirement } from "../contract/requirement.js";
import type { Counterexample } from "../evidence/counterexample.js";
import type { RequirementRecord, WaitSummary } from "../evidence/record.js";
import { type Schedule, type ScheduleSummary, summaryOf } from "../evidence/schedule.js";
import type { Subject } from "../evidence/subject.js";
import type { TruthUse } from "../evidence/truth/truth.js";
import { type BaselineReading, type Excuse, NO_BASELINE } from "../verdict/baseline.js";
import { causesOf } from "../verdict/causes/causes.js";
import { certificateText } from "../verdict/certificate.js";
import { concludeRun } from "../verdict/conclude.js";
import type { Judgement, RunFacts } from "../verdict/judgement.js";
import { boundedCounterexamples, boundedFaults, boundedRecord } from "./bounds.js";
import { type ReportedCause, reportedCauses } from "./causes.js";
import type { ReportedCounterexample } from "./counterexample.js";
import { countOutcomes, coverageOf, type PartitionCoverage, waitsOf } from "./measures.js";
import { type JsonObject, redactedConfig, redactedSubject } from "./redaction.js";

const REPORT_VERSION = 1;

/** How well the suite has proved itself: the summary of `proof.json`. */
export interface ProofSummary {
  readonly provedAt: string;
  readonly suiteVersion: string;
  readonly contractRevision: string;
  readonly mutants: number;
  readonly killed: number;
  readonly survived: number;
  readonly notFired: number;
  readonly variants: number;
  readonly falseAlarms: number;
}

/** One requirement in the report: what it says, and what was found. */
export interface RequirementReport
  extends Pick<Requirement, "kind" | "section" | "statement" | "breaks" | "validatedAt">,
    Pick<
      RequirementRecord,
      | "outcome"
      | "reason"
      | "missing"
      | "seed"
      | "cases"
      | "cut"
      | "requests"
      | "throttled"
      | "durationMs"
      | "fingerprint"
    > {
  readonly id: string;
  /** The baseline's excuse for the violation. */
  readonly excuse?: { readonly reason: string; readonly expires: string };
  readonly counterexamples: readonly ReportedCounterexample[];
  /** Counterexamples that were found but not kept. */
  readonly counterexamplesOmitted: number;
  readonly warnings: readonly string[];
}

/** A ground truth, and whether it decided the verdict. */
export interface HeldAgainst extends Pick<TruthUse["truth"], "digest" | "region" | "recordedOn"> {
  readonly strict: boolean;
}

export interface Report {
  readonly reportVersion: typeof REPORT_VERSION;
  readonly suite: { readonly name: string; readonly version: string; readonly contractRevision: string };
  /** What was judged. */
  readonly target: Subject;
  /** The ground truth that it was held against where the page is silent. */
  readonly truth?: HeldAgainst;
  readonly profile: Profile;
  readonly seed: number;
  /** Effective configuration, secrets replaced. */
  readonly config: JsonObject;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly run: RunFacts;
  /** What the target has made of the run, once for all clauses: one sentence each. */
  readonly notes: readonly string[];
  readonly requirements: readonly RequirementReport[];
  /** What explains the required clauses that failed or could not be judged: the cause that explains most first. */
  readonly causes: readonly ReportedCause[];
  readonly coverage: PartitionCoverage;
  readonly waits: readonly WaitSummary[];
  /** How the time of the run was used, one for each process that came to its end; the stays themselves are in a picture. */
  readonly schedules: readonly ScheduleSummary[];
  readonly totals: {
    readonly cases: number;
    readonly requests: number;
    readonly throttled: number;
    readonly outcomes: Readonly<Record<Outcome, number>>;
  };
  /** Entries of the baseline that have to be changed. */
  readonly staleExcuses: readonly string[];
  readonly proof?: ProofSummary;
  readonly judgement: Omit<Judgement, "withheld">;
  readonly certificate:
    | { readonly granted: true; readonly text: string }
    | { readonly granted: false; readonly because: readonly string[] };
  /** Over all the rest (`report-digest.ts`); added when the report is written. */
  readonly digest?: string;
}

/** Everything a report is made from. */
export interface RunResult {
  readonly suite: { readonly name: string; readonly version: string };
  /** What was judged. */
  readonly target: Subject;
  readonly profile: Profile;
  readonly seed: number;
  /** Effective configuration; secrets are replaced here. */
  readonly config: object;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly facts: RunFacts;
  readonly planned: readonly RequirementId[];
  readonly records: readonly RequirementRecord[];
  readonly schedules?: readonly Schedule[];
  readonly notes?: readonly string[];
  /** Classes and boundaries that the run was to reach, apart from those the records name. */
  readonly partition?: readonly string[];
  /** Milliseconds by wait name. */
  readonly waitBudgets: Readonly<Record<string, number>>;
  readonly baseline?: readonly Excuse[];
  readonly truth?: TruthUse;
  readonly proof?: ProofSummary;
  /** The command that replays a counterexample from where it was kept; `undefined` where it was not. */
  readonly replayOf?: (counterexample: Counterexample) => string | undefined;
}

/**
 * Builds the report of a run.
 * @param run what was asked, and what the checks recorded
 * @returns the report; bounded however much the target answered
 */
export function buildReport(run: RunResult, page: Catalogue): Report {
  const endedAt = run.endedAt.toISOString();
  const evidence = { ...run, excuses: run.baseline ?? [], today: endedAt.slice(0, 10) };
  const { results, baseline, judgement: judged, catalogue, notes } = concludeRun(evidence, page);
  const { withheld, ...judgement } = judged;
  const report = {
    reportVersion: REPORT_VERSION,
    suite: { name: run.suite.name, version: run.suite.version, contractRevision: CONTRACT_REVISION },
    target: redactedSubject(run.target),
    ...(run.truth === undefined ? {} : { truth: heldAgainst(run.truth) }),
    profile: run.profile,
    seed: run.seed,
    config: redactedConfig(run.config),
    startedAt: run.startedAt.toISOString(),
    endedAt,
    run: { ...run.facts, faults: boundedFaults(run.facts.faults) },
    notes: boundedFaults([...notes, ...(run.notes ?? [])]),
    requirements: results.map((result) =>
      withReplays(requirementReport(result, catalogue[result.requirement], baseline), run.replayOf),
    ),
    causes: reportedCauses(causesOf(results, catalogue), run.replayOf),
    coverage: coverageOf(results, run.partition ?? []),
    waits: waitsOf(results, run.waitBudgets),
    schedules: (run.schedules ?? []).map(summaryOf),
    totals: totalsOf(results),
    staleExcuses: baseline.stale,
    ...(run.proof === undefined ? {} : { proof: run.proof }),
    judgement,
  } as const;
  return {
    ...report,
    certificate:
      withheld.length === 0 ? { granted: true, text: certificateText(report) } : { granted: false, because: withheld },
  };
}

/**
 * One entry of the report.
 * @param record what the check found
 * @param requirement its entry in the catalogue
 * @param baseline which violations are excused
 * @returns the entry, its texts bounded
 */
export function requirementReport(
  record: RequirementRecord,
  requirement: Requirement,
  baseline: BaselineReading = NO_BASELINE,
): RequirementReport {
  const { kind, section, statement, breaks, validatedAt } = requirement;
  const { outcome, missing, seed, cases, cut, requests, throttled, durationMs } = record;
  const excuse = baseline.excused.get(record.requirement);
  return {
    id: record.requirement,
    kind,
    section,
    statement,
    breaks,
    validatedAt,
    outcome,
    ...boundedRecord(record),
    ...(excuse !== undefined && (outcome === "fail" || outcome === "flaky")
      ? { excuse: { reason: excuse.reason, expires: excuse.expires } }
      : {}),
    missing,
    seed,
    cases,
    cut,
    requests,
    throttled,
    durationMs: Math.round(durationMs),
    ...boundedCounterexamples(record.counterexamples),
  };
}

function withReplays(requirement: RequirementReport, replayOf: RunResult["replayOf"]): RequirementReport {
  const counterexamples = requirement.counterexamples.map((one) => {
    const replay = replayOf?.(one);
    return replay === undefined ? one : { ...one, replay };
  });
  return { ...requirement, counterexamples };
}

function heldAgainst({ truth: { digest, region, recordedOn }, strict }: TruthUse): HeldAgainst {
  return { digest, region, recordedOn, strict };
}

function totalsOf(results: readonly RequirementRecord[]): Report["totals"] {
  const sum = (member: "cases" | "requests" | "throttled") =>
    results.reduce((total, result) => total + result[member], 0);
  return {
    cases: sum("cases"),
    requests: sum("requests"),
    throttled: sum("throttled"),
    outcomes: countOutcomes(results),
  };
}
