/** What a shard leaves for those that put shards together: one file that holds all it saw, and a digest by which a changed or broken file is known. */

import { jsonObjectOf } from "../contract/answer.js";
import { REQUIREMENTS, type RequirementId } from "../contract/catalogue.js";
import { OUTCOMES } from "../contract/outcome.js";
import { PROFILES, type Profile } from "../contract/profile.js";
import type { Shard } from "../contract/shard.js";
import { validatorOf } from "../contract/validator.js";
import { digestOf } from "./digest.js";
import type { RequirementRecord } from "./record.js";
import type { Schedule } from "./schedule.js";
import type { EndpointSubject } from "./subject.js";

const SHARD_FORMAT = 1;

/** What has to be the same in all shards of a run. */
export interface ShardedRun {
  readonly shards: number;
  readonly suite: { readonly name: string; readonly version: string };
  readonly contractRevision: string;
  /** Digest of all clauses. */
  readonly catalogue: string;
  readonly profile: Profile;
  readonly seed: number;
  /** What is judged; of the embedded emulator without its address, which differs from process to process. */
  readonly target: Omit<EndpointSubject, "endpoint"> & { readonly endpoint?: string };
  /** Clauses of the whole run. */
  readonly requirements: readonly RequirementId[];
  /** Entries of the baseline. */
  readonly baseline: readonly { readonly requirement: string; readonly reason?: string; readonly expires?: string }[];
  /** Configuration, without what each shard may have for itself. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** All that a shard has to say. */
export interface ShardEvidence {
  readonly format: typeof SHARD_FORMAT;
  readonly shard: Shard;
  readonly run: ShardedRun;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly endpoint: string;
  /** Configuration of the whole run as this shard was given it, secrets replaced. */
  readonly asked: Readonly<Record<string, unknown>>;
  /** Milliseconds by wait name. */
  readonly waits: Readonly<Record<string, number>>;
  readonly coverageFloor: number;
  readonly timeStretched: boolean;
  readonly interrupted: boolean;
  /** Clauses of this shard. */
  readonly planned: readonly RequirementId[];
  readonly records: readonly RequirementRecord[];
  readonly schedules: readonly Schedule[];
  readonly faults: readonly string[];
  readonly notes: readonly string[];
  readonly strangers: readonly string[];
  /** Settings of the command that replays a kept failure. */
  readonly replaySettings: string;
}

/** The text of a shard's file. */
export function shardText(told: Omit<ShardEvidence, "format">): string {
  const evidence = { format: SHARD_FORMAT, ...told };
  return `${JSON.stringify({ digest: digestOf(evidence), evidence })}\n`;
}

/**
 * Reads a shard's file.
 * @returns the evidence, or in a few words what is wrong with the text
 */
export function parseShard(content: string): ShardEvidence | { readonly problem: string } {
  const file = jsonObjectOf(content);
  if (file?.digest === undefined) return { problem: "it is not the evidence of a shard, or not whole" };
  const { evidence } = file;
  if (digestOf(evidence) !== file.digest) return { problem: "its digest does not fit: it was changed" };
  const isEvidence = validator();
  if (isEvidence(evidence)) {
    const { shard, run: whole } = evidence;
    return shard.index <= shard.count && shard.count === whole.shards
      ? evidence
      : { problem: "there is no such shard" };
  }
  const [first] = isEvidence.errors ?? [];
  const where = first?.instancePath.slice(1).replaceAll("/", ".") || "it";
  return {
    problem: `${where} ${first?.message ?? "has a form that this version does not know"}: it may be of another version`,
  };
}

/** Digest of the clauses of this suite: shards are judged by the same ones. */
export function catalogueDigest(): string {
  return digestOf(REQUIREMENTS);
}

const text = { type: "string" } as const;
const time = { type: "string", format: "date-time" } as const;
const texts = { type: "array", items: text } as const;
const whole = { type: "integer", minimum: 0 } as const;
const clause = { enum: Object.keys(REQUIREMENTS) } as const;
const clauses = { type: "array", items: clause } as const;
const things = { type: "array", items: { type: "object" } } as const;
const map = { type: "object" } as const;
const numbers = { type: "object", additionalProperties: { type: "number" } } as const;

const record = object({
  requirement: clause,
  outcome: { enum: OUTCOMES },
  missing: texts,
  seed: { type: "integer" },
  cases: whole,
  cut: whole,
  requests: whole,
  throttled: whole,
  durationMs: { type: "number" },
  counterexamples: {
    type: "array",
    items: object({ requirement: clause, expected: text, got: text, exchanges: things }),
  },
  collateral: { type: "array", items: object({ requirement: clause, expected: text, got: text, exchanges: things }) },
  warnings: { type: "array", items: object({ requirement: clause, message: text }) },
  fingerprint: map,
  coverage: numbers,
  waits: map,
});

const run = object({
  shards: { type: "integer", minimum: 1 },
  suite: object({ name: text, version: text }),
  contractRevision: text,
  catalogue: text,
  profile: { enum: PROFILES },
  seed: { type: "integer" },
  target: object({ is: { const: "endpoint" }, embedded: { type: "boolean" }, region: text, auth: text }),
  requirements: clauses,
  baseline: { type: "array", items: object({ requirement: text }) },
  config: map,
});

const SCHEMA = object({
  format: { const: SHARD_FORMAT },
  shard: object({ index: { ...whole, minimum: 1 }, count: { ...whole, minimum: 1 } }),
  run,
  startedAt: time,
  endedAt: time,
  endpoint: text,
  asked: map,
  waits: numbers,
  coverageFloor: { type: "number" },
  timeStretched: { type: "boolean" },
  interrupted: { type: "boolean" },
  planned: clauses,
  records: { type: "array", items: record },
  schedules: {
    type: "array",
    items: object({
      loadBalancers: whole,
      durationMs: { type: "number" },
      cpuMs: { type: "number" },
      requests: whole,
      stays: things,
    }),
  },
  faults: texts,
  notes: texts,
  strangers: texts,
  replaySettings: text,
});

/** All members are demanded; others may be there. */
function object(properties: Readonly<Record<string, object>>): object {
  return { type: "object", required: Object.keys(properties), properties };
}

const validator = validatorOf<ShardEvidence>(() => SCHEMA);
