/** Which requirements a run is about, from what Playwright was asked for to the exercise: `--grep` selects verdicts, the exercise does what they need. */
import { isRequirementId, type RequirementId } from "../contract/catalogue.js";
import type { RunPlan } from "../exercise/plan.js";
import { ownPart } from "../exercise/shards/division.js";

/** Titles of the verdicts that were asked for; absent or empty: all of the plan. */
const SELECTED = "GWLB_PLAYWRIGHT_SELECTED";
/** How many runs began before this one on the same plan: in a window of `--ui` there may be several. */
const SERIAL = "GWLB_PLAYWRIGHT_SERIAL";

/**
 * Hands a selection to the processes that start from now on.
 * @param ids of the verdicts that were asked for; empty: no verdict is asked for, so all are exercised
 */
export function handOverSelection(ids: readonly string[]): void {
  process.env[SELECTED] = ids.join(",");
  process.env[SERIAL] = String(runSerial() + 1);
}

/** The requirements of a plan that this run checks itself: of a shard, its part of what was selected. */
export function ownOf(plan: RunPlan): readonly RequirementId[] {
  return ownPart(selectedOf(plan), plan.config.run);
}

/** The requirements of a plan that this run is about, together with all its shards. */
export function selectedOf({ requirements }: Pick<RunPlan, "requirements">): readonly RequirementId[] {
  const selected = new Set((process.env[SELECTED] ?? "").split(",").filter(isRequirementId));
  return selected.size === 0 ? requirements : requirements.filter((id) => selected.has(id));
}

/** The number of this run on its plan. */
export function runSerial(): number {
  return Number(process.env[SERIAL] ?? 0);
}
