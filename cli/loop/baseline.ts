/** What `baseline` does: excuses from a report, and what in a file is good, has to be changed, or can go. */
import { readFile } from "node:fs/promises";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { codeOf, reasonOf } from "../../contract/error-code.js";
import type { Outcome } from "../../contract/outcome.js";
import { counted } from "../../contract/words.js";
import { writeWhole } from "../../evidence/whole-file.js";
import type { Report } from "../../reports/report.js";
import { readReport } from "../../reports/report-file.js";
import { type Excuse, readBaseline, type Standing, standingOf } from "../../verdict/baseline.js";
import { withExcuses, withoutExcuses } from "../../verdict/baseline-text.js";
import { EXIT_CODES, type ExitCode } from "../../verdict/judgement.js";
import { UsageError } from "../usage-error.js";

/**
 * Writes an excuse for each required clause that a report shows violated, and that has no good one yet.
 * @returns what was done, in lines for people
 * @throws FileError, BaselineError or UsageError, for people
 */
export async function writeBaseline(
  file: string,
  reportFile: string,
  excuse: Required<Pick<Excuse, "reason" | "expires">>,
): Promise<string> {
  const violated = violatedIn(await readReport(reportFile));
  if (violated.length === 0) return `${reportFile} shows no violation that needs an excuse; ${file} is as it was\n`;
  const text = await textIfThere(file);
  const there = text === undefined ? [] : await readBaseline(file);
  const good = new Set(there.filter((one) => standing(one).is === "good").map(({ requirement }) => requirement));
  const wanting = violated.filter((id) => !good.has(id));
  if (wanting.length > 0) {
    const excuses = wanting.map((requirement) => ({ requirement, ...excuse }));
    await replace(file, withExcuses(text, file, excuses));
  }
  const kept = violated.length - wanting.length;
  return lines([
    ...wanting.map((id) => `${id}: accepted until ${excuse.expires}`),
    `${counted(wanting.length, "excuse")} written to ${file}${kept === 0 ? "" : `, ${kept} there already`}`,
  ]);
}

function violatedIn({ requirements }: Report): readonly string[] {
  return requirements
    .filter(({ kind, outcome }) => kind === "required" && (outcome === "fail" || outcome === "flaky"))
    .map(({ id }) => id);
}

/**
 * Says what in a baseline has to be changed.
 * @param reportFile of a run, for what passes by now
 * @returns lines for people; 0, or 6 when something has to be
 * @throws BaselineError or FileError, for people
 */
export async function checkBaseline(
  file: string,
  reportFile: string | undefined,
): Promise<{ readonly text: string; readonly exitCode: ExitCode }> {
  const excuses = await readBaseline(file);
  const outcomes = await outcomesIn(reportFile);
  const problems = excuses
    .map((one) => standing(one, outcomes))
    .flatMap((one) => (one.is === "good" ? [] : [one.problem]));
  if (problems.length > 0) {
    const text = lines([
      ...problems,
      `${file}: ${problems.length} of ${counted(excuses.length, "excuse")} to be changed`,
    ]);
    return { text, exitCode: EXIT_CODES.staleBaseline };
  }
  const [first] = excuses.map(({ expires }) => expires).sort();
  const next = first === undefined ? "" : `; the first expires on ${first}`;
  return { text: `${file}: ${counted(excuses.length, "excuse")}, all good${next}\n`, exitCode: EXIT_CODES.conformant };
}

/**
 * Removes from a baseline what excuses nothing any more. What lacks a reason or a day is left: only a person can say it.
 * @param reportFile of a run, for what passes by now
 * @returns what was done, in lines for people
 * @throws BaselineError, FileError or UsageError, for people
 */
export async function pruneBaseline(file: string, reportFile: string | undefined): Promise<string> {
  const excuses = await readBaseline(file);
  const outcomes = await outcomesIn(reportFile);
  const standings = excuses.map((one) => standing(one, outcomes));
  const gone = standings.flatMap((one) => (isGone(one) ? [one.problem] : []));
  if (gone.length > 0) {
    const text = await readFile(file, "utf8");
    await replace(
      file,
      withoutExcuses(text, file, (place) => isGone(standings[place])),
    );
  }
  const kept = standings.flatMap((one) => (one.is === "incomplete" ? [`left, ${one.problem}`] : []));
  const left = excuses.length - gone.length;
  return lines([...gone.map((one) => `removed, ${one}`), ...kept, `${file}: ${gone.length} removed, ${left} left`]);
}

function isGone(one: Standing | undefined): one is Extract<Standing, { is: "expired" | "needless" }> {
  return one?.is === "expired" || one?.is === "needless";
}

function standing(excuse: Excuse, outcomes: ReadonlyMap<string, Outcome> = new Map()): Standing {
  return standingOf(excuse, outcomes, REQUIREMENTS, new Date().toISOString().slice(0, 10));
}

async function outcomesIn(reportFile: string | undefined): Promise<ReadonlyMap<string, Outcome>> {
  if (reportFile === undefined) return new Map();
  const { requirements } = await readReport(reportFile);
  return new Map(requirements.map(({ id, outcome }) => [id, outcome]));
}

async function textIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new UsageError(`${file}: cannot be read (${reasonOf(error)}); give the path of a baseline file`);
  }
}

async function replace(file: string, text: string): Promise<void> {
  try {
    await writeWhole(file, text);
  } catch (error) {
    throw new UsageError(`${file}: cannot be written (${reasonOf(error)}); name another file`);
  }
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}
