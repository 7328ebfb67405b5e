/** The benchmark's table. */
import Table from "cli-table3";
import type { Availability } from "./contender.js";
import { type Measure, medianCostOf } from "./measure.js";

type Absent = Extract<Availability, { is: "not-available" }>;

/**
 * Draws what was measured.
 * @param absent the others
 * @returns lines, with a line feed at the end
 */
export function renderTable(measures: readonly Measure[], absent: readonly Absent[], runs: number): string {
  const table = new Table({
    head: [
      "",
      `detected,\n${runs} of ${runs} runs`,
      "requests\nto a kill",
      "seconds\nto a kill",
      "requests of\na whole run",
      "false\nalarms",
    ],
    style: { head: [], border: [] },
  });
  for (const measure of measures) table.push(rowOf(measure));
  for (const { name, why } of absent) table.push([name, { colSpan: 5, content: `not available: ${why}` }]);
  const problems = measures.flatMap((measure) =>
    problemsOf(measure).map((problem) => `${measure.contender}: ${problem}`),
  );
  return `${[table.toString(), NOTE, ...problems].join("\n")}\n`;
}

const NOTE =
  "Medians over the mutants that each detects. Requests and seconds run from the first request to the one that shows the fault; starting a program is not counted.";

function rowOf(measure: Measure): string[] {
  const { contender, mutants, falseAlarms, requestsOfRun } = measure;
  const detected = mutants.filter((mutant) => mutant.detected).length;
  const share = mutants.length === 0 ? "" : ` (${Math.round((100 * detected) / mutants.length)} %)`;
  const cost = medianCostOf(mutants);
  return [
    contender,
    `${detected} of ${mutants.length}${share}`,
    cost === undefined ? "-" : String(Math.round(cost.requests)),
    cost === undefined ? "-" : (cost.ms / 1_000).toFixed(2),
    String(Math.round(requestsOfRun)),
    String(falseAlarms.length),
  ];
}

function problemsOf({ mutants, problem }: Measure): string[] {
  const broken = mutants.filter((mutant) => mutant.problem !== undefined);
  const [first] = broken;
  const unfinished =
    first === undefined
      ? []
      : [`${broken.length} mutants without a finished run, for example ${first.mutant}: ${first.problem}`];
  return problem === undefined ? unfinished : [problem, ...unfinished];
}
