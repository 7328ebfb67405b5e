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
 * Runs checks, all at once: the stage decides whose turn it is.
 * @param checks in the order of the page
 * @returns one record per check, in the order in which they end. Whoever reads them may stop at any: then nothing more is begun.
 */
export async function* runChecks(
  session: Session,
  checks: readonly DeclaredCheck[],
): AsyncGenerator<RequirementRecord> {
  const ended: RequirementRecord[] = [];
  let tell = () => {};
  for (const check of checks) {
    void runCheck(session, check).then((record) => {
      ended.push(record);
      tell();
    });
  }
  let left = checks.length;
  try {
    for (; left > 0; left -= 1) {
      if (ended.length === 0) await new Promise<void>((resolve) => (tell = resolve));
      const record = ended.shift();
      if (record !== undefined) yield record;
    }
  } finally {
    if (left > 0) session.stage.stop();
  }
}
