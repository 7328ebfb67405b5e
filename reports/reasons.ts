/** Why requirements came to an outcome, put together: one line a reason is read, one a requirement is not. */
import type { RequirementReport } from "./report.js";

/** A reason, and how many clauses it is the reason of. */
interface SharedReason {
  readonly reason: string;
  readonly clauses: number;
}

/**
 * Groups entries of a report by what is said of them.
 * @param requirements entries with one outcome
 * @returns the reason of most first; text of the target may be in it
 */
export function reasonsIn(requirements: readonly Pick<RequirementReport, "reason" | "missing">[]): SharedReason[] {
  const clauses = new Map<string, number>();
  for (const requirement of requirements) {
    const reason = reasonOf(requirement);
    clauses.set(reason, (clauses.get(reason) ?? 0) + 1);
  }
  return [...clauses].map(([reason, count]) => ({ reason, clauses: count })).sort((a, b) => b.clauses - a.clauses);
}

/** Situations in one order, whoever came upon their absence first. */
function reasonOf({ reason, missing }: Pick<RequirementReport, "reason" | "missing">): string {
  const isOnlyMissing = missing.length > 0 && (reason === undefined || reason.startsWith("needs "));
  return isOnlyMissing ? `needs ${[...missing].sort().join(", ")}` : (reason ?? "no reason was recorded");
}
