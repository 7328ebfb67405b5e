/** Failures of earlier runs against a client library: they are put to it again, until they pass. */
import type { Counterexample } from "../evidence/counterexample.js";
import type { FailureStore } from "../evidence/failure-store.js";
import type { RequirementRecord } from "../evidence/record.js";
import type { StoredFailure } from "../evidence/stored-failure.js";
import { retryConversation, type SdkSession } from "./run-sdk.js";

/** How often a stored conversation is put to the library before it is believed that it passes. */
const TRIES = 3;

/** What became of one try. */
type Try =
  | { readonly is: "passes" }
  | { readonly is: "fails"; readonly kind: string; readonly counterexample: Counterexample }
  /** Nothing can be told of the library. */
  | { readonly is: "not-shown"; readonly reason: string };

/**
 * Puts a stored conversation to the library, three times.
 * @param stored a failure whose case is a conversation
 */
export async function retryStored(session: SdkSession, stored: StoredFailure): Promise<readonly Try[]> {
  const tries: Try[] = [];
  for (let i = 0; i < TRIES; i += 1) tries.push(tryOf(await retryConversation(session, stored)));
  return tries;
}

function tryOf(record: RequirementRecord | undefined): Try {
  if (record === undefined) return { is: "not-shown", reason: "this version has no such conversation any more" };
  const [counterexample] = record.counterexamples;
  if (counterexample !== undefined) return { is: "fails", kind: counterexample.kind ?? "", counterexample };
  if (record.outcome === "pass" && record.cases > 0) return { is: "passes" };
  return { is: "not-shown", reason: record.reason ?? "this version has no such conversation any more" };
}

/**
 * Keeps what records show, and holds each against what earlier runs have kept of its clause.
 * @param records of the checks, as they end
 * @param store of failures
 * @returns the records; what failed before and fails still is in them
 */
export async function* heldAgainst(
  store: FailureStore,
  session: SdkSession,
  records: AsyncIterable<RequirementRecord>,
): AsyncGenerator<RequirementRecord> {
  for await (const record of records) {
    for (const counterexample of record.counterexamples) store.keep(counterexample, new Date());
    yield await withEarlierFailures(store, session, record);
  }
}

async function withEarlierFailures(
  store: FailureStore,
  session: SdkSession,
  record: RequirementRecord,
): Promise<RequirementRecord> {
  const seen = new Set(record.counterexamples.map(({ kind }) => kind));
  const earlier = store.of(record.requirement).filter(({ kind }) => !seen.has(kind));
  let held = record;
  for (const stored of earlier) {
    const tries = await retryStored(session, stored);
    const failures = tries.flatMap((one) => (one.is === "fails" ? [one.counterexample] : []));
    const [first] = failures;
    if (first !== undefined) held = withFailure(held, first, failures.length === tries.length);
    else if (tries.every(({ is }) => is === "passes")) store.settle(stored, new Date());
  }
  return held;
}

function withFailure(record: RequirementRecord, counterexample: Counterexample, always: boolean): RequirementRecord {
  const counterexamples = [
    ...record.counterexamples,
    { ...counterexample, reproducible: always ? ("reproducible" as const) : ("flaky" as const) },
  ];
  if (record.outcome === "fail") return { ...record, counterexamples };
  const { expected, got } = counterexample;
  const reason = `kept by an earlier run, it fails still: expected ${expected}, got ${got}`;
  return { ...record, outcome: always ? "fail" : "flaky", reason, counterexamples };
}
