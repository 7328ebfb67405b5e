/** Writing the reports of a run into its folder, whole or not at all; a new report is written here. */
import { access, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { reasonOf } from "../contract/error-code.js";
import type { Schedule } from "../evidence/schedule.js";
import { visibleJson } from "../evidence/text.js";
import { writeWhole } from "../evidence/whole-file.js";
import { renderJunit } from "./junit.js";
import { renderMarkdown } from "./markdown.js";
import { REPORTS, SCHEDULE_PICTURE } from "./names.js";
import type { Report } from "./report.js";
import { withDigest } from "./report-digest.js";
import { scheduleSvg } from "./schedule-picture.js";

/** The output folder cannot be written to. The message says which one and why. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/**
 * Removes the reports of an earlier run, and nothing else: what is found in the folder is that of the last run, even if it ends too early
 * to write any.
 * @param folder absolute path of the output folder
 * @throws OutputError if they cannot be removed
 */
export async function removeReports(folder: string): Promise<void> {
  for (const name of REPORTS) {
    const path = join(folder, name);
    try {
      await rm(path, { recursive: true, force: true });
    } catch (error) {
      throw new OutputError(`${path}: cannot be removed (${reasonOf(error)}); choose another output folder`);
    }
  }
}

/**
 * Writes report.json, junit.xml, summary.md and the picture of the schedule. Each appears whole or not at all.
 * @param folder absolute path of the output folder; made if absent
 * @param schedules one for each process of the run, for the picture
 * @returns paths of the files
 * @throws OutputError if the folder cannot be made or written to
 */
export async function writeReports(
  folder: string,
  report: Report,
  schedules: readonly Schedule[] = [],
): Promise<string[]> {
  await ensureWritable(folder);
  const others = await Promise.all([
    writeReport(join(folder, "junit.xml"), renderJunit(report)),
    writeReport(join(folder, "summary.md"), renderMarkdown(report)),
    // A client library has no load balancers to be busy with.
    ...(report.target.is === "sdk" ? [] : [writeReport(join(folder, SCHEDULE_PICTURE), scheduleSvg(schedules))]),
  ]);
  // Last: whoever sees it may read them all.
  return [await writeReport(join(folder, "report.json"), `${visibleJson(withDigest(report))}\n`), ...others];
}

/**
 * Makes sure, before a run spends time, that its results can be written.
 * @param folder absolute path of the output folder; made if absent
 * @param advice what to do if it cannot be
 * @throws OutputError if it cannot be made or written to
 */
export async function ensureWritable(folder: string, advice = "choose another output folder"): Promise<void> {
  const trial = join(folder, `.trial-${process.pid}`);
  try {
    await makeFolder(folder);
    await writeFile(trial, "");
    await rm(trial);
  } catch (error) {
    throw new OutputError(`${folder}: cannot be written to (${reasonOf(error)}); ${advice}`);
  }
}

/** One folder after the other: where the system says ENOENT to the making of a folder, node's own recursion never ends. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = reasonOf(error);
    if (code === "EEXIST") return;
    const parent = dirname(folder);
    if (code !== "ENOENT" || parent === folder || (await exists(parent))) throw error;
    await makeFolder(parent);
    await mkdir(folder);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Writes a file that appears whole or not at all.
 * @returns its path
 * @throws OutputError if it cannot be written
 */
export async function writeReport(path: string, text: string): Promise<string> {
  try {
    await writeWhole(path, text);
    return path;
  } catch (error) {
    throw new OutputError(
      `${path}: cannot be written (${reasonOf(error)}); free the path or choose another output folder`,
    );
  }
}
