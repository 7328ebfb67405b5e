/** From records to final outcomes: what is missing, what was seen elsewhere, which of two weighs more. */
import type { Catalogue, RequirementId } from "../contract/catalogue.js";
import type { Outcome } from "../contract/outcome.js";
import type { Counterexample } from "../evidence/counterexample.js";
import type { RequirementRecord } from "../evidence/record.js";

/** From the one that settles most to the one that says nothing against anybody. */
export const OUTCOMES_BY_GRAVITY: readonly Outcome[] = [
  "fail",
  "flaky",
  "harness-error",
  "environment-error",
  "inconclusive",
  "not-exercised",
  "pass",
];

/**
 * Makes the records of a run complete: exactly one for each requirement that was planned or seen, in the catalogue's order, with
 * violations seen on the way counted against the requirement they violate. The order in which records came does not matter.
 * @param interrupted whether the run was stopped before its end
 * @returns one record per requirement; one that was planned and left no record is a fault of the suite, unless the run was stopped
 */
export function completeResults(
  records: readonly RequirementRecord[],
  catalogue: Catalogue,
  planned: readonly RequirementId[],
  interrupted: boolean,
): RequirementRecord[] {
  const order = new Map(Object.keys(catalogue).map((id, index) => [id, index]));
  const rank = (id: RequirementId) => order.get(id) ?? order.size;
  const byId = new Map<RequirementId, RequirementRecord>();
  for (const record of [...records].sort((a, b) => rank(a.requirement) - rank(b.requirement))) {
    const earlier = byId.get(record.requirement);
    byId.set(record.requirement, earlier === undefined ? record : joined(earlier, record));
  }
  for (const id of planned) if (!byId.has(id)) byId.set(id, unwritten(id, interrupted));
  const complete = mergeCollateral([...byId.values()], catalogue);
  return complete.sort((a, b) => rank(a.requirement) - rank(b.requirement));
}

/**
 * Counts what a check saw of other requirements against those: a collateral counterexample makes the requirement it names fail
 * (or flaky, if it did not happen again), a warning about an advisory requirement makes that one fail, whoever saw it. A requirement
 * without a record gets one.
 * @param records at most one per requirement
 * @returns records without collateral
 */
export function mergeCollateral(records: readonly RequirementRecord[], catalogue: Catalogue): RequirementRecord[] {
  const merged = new Map(records.map((record) => [record.requirement, { ...record, ...ownFindings(record) }]));
  const recordOf = (id: RequirementId) => merged.get(id) ?? blankRecord(id, "not-exercised");

  for (const { requirement: seenIn, collateral, warnings } of records) {
    for (const counterexample of collateral) {
      merged.set(counterexample.requirement, charge(recordOf(counterexample.requirement), counterexample, seenIn));
    }
    for (const warning of warnings) {
      const target = recordOf(warning.requirement);
      const own = warning.requirement === seenIn;
      const advisory = catalogue[warning.requirement].kind === "advisory";
      const reason = own ? warning.message : `seen while checking ${seenIn}: ${warning.message}`;
      merged.set(warning.requirement, {
        ...(advisory ? worsen(target, "fail", reason) : target),
        warnings: own ? target.warnings : [...target.warnings, warning],
      });
    }
  }
  for (const [id, seen] of observedIn(records)) {
    const target = recordOf(id);
    const outcome = target.outcome === "not-exercised" ? "pass" : target.outcome;
    merged.set(id, { ...target, outcome, fingerprint: { ...target.fingerprint, ...seen } });
  }
  return [...merged.values()];
}

/** What was seen of probes on the way, as fingerprints: the same behaviour is told once, with how often it was seen by powers of ten. */
function observedIn(records: readonly RequirementRecord[]): Map<RequirementId, Record<string, string>> {
  const times = new Map<RequirementId, Map<string, Map<string, number>>>();
  for (const { observed = [] } of records) {
    for (const one of observed) {
      const questions = times.get(one.requirement) ?? new Map<string, Map<string, number>>();
      times.set(one.requirement, questions);
      const behaviours = questions.get(one.question) ?? new Map<string, number>();
      questions.set(one.question, behaviours);
      behaviours.set(one.behaviour, (behaviours.get(one.behaviour) ?? 0) + one.times);
    }
  }
  const inWords = (behaviours: ReadonlyMap<string, number>) =>
    [...behaviours]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([behaviour, count]) => `${behaviour} (fewer than ${10 ** String(count).length} times)`)
      .join("; ");
  return new Map(
    [...times].map(([id, questions]) => [
      id,
      Object.fromEntries([...questions].map(([question, behaviours]) => [question, inWords(behaviours)])),
    ]),
  );
}

function ownFindings(record: RequirementRecord): Pick<RequirementRecord, "collateral" | "warnings"> {
  return { collateral: [], warnings: record.warnings.filter(({ requirement }) => requirement === record.requirement) };
}

function charge(record: RequirementRecord, counterexample: Counterexample, seenIn: RequirementId): RequirementRecord {
  const outcome = counterexample.reproducible === "flaky" ? "flaky" : "fail";
  return {
    ...worsen(
      record,
      outcome,
      `seen while checking ${seenIn}: expected ${counterexample.expected}, got ${counterexample.got}`,
    ),
    counterexamples: [...record.counterexamples, counterexample],
  };
}

function worsen(record: RequirementRecord, outcome: Outcome, reason: string): RequirementRecord {
  return gravity(outcome) < gravity(record.outcome) ? { ...record, outcome, reason } : record;
}

/** Two records of one requirement: the graver one stands, and nothing either saw of others is lost. */
function joined(a: RequirementRecord, b: RequirementRecord): RequirementRecord {
  return {
    ...(gravity(b.outcome) < gravity(a.outcome) ? b : a),
    collateral: [...a.collateral, ...b.collateral],
    warnings: [...a.warnings, ...b.warnings],
    observed: [...(a.observed ?? []), ...(b.observed ?? [])],
  };
}

function gravity(outcome: Outcome): number {
  return OUTCOMES_BY_GRAVITY.indexOf(outcome);
}

function unwritten(id: RequirementId, interrupted: boolean): RequirementRecord {
  return interrupted
    ? blankRecord(id, "not-exercised", "the run was stopped before this was reached")
    : blankRecord(id, "harness-error", "the run ended without a record of this requirement");
}

/** The record of a requirement that met no request. */
export function blankRecord(requirement: RequirementId, outcome: Outcome, reason?: string): RequirementRecord {
  return {
    requirement,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    missing: [],
    seed: 0,
    cases: 0,
    cut: 0,
    requests: 0,
    throttled: 0,
    durationMs: 0,
    counterexamples: [],
    collateral: [],
    warnings: [],
    fingerprint: {},
    coverage: {},
    waits: {},
  };
}
