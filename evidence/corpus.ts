/** A folder of failures by value, one for each cause, kept beside the runs: what exploring has found once, every later run tries. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { LARGEST_FILE } from "./failure-store.js";
import { parseStoredFailure, type StoredFailure } from "./stored-failure.js";
import { writeWholeSync } from "./whole-file.js";

/** Files that are looked at. */
const MOST_FILES = 2_000;

/** A file of a corpus: a failure, or why it is none. */
export interface CorpusEntry {
  /** Name in the folder. */
  readonly name: string;
  readonly failure: StoredFailure | { readonly problem: string };
}

/**
 * Reads a corpus.
 * @param folder absolute path; one that is not there is empty
 * @returns every JSON file in it, in the order of their names
 */
export function readCorpus(folder: string): CorpusEntry[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .slice(0, MOST_FILES)
    .map((name) => ({ name, failure: read(join(folder, name)) }));
}

function read(file: string): CorpusEntry["failure"] {
  try {
    if (statSync(file).size > LARGEST_FILE) return { problem: "it is larger than a failure can be" };
    return parseStoredFailure(readFileSync(file, "utf8"));
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Adds the failure of a cause, unless the corpus has one of it.
 * @param folder absolute path; made if absent
 * @param cause its id, which is the same in every run that shows the same
 * @returns whether it was added
 */
export function addToCorpus(folder: string, cause: string, failure: StoredFailure): boolean {
  const file = join(folder, `${cause.replaceAll(/[^\w-]/gu, "-")}.json`);
  if (existsSync(file)) return false;
  mkdirSync(folder, { recursive: true });
  writeWholeSync(file, `${JSON.stringify(failure, null, 2)}\n`);
  return true;
}

/** Takes a file out of a corpus. */
export function removeFromCorpus(folder: string, { name }: CorpusEntry): void {
  rmSync(join(folder, name), { force: true });
}
