/** What a target has made of a run, once for all clauses: which operation could not be used, what it answered and what that cost. */
import { placesInWords } from "../../contract/places.js";
import { counted } from "../../contract/words.js";
import { costInWords } from "../../target/neighbours/uses.js";
import type { Stage } from "../stage/stage.js";
import type { Knowledge } from "./knowledge.js";
import type { LearnedTarget } from "./learn-target.js";

/**
 * The notes of a run so far, one sentence each.
 * @param learned of the target before the run
 * @param knowledge of the run
 * @param rate that throttling has taught, in words
 * @param budgetMinutes the budget of the run, if it has one
 */
export function notesOf(
  { unusable, removal, habits, held }: LearnedTarget,
  stage: Pick<Stage, "removal" | "supplied" | "lacking">,
  { listeners, unreadable, fallbacks, deeper }: Pick<Knowledge, "listeners" | "unreadable" | "fallbacks" | "deeper">,
  rate: string | undefined,
  budgetMinutes: number | undefined,
): readonly string[] {
  const unread = [...unreadable].map(
    ([operation, { answered, times }]) =>
      `${operation} answered in a way that cannot be read, ${counted(times, "time")}: ${answered}; such an answer shows nothing`,
  );
  const replaced = [...fallbacks].map(
    ([because, times]) => `another request was put in its place, ${counted(times, "time")}: ${because}`,
  );
  return [
    heldInWords(held),
    stage.removal === "impossible" ? costOfNoRemoval(removal.answered, stage, listeners) : undefined,
    ...unusable.map((one) => costInWords(one)),
    habits.length === 0 ? undefined : `ListListeners is read all the same, though ${habits.join(", and ")}`,
    ...unread,
    rate === undefined
      ? undefined
      : `the target refused requests for their rate: it is asked ${rate}, and cases are rationed as with --rate`,
    ...replaced,
    budgetMinutes === undefined ? undefined : budgetInWords(budgetMinutes, deeper),
  ].filter((note) => note !== undefined);
}

/** Load balancers that were named as idle and hold listeners, in words; `undefined` when there are none. */
export function heldInWords(held: LearnedTarget["held"]): string | undefined {
  if (held.size === 0) return undefined;
  return `listeners that are not of this run stood on ${placesInWords(held)} when it began: they are left alone, and nothing is made there`;
}

function costOfNoRemoval(
  answered: string,
  { supplied, lacking }: Pick<Stage, "supplied" | "lacking">,
  made: number,
): string {
  const cost = `each idle load balancer is worth one creation, ${counted(made, "listener")} on ${counted(supplied, "load balancer")} were made, and they stay`;
  const more =
    lacking === 0 ? "" : `; ${counted(lacking, "more load balancer")} would exercise the clauses that went without`;
  return costInWords({ operation: "DeleteListener", answered }, `${cost}${more}`);
}

/** How far the budget of a run has come: further cases by family and lens. */
function budgetInWords(minutes: number, deeper: readonly number[]): string {
  const cases = deeper.reduce((sum, count) => sum + count, 0);
  const least = deeper.length === 0 ? 0 : Math.min(...deeper);
  return `the budget of ${counted(Number(minutes.toFixed(2)), "minute")} went into ${counted(cases, "case")} beyond those of the profile: at least ${least} of each of ${counted(deeper.length, "family", "families")}`;
}
