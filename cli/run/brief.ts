/** What the end of a run has to know from its beginning, handed over in a file: a fact that the report needs and the plan does not have belongs here. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Subject } from "../../evidence/subject.js";
import type { TruthUse } from "../../evidence/truth/truth.js";
import type { JsonObject } from "../../reports/redaction.js";
import type { ProofSummary } from "../../reports/report.js";
import type { Excuse } from "../../verdict/baseline.js";
import type { Forecast } from "../plan/forecast.js";
import type { ReplayAdvice } from "./rerun.js";

/** Facts of a run that no check needs. No secrets. */
export interface RunBrief {
  /** What is judged. */
  readonly target: Subject;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly baseline: readonly Excuse[];
  readonly truth?: TruthUse;
  readonly replay: ReplayAdvice;
  /** Configuration as it was asked for, before a shard took its share of it; secrets replaced; absent for what has no shards. */
  readonly asked?: JsonObject;
  readonly proof?: ProofSummary;
  /** What was expected of the run. */
  readonly forecast?: Forecast;
}

/** Where a run keeps what; absolute paths. */
export interface RunFiles {
  /** Folder of what only the run itself needs. */
  readonly work: string;
  readonly plan: string;
  readonly brief: string;
  /** What the exercise tells, line by line. */
  readonly log: string;
  /** Once it is there, the run is concluded. */
  readonly report: string;
  /** How a part of the run is at the moment. */
  pulse(part: number): string;
}

/** How the names of the files begin that are written anew again and again. */
const PULSE = "pulse-";

/**
 * The files of a run.
 * @param output absolute path of its output folder
 */
export function filesOf(output: string): RunFiles {
  const work = join(output, ".work");
  return {
    work,
    plan: join(work, "plan.json"),
    brief: join(work, "brief.json"),
    log: join(output, "records.jsonl"),
    report: join(output, "report.json"),
    pulse: (part) => join(work, `${PULSE}${part}.json`),
  };
}

/** Makes the files of a run ready for it: what an earlier one has told is gone. */
export function clearFiles(files: RunFiles): void {
  mkdirSync(files.work, { recursive: true });
  for (const name of readdirSync(files.work)) if (name.startsWith(PULSE)) rmSync(join(files.work, name));
  rmSync(files.log, { force: true });
}

export function writeBrief({ brief }: RunFiles, content: RunBrief): void {
  writeFileSync(brief, JSON.stringify(content));
}

export function readBrief({ brief }: RunFiles): RunBrief {
  const content: RunBrief = JSON.parse(readFileSync(brief, "utf8"));
  return content;
}
