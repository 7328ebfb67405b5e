/** The one place where outcomes become final: records, facts and excuses of a run go in, results and judgement come out. What decides a verdict is decided from here. */
import type { Catalogue, RequirementId } from "../contract/catalogue.js";
import type { RequirementRecord } from "../evidence/record.js";
import type { TruthUse } from "../evidence/truth/truth.js";
import { catalogueAgainst, gradeAgainst } from "./against/grade.js";
import { applyBaseline, type BaselineReading, type Excuse } from "./baseline.js";
import { type Judgement, judgeRun, type RunFacts } from "./judgement.js";
import { withoutDoubtful } from "./others-at-work.js";
import { completeResults } from "./results.js";

/** All that a verdict rests on. */
interface RunInEvidence {
  /** As the checks wrote them, in any order. */
  readonly records: readonly RequirementRecord[];
  readonly planned: readonly RequirementId[];
  readonly facts: RunFacts;
  readonly excuses: readonly Excuse[];
  /** What the run is held against where the page is silent; absent: nothing. */
  readonly truth?: TruthUse;
  /** YYYY-MM-DD, the day of the run. */
  readonly today: string;
}

/** Final. */
export interface Conclusion {
  /** One per requirement that was planned or seen, in the catalogue's order. */
  readonly results: readonly RequirementRecord[];
  readonly baseline: BaselineReading;
  readonly judgement: Judgement;
  /** The catalogue as it was judged by: a ground truth grades what the page leaves open. */
  readonly catalogue: Catalogue;
  /** What a ground truth has to say of the run, once for all clauses. */
  readonly notes: readonly string[];
}

/**
 * Concludes a run.
 * @param run what was seen, and what kind of run it was, faults of the suite included
 * @param page the catalogue as the page has it
 */
export function concludeRun(run: RunInEvidence, page: Catalogue): Conclusion {
  const records = run.records.flatMap((record) => withoutDoubtful(record, run.facts.strangers ?? []));
  const seen = completeResults(records, page, run.planned, run.facts.interrupted);
  const { results, notes } =
    run.truth === undefined ? { results: seen, notes: [] } : gradeAgainst(seen, page, run.truth);
  const catalogue = catalogueAgainst(page, run.truth);
  const baseline = applyBaseline(run.excuses, results, catalogue, run.today);
  return { results, baseline, judgement: judgeRun(results, catalogue, run.facts, baseline), catalogue, notes };
}
