/** Ground truth: what a recording of the real service, or of any other target, has told. A file of it holds no id, no account and no secret. */
import { createHash } from "node:crypto";
import type { Outcome } from "../../contract/outcome.js";
import type { WaitSummary } from "../record.js";

export const TRUTH_VERSION = 1;

/** What one clause of the list of questions has told. */
export interface ToldClause {
  readonly clause: string;
  readonly outcome: Outcome;
  /** Why the outcome is no plain pass. */
  readonly reason?: string;
  /** Behaviour by question, in the order of the alphabet. */
  readonly answers: Readonly<Record<string, string>>;
}

/** How long waits of one name took. */
export type ToldTime = Omit<WaitSummary, "budgetMs">;

/** What is recorded, without the digest that proves it whole. */
export interface TruthContent {
  readonly truthVersion: typeof TRUTH_VERSION;
  readonly suite: { readonly name: string; readonly version: string; readonly contractRevision: string };
  readonly region: string;
  /** YYYY-MM-DD, UTC: the day on which the recording came to its end. */
  readonly recordedOn: string;
  readonly clauses: readonly ToldClause[];
  readonly times: readonly ToldTime[];
}

/** A whole truth. */
export interface Truth extends TruthContent {
  /** `sha256:` and the SHA-256 of the content as canonical JSON. */
  readonly digest: string;
}

/** How a run is held against a truth. */
export interface TruthUse {
  readonly truth: Truth;
  /** A difference decides the verdict; otherwise it is a warning. */
  readonly strict: boolean;
}

/** Adds the digest to a content. */
export function sealed(content: TruthContent): Truth {
  return { ...content, digest: digestOf(content) };
}

/**
 * The digest of a truth.
 * @param truth with or without a digest, which is left out
 */
export function digestOf(truth: TruthContent): string {
  const content = Object.fromEntries(Object.entries(truth).filter(([name]) => name !== "digest"));
  return `sha256:${createHash("sha256").update(canonical(content)).digest("hex")}`;
}

/** Where and when a truth was recorded, in words. */
export function originOf({ recordedOn, region }: Pick<Truth, "recordedOn" | "region">): string {
  return `on ${recordedOn} in ${region}`;
}

/** JSON with the names of every object in order and without blanks: one text for one content. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
