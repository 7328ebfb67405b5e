/** Bounds on what a report keeps of what a target said, so that no answer makes it unreadable. */
import type { Exchange } from "../contract/exchange.js";
import type { Counterexample, TimedOperation } from "../evidence/counterexample.js";
import type { RequirementRecord } from "../evidence/record.js";
import { cut } from "../evidence/text.js";

/** Bytes of UTF-8. */
export const BODY_BYTES = 16 * 1024;
const SENTENCE_BYTES = 2 * 1024;

export const COUNTEREXAMPLES_PER_REQUIREMENT = 5;
const EXCHANGES_PER_COUNTEREXAMPLE = 20;
const OPERATIONS_PER_HISTORY = 60;
const WARNINGS_PER_REQUIREMENT = 20;
const ANSWERS_PER_FINGERPRINT = 500;
const HEADERS = 100;

/**
 * Keeps one counterexample of each kind, and at most a handful.
 * @returns those kept, their texts bounded, and the number of those that are not
 */
export function boundedCounterexamples(all: readonly Counterexample[]): {
  readonly counterexamples: readonly Counterexample[];
  readonly counterexamplesOmitted: number;
} {
  // Not keyed by status or message: two violations refused or accepted alike are still two findings.
  const distinct = new Map(
    all.toReversed().map((one) => [JSON.stringify([one.violation, one.lens, one.expected, one.got]), one]),
  );
  const kept = [...distinct.values()].reverse().slice(0, COUNTEREXAMPLES_PER_REQUIREMENT);
  return { counterexamples: kept.map(boundedCounterexample), counterexamplesOmitted: all.length - kept.length };
}

/** Bounds the free texts of a record. @returns its reason, its warnings, each told once with how many checks saw it, and its fingerprint */
export function boundedRecord(record: RequirementRecord): {
  readonly reason?: string;
  readonly warnings: readonly string[];
  readonly fingerprint: Readonly<Record<string, string>>;
} {
  const warnings = timesSaid(record.warnings.map(({ message }) => cut(message, SENTENCE_BYTES)));
  return {
    ...(record.reason === undefined ? {} : { reason: cut(record.reason, SENTENCE_BYTES) }),
    warnings: warnings.slice(0, WARNINGS_PER_REQUIREMENT),
    fingerprint: boundedTexts(record.fingerprint, ANSWERS_PER_FINGERPRINT, SENTENCE_BYTES),
  };
}

/** Each message once; what several checks saw is told with how many. */
function timesSaid(messages: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const message of messages) times.set(message, (times.get(message) ?? 0) + 1);
  return [...times].map(([message, count]) => (count === 1 ? message : `${message} (seen by ${count} checks)`));
}

/** Keeps the first faults of the suite, their texts bounded. */
export function boundedFaults(faults: readonly string[]): string[] {
  return faults.slice(0, WARNINGS_PER_REQUIREMENT).map((fault) => cut(fault, SENTENCE_BYTES));
}

function boundedCounterexample(one: Counterexample): Counterexample {
  return {
    ...one,
    expected: cut(one.expected, SENTENCE_BYTES),
    got: cut(one.got, SENTENCE_BYTES),
    request: boundedTexts(one.request, HEADERS, BODY_BYTES),
    ...(one.curl === undefined ? {} : { curl: cut(one.curl, BODY_BYTES) }),
    exchanges: one.exchanges.slice(-EXCHANGES_PER_COUNTEREXAMPLE).map(boundedExchange),
    ...(one.history === undefined ? {} : { history: one.history.slice(-OPERATIONS_PER_HISTORY).map(boundedOperation) }),
  };
}

function boundedOperation(one: TimedOperation): TimedOperation {
  const operation = cut(one.operation, SENTENCE_BYTES);
  return { ...one, operation, ...(one.result === undefined ? {} : { result: cut(one.result, SENTENCE_BYTES) }) };
}

function boundedExchange(exchange: Exchange): Exchange {
  const { request, outcome } = exchange;
  return {
    ...exchange,
    request: {
      ...request,
      url: cut(request.url, BODY_BYTES),
      headers: boundedTexts(request.headers, HEADERS, SENTENCE_BYTES),
      body: cut(request.body, BODY_BYTES),
      parameters: request.parameters
        .slice(0, HEADERS)
        .map(([name, value]) => [cut(name, SENTENCE_BYTES), cut(value, BODY_BYTES)]),
    },
    outcome:
      outcome.is === "response"
        ? {
            is: "response",
            response: {
              status: outcome.response.status,
              headers: boundedTexts(outcome.response.headers, HEADERS, SENTENCE_BYTES),
              body: cut(outcome.response.body, BODY_BYTES),
            },
          }
        : {
            is: "no-answer",
            problem: { kind: outcome.problem.kind, detail: cut(outcome.problem.detail, SENTENCE_BYTES) },
          },
  };
}

function boundedTexts(texts: Readonly<Record<string, string>>, entries: number, bytes: number): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts)
      .slice(0, entries)
      .map(([name, text]) => [cut(name, SENTENCE_BYTES), cut(text, bytes)]),
  );
}
