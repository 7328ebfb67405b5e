/** What of a report has to be looked at again, and how a run is narrowed to it. */
import { isRequirementId, type RequirementId } from "../../contract/catalogue.js";
import type { Outcome } from "../../contract/outcome.js";
import { counted } from "../../contract/words.js";
import { visible } from "../../evidence/text.js";
import type { RunPlan } from "../../exercise/plan.js";
import type { Report } from "../../reports/report.js";
import { type PartialConfigFlags, settingsGiven } from "../../target/config/settings.js";
import { selectRequirements } from "../run/selection.js";
import { UsageError } from "../usage-error.js";

const RED: readonly Outcome[] = ["fail", "flaky", "inconclusive", "harness-error", "environment-error"];

/**
 * The clauses of a report that did not come out right, but for what a baseline excuses. Those that an interrupted run of some clauses did not get to are among them: they
 * were asked for because they had been red.
 * @returns ids that this version knows, in the order of the report
 */
export function redClauses({ requirements, run }: Pick<Report, "requirements" | "run">): readonly RequirementId[] {
  const isLeft = (outcome: Outcome) => outcome === "not-exercised" && run.interrupted && run.filtered;
  return requirements
    .filter(({ outcome, excuse }) => excuse === undefined && (RED.includes(outcome) || isLeft(outcome)))
    .map(({ id }) => id)
    .filter(isRequirementId);
}

/** Settings that narrow a run to what was red. */
export type Narrowing = Required<Pick<PartialConfigFlags, "only" | "profile" | "seed">>;

/** A run as it was asked for, before it is narrowed. */
export interface AskedRun {
  readonly is: RunPlan["is"];
  /** Flags and environment, which win over the profile and the seed of the report. */
  readonly flags: PartialConfigFlags;
  readonly env: NodeJS.ProcessEnv;
  /** What came of them and of the file. */
  readonly run: Pick<Report, "profile" | "seed"> & { readonly only: readonly string[]; readonly output: string };
}

/**
 * Narrows a run to what was red: the same profile and seed, so that the same cases are sent, unless others are given.
 * @param report of the last run
 * @returns `undefined` when nothing of it was red
 * @throws ConfigError when `--only` names nothing
 */
export function narrowed({ is, flags, env, run }: AskedRun, report: Report): Narrowing | undefined {
  const given = new Set(settingsGiven(flags, env).map(({ setting }) => setting.flag));
  const profile = given.has("profile") ? run.profile : report.profile;
  const seed = given.has("seed") ? run.seed : report.seed;
  const asked = new Set(selectRequirements(profile, run.only, is));
  const only = redClauses(report).filter((id) => asked.has(id));
  return only.length === 0 ? undefined : { only, profile, seed };
}

/**
 * Narrows a run to what was red, as somebody has asked for.
 * @param report of the last run, if there is one
 * @throws UsageError, with advice, when there is none, when it is about something else, or when nothing of it was red
 */
export function narrowedAsAsked(asked: AskedRun, report: Report | undefined): Narrowing {
  const { output } = asked.run;
  if (report === undefined)
    throw new UsageError(`--failed: there is no report in ${output}; run without --failed first, or name its --output`);
  if (report.target.is !== asked.is) {
    const command = report.target.is === "sdk" ? "sdk run" : "run";
    throw new UsageError(`--failed: the last report in ${output} is one of \`${command}\`; use that command`);
  }
  const narrowing = narrowed(asked, report);
  if (narrowing !== undefined) return narrowing;
  const red = redClauses(report).length;
  const why =
    red === 0
      ? `nothing was red or inconclusive in the last report of ${visible(output)}`
      : `of the ${counted(red, "clause")} that were red in the last report, none is asked for by --only and --profile`;
  throw new UsageError(`--failed: ${why}; run without --failed for the whole`);
}
