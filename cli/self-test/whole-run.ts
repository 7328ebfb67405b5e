/** A run as a user starts it, in this process: all checks of a profile at once, to the end and to the verdict. */
import { REQUIREMENTS } from "../../contract/catalogue.js";
import type { RequirementRecord } from "../../evidence/record.js";
import type { DeclaredCheck } from "../../exercise/check/requirement.js";
import { runChecks } from "../../exercise/run-checks.js";
import { type Conclusion, concludeRun } from "../../verdict/conclude.js";
import { COVERAGE_FLOOR, type EmulatedTarget } from "./emulated-target.js";

/** Runs checks against an emulator and concludes the run. */
export async function runWhole({ session }: EmulatedTarget, planned: readonly DeclaredCheck[]): Promise<Conclusion> {
  const records: RequirementRecord[] = [];
  for await (const record of runChecks(session, planned)) records.push(record);
  return concludeRun(
    {
      records,
      planned: planned.map(({ requirement }) => requirement),
      facts: { filtered: false, interrupted: false, timeStretched: false, coverageFloor: COVERAGE_FLOOR, faults: [] },
      excuses: [],
      today: "",
    },
    REQUIREMENTS,
  );
}
