/** One run in the history: what is kept of a report when hundreds of runs stand one after the other. */
import type { Outcome } from "../../contract/outcome.js";
import { EMBEDDED_EMULATOR } from "../../evidence/stored-failure.js";
import { cut } from "../../evidence/text.js";
import type { Verdict } from "../../verdict/judgement.js";
import type { Report } from "../report.js";

/** Kept of one run, and of one text, so that no target makes the history grow without bound. */
const MOST_CAUSES = 40;
const MOST_CLAUSES = 20;
const MOST_BYTES = 300;

/** The wait in which a listener comes to Running. */
const TRANSITION = "listenerRunning";

/** Something that was wrong, as far as it has to be known again in a later run. */
export interface PastCause {
  readonly id: string;
  readonly title: string;
  readonly outcome: string;
  /** Ids of the clauses that it broke, the most telling first. */
  readonly clauses: readonly string[];
}

/** How long listeners took to be Running, milliseconds. */
export interface Transitions {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
}

/** A run that came to no judgement: nothing is said of the target. */
export interface UnjudgedEntry {
  readonly is: "unjudged";
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly subject: string;
  readonly profile: string;
  readonly seed: number;
  readonly exitCode: number;
  readonly reason: string;
}

/** A run with a report. */
export interface JudgedEntry extends Omit<UnjudgedEntry, "is" | "reason"> {
  readonly is: "judged";
  readonly endedAt: string;
  readonly suite: string;
  readonly verdict: Verdict;
  /** Why there is no certificate, first reason first. */
  readonly withheld: readonly string[];
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly requests: number;
  readonly transitions?: Transitions;
  /** What was wrong in this run. */
  readonly causes: readonly PastCause[];
  /** When the run was that this one is compared with; absent: there is none that can be. */
  readonly comparedWith?: string;
  /** Ids of causes that the run before did not know. */
  readonly appeared: readonly string[];
  /** What was wrong before and was looked at: all its clauses passed. */
  readonly gone: readonly PastCause[];
  /** What was wrong before and was not met, though nobody can say that it is gone: a part was not judged, or other cases were drawn. */
  readonly open: readonly PastCause[];
}

export type HistoryEntry = JudgedEntry | UnjudgedEntry;

/**
 * What the history keeps of a run.
 * @param report of the run
 * @param earlier entries, the oldest first
 */
export function entryOf(report: Report, earlier: readonly HistoryEntry[]): JudgedEntry {
  const { judgement, certificate, suite, totals, waits } = report;
  const subject = subjectOf(report);
  const causes = causesOf(report);
  const before = earlier.findLast(
    (one): one is JudgedEntry =>
      one.is === "judged" && one.subject === subject && one.profile === report.profile && one.suite === nameOf(suite),
  );
  const wait = waits.find(({ name, count }) => name === TRANSITION && count > 0);
  return {
    is: "judged",
    startedAt: report.startedAt,
    endedAt: report.endedAt,
    subject,
    suite: nameOf(suite),
    profile: report.profile,
    seed: report.seed,
    exitCode: judgement.exitCode,
    verdict: judgement.verdict,
    withheld: certificate.granted ? [] : certificate.because.map(bounded),
    outcomes: totals.outcomes,
    requests: totals.requests,
    ...(wait === undefined ? {} : { transitions: { count: wait.count, p50: wait.p50, p95: wait.p95 } }),
    causes,
    ...(before === undefined ? NOT_COMPARED : comparison(report, causes, before)),
  };
}

const NOT_COMPARED = { appeared: [], gone: [], open: [] } as const;

function comparison(report: Report, causes: readonly PastCause[], before: JudgedEntry) {
  const present = new Set(causes.map(({ id }) => id));
  const known = [...before.causes, ...before.open];
  const knownIds = new Set(known.map(({ id }) => id));
  const absent = known.filter(({ id }) => !present.has(id));
  const passed = new Set(report.requirements.flatMap(({ id, outcome }) => (outcome === "pass" ? [id] : [])));
  const isGone = ({ clauses }: PastCause) => report.seed === before.seed && clauses.every((id) => passed.has(id));
  return {
    comparedWith: before.startedAt,
    appeared: causes.flatMap(({ id }) => (knownIds.has(id) ? [] : [id])),
    gone: absent.filter(isGone),
    open: absent.filter((cause) => !isGone(cause)).slice(0, MOST_CAUSES),
  };
}

/** The same target has the same name on every night, whatever port the suite's own emulator has, and whatever version a library. */
function subjectOf({ target }: Report): string {
  if (target.is === "sdk") return bounded(`${target.name} (${target.language})`);
  return target.embedded ? EMBEDDED_EMULATOR : bounded(target.endpoint);
}

const nameOf = ({ version, contractRevision }: Report["suite"]) => `${version} (${contractRevision})`;

/** Causes that were seen to violate something, as the report groups them. */
function causesOf({ causes }: Report): PastCause[] {
  return causes
    .filter(({ outcome }) => outcome !== "inconclusive")
    .slice(0, MOST_CAUSES)
    .map(({ id, title, outcome, clauses }) => ({
      id: bounded(id),
      title: bounded(title),
      outcome,
      clauses: clauses.slice(0, MOST_CLAUSES),
    }));
}

function bounded(text: string): string {
  return cut(text, MOST_BYTES);
}
