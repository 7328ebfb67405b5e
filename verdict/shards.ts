/** Whether shards are together one whole run: which of them belong together, which is missing, there twice, or of another run, and what each of them has of another run. */
import { isDeepStrictEqual } from "node:util";
import type { RequirementId } from "../contract/catalogue.js";
import { type Shard, shardInWords } from "../contract/shard.js";
import { counted } from "../contract/words.js";
import type { RequirementRecord } from "../evidence/record.js";
import type { ShardEvidence, ShardedRun } from "../evidence/shard-evidence.js";
import { visible } from "../evidence/text.js";
import { blankRecord } from "./results.js";

/** The evidence of a shard, and what to call the place where it was found. */
export interface FoundShard {
  readonly source: string;
  readonly evidence: ShardEvidence;
}

/** Shards put together. */
interface GatheredShards {
  /** What they have in common. */
  readonly run: ShardedRun;
  /** Those of the run, in their order; of one that is there twice, each. */
  readonly shards: readonly FoundShard[];
  /** What they saw; a clause whose shard is missing was not exercised. */
  readonly records: readonly RequirementRecord[];
  /** Why they are no whole run, in sentences; empty if and only if they are. */
  readonly problems: readonly string[];
}

/**
 * Puts shards together. The run is that of most of them; others are foreign, and nothing they saw is used.
 * @param found at least one
 */
export function gatherShards(found: readonly [FoundShard, ...FoundShard[]]): GatheredShards {
  const run = mostCommonRun(found);
  const own = found.filter(({ evidence }) => isDeepStrictEqual(evidence.run, run));
  const foreign = found.filter((one) => !own.includes(one));
  const shards = own.toSorted((a, b) => a.evidence.shard.index - b.evidence.shard.index);
  const missing = Array.from({ length: run.shards }, (_, i): Shard => ({ index: i + 1, count: run.shards })).filter(
    ({ index }) => !shards.some(({ evidence }) => evidence.shard.index === index),
  );
  const planned = new Set(shards.flatMap(({ evidence }) => evidence.planned));
  const left = run.requirements.filter((id) => !planned.has(id));
  return {
    run,
    shards,
    records: [...shards.flatMap(({ evidence }) => evidence.records), ...left.map((id) => unseen(id, missing))],
    problems: [
      ...missing.map((shard) => `shard ${shardInWords(shard)} is missing`),
      ...doubled(shards),
      ...foreign.map((one) => `${nameOf(one)} is of another run: ${differenceInWords(one.evidence.run, run)}`),
      ...(missing.length === 0 && left.length > 0
        ? [
            `${counted(left.length, "clause")} of the run ${left.length === 1 ? "is" : "are"} in none of the shards: they were divided by other suites`,
          ]
        : []),
    ],
  };
}

function mostCommonRun(found: readonly [FoundShard, ...FoundShard[]]): ShardedRun {
  const votesFor = (run: ShardedRun) => found.filter(({ evidence }) => isDeepStrictEqual(evidence.run, run)).length;
  return found.map(({ evidence }) => evidence.run).reduce((best, run) => (votesFor(run) > votesFor(best) ? run : best));
}

function unseen(id: RequirementId, missing: readonly Shard[]): RequirementRecord {
  const names = missing.map(shardInWords).join(" or ");
  return blankRecord(
    id,
    "not-exercised",
    names === "" ? "it is in none of the shards" : `its shard is missing: ${names}`,
  );
}

function doubled(shards: readonly FoundShard[]): string[] {
  return [...new Set(shards.map(({ evidence }) => shardInWords(evidence.shard)))].flatMap((name) => {
    const same = shards.filter(({ evidence }) => shardInWords(evidence.shard) === name);
    if (same.length === 1) return [];
    return [`shard ${name} is there ${same.length} times: ${same.map(({ source }) => visible(source)).join(", ")}`];
  });
}

function nameOf({ source, evidence }: FoundShard): string {
  return `shard ${shardInWords(evidence.shard)} in ${visible(source)}`;
}

/** Differences that are named; more help nobody. */
const NAMED = 3;
const LONGEST = 80;

/** What of a shard is not as in the run, the most telling first. */
function differenceInWords(other: ShardedRun, run: ShardedRun): string {
  const all = Object.keys(WORDS)
    .filter(isMember)
    .flatMap((member) => differences(WORDS[member], other[member], run[member]));
  const named = all.slice(0, NAMED).join("; ");
  return all.length > NAMED ? `${named}; and more` : named;
}

/** What has to be the same, in words. */
const WORDS: Readonly<Record<keyof ShardedRun, string>> = {
  shards: "number of shards",
  seed: "seed",
  profile: "profile",
  suite: "suite",
  contractRevision: "contract revision",
  catalogue: "catalogue",
  target: "target",
  config: "configuration",
  baseline: "baseline",
  requirements: "selection of clauses",
};

function isMember(name: string): name is keyof ShardedRun {
  return name in WORDS;
}

function differences(where: string, other: unknown, own: unknown): string[] {
  if (isDeepStrictEqual(other, own)) return [];
  if (Array.isArray(other) && Array.isArray(own) && (other.length > NAMED || own.length > NAMED))
    return [`${where} of ${other.length} instead of ${own.length}, or others`];
  if (!isMap(other) || !isMap(own)) return [`${where} ${shown(other)} instead of ${shown(own)}`];
  const names = [...new Set([...Object.keys(own), ...Object.keys(other)])];
  return names.flatMap((name) => differences(`${where} ${visible(name)}`, other[name], own[name]));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = visible(value === undefined ? "none" : typeof value === "string" ? value : JSON.stringify(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
