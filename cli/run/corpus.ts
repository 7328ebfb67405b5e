/** A run and its corpus: what is in it is tried first, and what the run found by exploring is added. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addToCorpus, readCorpus } from "../../evidence/corpus.js";
import { fileNameOf } from "../../evidence/stored-failure.js";
import type { Report } from "../../reports/report.js";
import type { RunSettings } from "../../target/config/config.js";
import { schemaAt } from "../../target/config/config-schema.js";

/** A run as far as its corpus goes. */
export type CorpusOfRun = Pick<RunSettings, "corpus" | "seed">;

/** Folder, within that of the output, in which failures wait for the next run. */
export const FAILURES = "failures";

/**
 * Puts the failures of a corpus where the run finds those of the run before it, which it tries first.
 * @param corpus absolute path; absent: there is none
 * @param folder absolute path of the failures of earlier runs
 */
export function tryFirst(corpus: string | undefined, folder: string): void {
  if (corpus === undefined) return;
  for (const { failure } of readCorpus(corpus)) {
    if ("problem" in failure) continue;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, fileNameOf(failure)), `${JSON.stringify(failure, null, 2)}\n`);
  }
}

/**
 * Adds what a run found to its corpus, one failure for each cause. The default seed finds again what it has found: only other seeds explore.
 * @param run its settings
 * @param output absolute path of its output folder
 * @returns ids of the causes that were added
 */
export function growCorpus({ corpus, seed }: CorpusOfRun, output: string, { causes }: Report): string[] {
  if (corpus === undefined || seed === schemaAt(["run", "seed"]).default) return [];
  const kept = readCorpus(join(output, FAILURES)).flatMap(({ failure }) => ("problem" in failure ? [] : [failure]));
  // Clauses come the most telling first.
  const stored = (ids: readonly string[]) =>
    ids.flatMap((id) => kept.filter(({ requirement }) => requirement === id)).at(0);
  return causes.flatMap(({ id, outcome, clauses }) => {
    const failure = outcome === "inconclusive" ? undefined : stored(clauses);
    return failure !== undefined && addToCorpus(corpus, id, failure) ? [id] : [];
  });
}
