/** What all runs of one process of the self-test share, loaded once. */
import type { DeclaredCheck } from "../../exercise/check/requirement.js";
import { loadChecks } from "../../exercise/run-checks.js";
import { CorrectAnswers } from "./ungraded.js";

/** What is at hand for every run against a mutant or a variant. */
export interface Workbench {
  readonly checks: readonly DeclaredCheck[];
  /** Folder for ledgers. */
  readonly folder: string;
  readonly correctAnswers: CorrectAnswers;
}

/** Loads the checks. */
export async function openWorkbench(folder: string): Promise<Workbench> {
  const checks = await loadChecks();
  return { checks, folder, correctAnswers: new CorrectAnswers(checks, folder) };
}
