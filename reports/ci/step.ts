/** A run as a step of a CI server: which server it is, and what is written for it where and when. */
import { randomBytes } from "node:crypto";
import { appendFile, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CODE_QUALITY } from "../names.js";
import type { Report } from "../report.js";
import { annotationsOf, stepSummaryOf, withoutCommands } from "./github.js";
import { codeQualityOf } from "./gitlab.js";
import type { PlaceOf } from "./place.js";

/** Where the step is, and where it writes. */
interface StepSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** What a CI server is told of a run; nothing where there is none. */
export interface CiStep {
  /** From here on what stands on standard output is no command to the server. */
  begin(): void;
  /**
   * Writes the files that the server reads. What cannot be written is a warning, and changes no verdict.
   * @param folder absolute path of the output folder
   */
  tell(report: Report, folder: string, placeOf: () => PlaceOf): Promise<void>;
  /** Last of all: annotations of the run that was told of. */
  end(): void;
}

/** @param surroundings environment variables and streams of the process that the server has started */
export function ciStep({ env, stdout, stderr }: StepSurroundings): CiStep {
  const isGitHub = env.GITHUB_ACTIONS === "true" || isSet(env.GITHUB_STEP_SUMMARY);
  const fence = withoutCommands(randomBytes(16).toString("hex"));
  let isFenced = false;
  let annotations: readonly string[] = [];
  const write = (lines: readonly string[]) => {
    if (lines.length > 0) stdout.write(`${lines.join("\n")}\n`);
  };
  const warnedOf = async (path: string, writing: Promise<void>) => {
    await writing.catch((error: unknown) => {
      stderr.write(`warning: ${path}: cannot be written (${error instanceof Error ? error.message : String(error)})\n`);
    });
  };
  return {
    begin: () => {
      if (!isGitHub) return;
      isFenced = true;
      write([fence.begin]);
    },
    tell: async (report, folder, placeOf) => {
      if (isGitHub) annotations = annotationsOf(report, placeOf(), rootOf(env.GITHUB_WORKSPACE));
      const summary = env.GITHUB_STEP_SUMMARY;
      if (isSet(summary)) await warnedOf(summary, appendSummary(summary, report));
      if (!isSet(env.GITLAB_CI)) return;
      const path = join(folder, CODE_QUALITY);
      const text = codeQualityOf(report, placeOf(), rootOf(env.CI_PROJECT_DIR), join(folder, "report.json"));
      await warnedOf(path, writeFile(path, text));
    },
    end: () => {
      write([...(isFenced ? [fence.end] : []), ...annotations]);
      isFenced = false;
      annotations = [];
    },
  };
}

async function appendSummary(path: string, report: Report): Promise<void> {
  const used = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  await appendFile(path, `${stepSummaryOf(report, used)}\n`);
}

function rootOf(folder: string | undefined): string {
  return resolve(isSet(folder) ? folder : ".");
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== "";
}
