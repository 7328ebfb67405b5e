/** Whether the configuration that a report shows is that of the run it tells of. */
import type { JsonObject } from "../redaction.js";
import type { Report } from "../report.js";
import { type Finding, type SuiteKnowledge, unlessEqual, when } from "./finding.js";

/** Compares what stands in a report twice: once as the run's, once as its configuration's. */
export function configurationFindings(report: Report, { defaultWaits }: SuiteKnowledge): Finding[] {
  const { config, profile, seed, run, target, waits } = report;
  const about = "config";
  const own = mapping(config.run);
  return [
    ...unlessEqual(about, "run.seed", own.seed, seed),
    ...unlessEqual(about, "run.profile", own.profile, profile),
    ...unlessEqual(about, "run.coverageFloor", own.coverageFloor, run.coverageFloor),
    ...(target.is === "sdk" ? [] : endpoint(mapping(config.target), target)),
    ...waits.flatMap(({ name, budgetMs }) => {
      const budget = mapping(config.waits)[name];
      return budget === undefined && budgetMs === 0 ? [] : unlessEqual(about, `waits.${name}`, budget, budgetMs);
    }),
    ...stretched(report, defaultWaits),
  ];
}

function endpoint(config: JsonObject, target: Extract<Report["target"], { readonly endpoint: string }>): Finding[] {
  return (["endpoint", "region", "auth"] as const).flatMap((member) =>
    unlessEqual("config", `target.${member}`, config[member], target[member]),
  );
}

/** A run that gave a wait more time than the suite thinks right can have no certificate. */
function stretched({ config, run }: Report, defaults: Readonly<Record<string, number>>): Finding[] {
  const longer = Object.entries(mapping(config.waits)).filter(
    ([name, ms]) => typeof ms === "number" && ms > (defaults[name] ?? Number.POSITIVE_INFINITY),
  );
  return when(
    longer.length > 0 !== run.timeStretched,
    "run",
    `says timeStretched ${run.timeStretched}, and its configuration has ${longer.length} waits above their defaults`,
  );
}

function mapping(value: unknown): JsonObject {
  return isMapping(value) ? value : {};
}

function isMapping(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
