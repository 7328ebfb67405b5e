/** Whether sums are those of what they sum up, and figures can be what they are said to be. */
import type { RequirementRecord } from "../../evidence/record.js";
import { countOutcomes } from "../measures.js";
import type { Report } from "../report.js";
import { type Finding, unlessEqual, when } from "./finding.js";

/** Adds up again what a report has sums of. */
export function figureFindings(report: Report): Finding[] {
  return [...totals(report), ...coverage(report), ...waits(report), ...proof(report), ...schedules(report)];
}

function totals({ totals: stated, requirements }: Report): Finding[] {
  const sum = (member: keyof Pick<RequirementRecord, "cases" | "requests" | "throttled">) =>
    requirements.reduce((total, one) => total + one[member], 0);
  const counts = countOutcomes(requirements);
  return [
    ...(["cases", "requests", "throttled"] as const).flatMap((member) =>
      unlessEqual("totals", member, stated[member], sum(member)),
    ),
    ...Object.entries(counts).flatMap(([outcome, count]) =>
      unlessEqual(
        "totals",
        `the number of clauses with outcome ${outcome}`,
        Object.entries(stated.outcomes).find(([name]) => name === outcome)?.[1],
        count,
      ),
    ),
  ];
}

function coverage({ coverage: { hit, total, missing, counts } }: Report): Finding[] {
  const names = Object.entries(counts);
  const unreached = names.filter(([, count]) => count === 0).map(([name]) => name);
  return [
    ...unlessEqual("coverage", "total", total, names.length),
    ...unlessEqual("coverage", "hit", hit, names.length - unreached.length),
    ...unlessEqual("coverage", "missing", missing.toSorted(), unreached.toSorted()),
  ];
}

function waits({ waits: all }: Report): Finding[] {
  return all.flatMap(({ name, count, p50, p95, max }) => [
    ...when(p50 > p95 || p95 > max, `wait ${name}`, `has p50 ${p50}, p95 ${p95}, max ${max}, which do not rise`),
    ...when(count === 0 && max > 0, `wait ${name}`, "has figures without a sample"),
  ]);
}

function proof({ proof: stated, suite }: Report): Finding[] {
  if (stated === undefined) return [];
  const { mutants, killed, survived, notFired, variants, falseAlarms, contractRevision } = stated;
  return [
    ...unlessEqual("proof", "the sum of killed, survived and not fired", killed + survived + notFired, mutants),
    ...when(falseAlarms > variants, "proof", "has more false alarms than variants"),
    ...unlessEqual("proof", "its contract revision", contractRevision, suite.contractRevision),
  ];
}

function schedules({ schedules: all }: Report): Finding[] {
  return all.flatMap(({ inUse }) =>
    when(inUse > 1, "schedules", `load balancers were in use for ${inUse} of the time`),
  );
}
