/**
 * What it costs to notice a fault: this suite against tools that somebody would take instead, who has an OpenAPI description of the
 * operation. The same mutants for all, the correct server first.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { faultOf } from "../../cli/faults.js";
import { openWorkbench } from "../../cli/self-test/workbench.js";
import { listenForStop } from "../../cli/stopping.js";
import { wholeNumber } from "../../cli/whole-number.js";
import { type MutantDescription, mutants } from "../../emulator/index.js";
import { visibleJson } from "../../evidence/text.js";
import { ensureWritable } from "../../reports/write.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import type { Availability, Contender } from "./contender.js";
import { type Measure, type MutantMeasure, measure } from "./measure.js";
import { comparable, spread } from "./sample.js";
import { prepareSchemathesis } from "./schemathesis.js";
import { prepareSpecmatic } from "./specmatic.js";
import { aimedSuite, wholeSuite } from "./suite.js";
import { renderTable } from "./table.js";

const TOOLS = ["suite", "schemathesis", "specmatic"] as const;
type ToolName = (typeof TOOLS)[number];

interface Options {
  readonly sample: number;
  readonly all?: boolean;
  readonly tools: readonly ToolName[];
  readonly runs: number;
  readonly timeLimit: number;
  readonly output: string;
}

const KIND_CHARACTERS = 300;

const program = new Command("bench:detection")
  .description(
    "Requests and seconds until a fault is noticed, for this suite and for tools that read an OpenAPI description.",
  )
  .option("--sample <n>", "how many mutants, spread evenly", wholeNumber(1, 10_000), 24)
  .option("--all", "every mutant that all contenders could notice")
  .option("--tools <names>", `which of ${TOOLS.join(", ")}`, toolNames, [...TOOLS])
  .option("--runs <n>", "runs per server, all of which must detect", wholeNumber(1, 10), 3)
  .option("--time-limit <seconds>", "bound on one run of one tool", wholeNumber(5, 3_600), 180)
  .option("--output <folder>", "where tools are installed and results are written", "reports/output/detection")
  .exitOverride()
  .action(benchmark);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = tellFault(error);
}

/** Commander has told its own errors already. */
function tellFault(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.conformant : EXIT_CODES.usage;
  const { text, exitCode } = faultOf(error, process.env);
  process.stderr.write(text);
  return exitCode;
}

function toolNames(text: string): ToolName[] {
  const asked = text.split(",").map((name) => name.trim());
  const unknown = asked.find((name) => !TOOLS.some((tool) => tool === name));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of ${TOOLS.join(", ")}.`);
  return TOOLS.filter((tool) => asked.includes(tool));
}

async function benchmark(options: Options): Promise<void> {
  const output = resolve(options.output);
  await ensureWritable(output);
  const ledgers = await mkdtemp(join(output, "ledgers-"));
  const stopping = listenForStop();
  const candidates = comparable(mutants);
  const chosen = options.all ? candidates : spread(candidates, options.sample);
  const extent = `${chosen.length} of ${candidates.length} mutants, ${options.runs} runs each`;
  console.error(extent);
  try {
    const available = await contenders(options.tools, output, ledgers, stopping.signal);
    const measures = await measureAll(options, chosen, available, stopping.signal);
    await report(options, extent, output, available, measures);
  } finally {
    stopping.end();
    await rm(ledgers, { recursive: true, force: true });
  }
}

async function contenders(
  tools: readonly ToolName[],
  output: string,
  ledgers: string,
  signal: AbortSignal,
): Promise<Availability[]> {
  const found: Availability[] = [];
  if (tools.includes("suite")) {
    const bench = await openWorkbench(ledgers);
    found.push(ready(wholeSuite(bench)), ready(aimedSuite(bench)));
  }
  if (tools.includes("schemathesis")) found.push(await prepareSchemathesis(output, signal));
  if (tools.includes("specmatic")) found.push(await prepareSpecmatic(output, signal));
  return found;
}

function ready(contender: Contender): Availability {
  return { is: "ready", contender };
}

async function measureAll(
  { runs, timeLimit }: Options,
  chosen: readonly MutantDescription[],
  available: readonly Availability[],
  signal: AbortSignal,
): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const availability of available) {
    if (availability.is !== "ready" || signal.aborted) continue;
    const extent = { mutants: chosen, runs, timeLimitMs: timeLimit * 1_000, signal, onMutant: tell };
    measures.push(await measure(availability.contender, extent));
  }
  return measures;
}

function tell(contender: string, { mutant, detected, kills, problem }: MutantMeasure): void {
  const [first] = kills;
  const how =
    detected && first !== undefined
      ? `detected after ${first.requests} requests`
      : `missed (${kills.length} runs detected it)`;
  console.error(`${contender}: ${mutant} ${how}${problem === undefined ? "" : `; ${problem}`}`);
}

async function report(
  options: Options,
  extent: string,
  output: string,
  available: readonly Availability[],
  measures: readonly Measure[],
): Promise<void> {
  const absent = available.filter((one) => one.is === "not-available");
  const { runs, timeLimit } = options;
  const results = {
    measuredAt: new Date().toISOString(),
    extent,
    runs,
    timeLimitSeconds: timeLimit,
    absent,
    measures: measures.map(bounded),
  };
  const file = join(output, "detection.json");
  await writeFile(file, `${visibleJson(results)}\n`);
  process.stdout.write(`${extent}\n${renderTable(measures, absent, runs)}`);
  console.error(`results written to ${file}`);
}

/** Kinds are texts of the tools: some are very long. */
function bounded(measured: Measure): Measure {
  return {
    ...measured,
    falseAlarms: measured.falseAlarms.map((kind) => kind.slice(0, KIND_CHARACTERS)),
    mutants: measured.mutants.map((mutant) => ({
      ...mutant,
      kills: mutant.kills.map((kill) => ({ ...kill, kind: kill.kind.slice(0, KIND_CHARACTERS) })),
    })),
  };
}
