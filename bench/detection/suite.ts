/** This suite as a contender, in the process of the benchmark, as its self-test runs it. */

import { openEmulatedTarget } from "../../cli/self-test/emulated-target.js";
import { plannedChecks, tryMutant } from "../../cli/self-test/try-mutant.js";
import type { Workbench } from "../../cli/self-test/workbench.js";
import { REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { runChecks } from "../../exercise/run-checks.js";
import { mergeCollateral } from "../../verdict/results.js";
import type { Assignment, Contender, Examination, Finding } from "./contender.js";

const PROFILE = "standard";
/** Milliseconds of every transition of the emulator, as the self-test has it with mutants. */
const TRANSITION_MS = 25;

/** The suite as somebody runs it who does not know what is wrong: all checks, one after another, until the first violation. */
export function wholeSuite(bench: Workbench): Contender {
  let opened = 0;
  return {
    name: "this suite, all checks in their order",
    examine: (assignment) => {
      opened += 1;
      return examineWhole(assignment, bench, `w${opened.toString(36)}`);
    },
  };
}

/** The suite as its self-test runs it: the check of the requirement that the mutant breaks comes first. */
export function aimedSuite(bench: Workbench): Contender {
  let opened = 0;
  return {
    name: "this suite, check of the broken clause first",
    examine: async (assignment) => {
      opened += 1;
      const { mutant, seed } = assignment;
      if (mutant === undefined) return examineWhole(assignment, bench, `a${opened.toString(36)}`);
      const job = { is: "mutant", subject: "endpoint", id: opened, name: mutant.name, seed, aim: "aimed" } as const;
      const { state, requests, ms } = await tryMutant(job, mutant, bench);
      return { findings: state === "killed" ? [{ kind: mutant.requirement, requests, ms }] : [], requests };
    },
  };
}

async function examineWhole(assignment: Assignment, bench: Workbench, nonce: string): Promise<Examination> {
  const { mutant, seed, falseAlarms, timeLimitMs, signal } = assignment;
  const profile = mutant?.profile ?? PROFILE;
  const { folder } = bench;
  const named = mutant === undefined ? {} : { mutant: mutant.name };
  const how = { profile, seed, transitionMs: TRANSITION_MS, folder, nonce, minutes: timeLimitMs / 60_000 };
  const target = await openEmulatedTarget({ ...named, ...how });
  try {
    const before = target.client.requests();
    const startedAt = performance.now();
    const findings: Finding[] = [];
    for await (const record of runChecks(target.session, plannedChecks(bench.checks, profile))) {
      const now = { requests: target.client.requests() - before, ms: Math.round(performance.now() - startedAt) };
      for (const kind of violatedIn(record)) findings.push({ kind, ...now });
      const found = mutant !== undefined && findings.some(({ kind }) => !falseAlarms.has(kind));
      if (found || signal.aborted) break;
    }
    return { findings, requests: target.client.requests() - before };
  } finally {
    await target.close();
  }
}

function violatedIn(record: RequirementRecord): RequirementId[] {
  return mergeCollateral([record], REQUIREMENTS)
    .filter(({ outcome }) => outcome === "fail" || outcome === "flaky")
    .map(({ requirement }) => requirement)
    .filter((requirement) => REQUIREMENTS[requirement].kind === "required");
}
