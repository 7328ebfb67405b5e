/** Figures that are sums over all records: coverage, waits, outcomes. */
import type { Outcome } from "../contract/outcome.js";
import type { RequirementRecord, WaitSummary } from "../evidence/record.js";

/** How much of the partition of the input space a run has reached. */
export interface PartitionCoverage {
  readonly hit: number;
  readonly total: number;
  /** Classes and boundaries that no case fell into. */
  readonly missing: readonly string[];
  /** Cases per class or boundary. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Adds up the partition coverage of all records.
 * @param records results of a run; a class that a record names with 0 was planned and not hit
 * @returns sums by class, sorted by name
 */
export function coverageOf(records: readonly RequirementRecord[], partition: readonly string[]): PartitionCoverage {
  const counts = new Map(partition.map((name) => [name, 0]));
  for (const { coverage } of records) {
    for (const [name, count] of Object.entries(coverage)) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const missing = sorted.filter(([, count]) => count === 0).map(([name]) => name);
  return { hit: sorted.length - missing.length, total: sorted.length, missing, counts: Object.fromEntries(sorted) };
}

/**
 * Sums up the waits of all records.
 * @param records results of a run, samples in milliseconds
 * @param budgets milliseconds by wait name
 * @returns one summary per wait that has a budget or a sample, sorted by name; a wait without samples has zeros
 */
export function waitsOf(
  records: readonly RequirementRecord[],
  budgets: Readonly<Record<string, number>>,
): WaitSummary[] {
  const samples = new Map<string, number[]>(Object.keys(budgets).map((name) => [name, []]));
  for (const { waits } of records) {
    for (const [name, more] of Object.entries(waits)) {
      const known = samples.get(name) ?? [];
      for (const sample of more) known.push(sample);
      samples.set(name, known);
    }
  }
  return [...samples]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, unsorted]) => {
      const sorted = unsorted.sort((a, b) => a - b);
      return {
        name,
        count: sorted.length,
        budgetMs: budgets[name] ?? 0,
        p50: percentile(sorted, 0.5),
        p95: percentile(sorted, 0.95),
        max: percentile(sorted, 1),
      };
    });
}

/** Counts requirements by outcome. */
export function countOutcomes(requirements: readonly { readonly outcome: Outcome }[]): Record<Outcome, number> {
  const counts = {
    pass: 0,
    fail: 0,
    inconclusive: 0,
    "not-exercised": 0,
    flaky: 0,
    "harness-error": 0,
    "environment-error": 0,
  } satisfies Record<Outcome, number>;
  for (const { outcome } of requirements) counts[outcome] += 1;
  return counts;
}

/** The middle one of some numbers, the lower where there are two; 0 of nothing. */
export function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** Nearest rank: always one of the samples; 0 without any. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
