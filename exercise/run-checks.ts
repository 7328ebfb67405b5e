/** Running checks in this process, without Playwright: many short runs would otherwise spend most of their time on starting it. */
import { readdir } from "node:fs/promises";
import type { RequirementRecord } from "../evidence/record.js";
import { type DeclaredCheck, declaredChecks } from "./check/requirement.js";
import { runCheck } from "./run-check.js";
import type { Session } from "./session/session.js";

const SPECS = new URL("../specs/", import.meta.url);

/**
 * Loads every compiled spec beside this file's room.
 * @returns the checks they declare, in the same order at each call; empty is an error of the installation
 * @throws Error when no spec is there
 */
export async function loadChecks(): Promise<readonly DeclaredCheck[]> {
  const files = (await readdir(SPECS, { recursive: true })).filter((name) => name.endsWith(".spec.js")).sort();
  for (const file of files) await import(new URL(file, SPECS).href);
  const checks = declaredChecks();
  if (checks.length === 0) throw new Error(`no compiled specs in ${SPECS.pathname}; run the build first`);
  return checks;
}

/**
 * Runs checks one after another. Whoever reads the records may stop at any of them: the checks behind it are not run.
 * @param session the target
 * @param checks in the order in which they are run
 * @param deadline on the clock of `performance.now()`, milliseconds; no check is begun after it
 * @returns one record per check that was run
 */
export async function* runChecks(
  session: Session,
  checks: readonly DeclaredCheck[],
  deadline = Number.POSITIVE_INFINITY,
): AsyncGenerator<RequirementRecord> {
  for (const check of checks) {
    if (performance.now() >= deadline) return;
    yield await runCheck(session, check);
  }
}
