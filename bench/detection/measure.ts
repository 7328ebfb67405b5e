/** The measurement: the correct server first, then each mutant, which counts as detected only when every run detects it. */
import type { MutantDescription } from "../../emulator/index.js";
import type { Contender, Examination, Finding } from "./contender.js";

/** A mutant and what one contender made of it. */
export interface MutantMeasure {
  readonly mutant: string;
  readonly area: string;
  readonly detected: boolean;
  /** The first new finding of each run; the last one is missing when the mutant was missed. */
  readonly kills: readonly Finding[];
  /** Why a run did not come to its end. */
  readonly problem?: string;
}

/** What one contender came to. */
export interface Measure {
  readonly contender: string;
  /** Kinds of findings with the correct server. They do not count with a mutant. */
  readonly falseAlarms: readonly string[];
  /** Requests of a whole run against the correct server, median. */
  readonly requestsOfRun: number;
  readonly mutants: readonly MutantMeasure[];
  /** Why not everything was measured. */
  readonly problem?: string;
}

/** How much is measured. */
export interface Extent {
  readonly mutants: readonly MutantDescription[];
  /** Runs per server, with seeds from 1. */
  readonly runs: number;
  readonly timeLimitMs: number;
  readonly signal: AbortSignal;
  /** Called after each mutant. */
  readonly onMutant: (contender: string, measure: MutantMeasure) => void;
}

/**
 * Measures one contender.
 * @returns what was measured until the signal came, or until the correct server could not be examined
 */
export async function measure(contender: Contender, extent: Extent): Promise<Measure> {
  const correct = await examineCorrect(contender, extent);
  const falseAlarms = new Set(correct.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
  const head = {
    contender: contender.name,
    falseAlarms: [...falseAlarms],
    requestsOfRun: median(correct.map(({ requests }) => requests)) ?? 0,
  };
  // Where the correct server was not seen to the end, nothing is known of false alarms, and a detection would mean nothing.
  const broken = correct.find(({ problem }) => problem !== undefined);
  if (broken !== undefined) return { ...head, mutants: [], problem: `with the correct server: ${broken.problem}` };
  const mutants: MutantMeasure[] = [];
  for (const mutant of extent.mutants) {
    const measured = await measureMutant(contender, mutant, falseAlarms, extent);
    if (extent.signal.aborted) return { ...head, mutants, problem: "interrupted" };
    mutants.push(measured);
    extent.onMutant(contender.name, measured);
  }
  return { ...head, mutants };
}

async function examineCorrect(contender: Contender, { runs, timeLimitMs, signal }: Extent): Promise<Examination[]> {
  const seen: Examination[] = [];
  for (let seed = 1; seed <= runs; seed += 1) {
    const examination = await contender.examine({ seed, falseAlarms: new Set(), timeLimitMs, signal });
    seen.push(examination);
    if (examination.problem !== undefined) break;
  }
  return seen;
}

async function measureMutant(
  contender: Contender,
  mutant: MutantDescription,
  falseAlarms: ReadonlySet<string>,
  { runs, timeLimitMs, signal }: Extent,
): Promise<MutantMeasure> {
  const kills: Finding[] = [];
  const head = { mutant: mutant.name, area: mutant.area };
  for (let seed = 1; seed <= runs; seed += 1) {
    const { findings, problem } = await contender.examine({ mutant, seed, falseAlarms, timeLimitMs, signal });
    const kill = findings.find(({ kind }) => !falseAlarms.has(kind));
    // One miss decides: further runs could not make it a detection.
    if (kill === undefined) return { ...head, detected: false, kills, ...(problem === undefined ? {} : { problem }) };
    kills.push(kill);
  }
  return { ...head, detected: true, kills };
}

/** Medians over the mutants that were detected; of a mutant with several runs its own median counts. */
interface CostOfDetection {
  readonly requests: number;
  readonly ms: number;
}

/** What a kill costs. @returns `undefined` when nothing was detected */
export function medianCostOf(mutants: readonly MutantMeasure[]): CostOfDetection | undefined {
  const detected = mutants.filter((mutant) => mutant.detected);
  const requests = median(detected.flatMap(({ kills }) => median(kills.map((kill) => kill.requests)) ?? []));
  const ms = median(detected.flatMap(({ kills }) => median(kills.map((kill) => kill.ms)) ?? []));
  return requests === undefined || ms === undefined ? undefined : { requests, ms };
}

/** The middle of some numbers; of an even count the mean of both middles. @returns `undefined` for none */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}
