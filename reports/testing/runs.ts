/** Runs that the tests of this room share. */

import { MINIMAL_DRAFT } from "../../contract/request.js";
import {
  ADVISORY,
  counterexampleOf,
  exchangeOf,
  HOSTILE,
  MAXIMUM,
  MINIMUM,
  PROBE,
  REQUIRED_IDS,
  recordOf,
  TAG_COUNT,
} from "../../evidence/testing/records.js";
import type { RunResult } from "../report.js";

/**
 * What a small run gives to the report: a pass, a violation, a missing situation, an advisory and a probe.
 * @param changes members that differ
 */
export function runOf(changes: Partial<RunResult> = {}): RunResult {
  const records = [
    recordOf(MINIMUM, { outcome: "fail", reason: "accepted 59", counterexamples: [counterexampleOf(MINIMUM)] }),
    recordOf(MAXIMUM, { coverage: { "timeout/6000": 4 }, waits: { listenerRunning: [40, 10, 20, 30] } }),
    recordOf(TAG_COUNT, { outcome: "not-exercised", reason: "no load balancer", missing: ["load-balancer/idle"] }),
    recordOf(ADVISORY, { outcome: "fail", warnings: [{ requirement: ADVISORY, message: "the header is absent" }] }),
    recordOf(PROBE, { fingerprint: { "value absent": "HTTP 400 MissingParam.TagValue" } }),
  ];
  return {
    suite: { name: "gwlb-conformance", version: "0.1.0" },
    target: {
      is: "endpoint",
      endpoint: "http://127.0.0.1:4010",
      embedded: false,
      region: "cn-wulanchabu",
      auth: "acs3",
    },
    profile: "standard",
    seed: 42,
    config: { run: { seed: 42 } },
    startedAt: new Date("2026-01-15T10:00:00Z"),
    endedAt: new Date("2026-01-15T10:00:12.500Z"),
    facts: { filtered: false, interrupted: false, timeStretched: false, faults: [], coverageFloor: 0.5 },
    planned: records.map(({ requirement }) => requirement),
    records,
    partition: ["timeout/60", "timeout/6000"],
    waitBudgets: { listenerRunning: 60_000 },
    ...changes,
  };
}

/** Like `runOf`, but every required requirement passes. */
export function passingRunOf(changes: Partial<RunResult> = {}): RunResult {
  return runOf({ records: REQUIRED_IDS.map((id) => recordOf(id)), planned: REQUIRED_IDS, ...changes });
}

/** Like `runOf`, with hostile text in every place a target can write to. */
export function hostileRunOf(): RunResult {
  const exchange = exchangeOf("CreateListener", 200, HOSTILE);
  const counterexample = counterexampleOf(MINIMUM, {
    got: HOSTILE,
    request: { ListenerDescription: HOSTILE, [HOSTILE]: "odd name" },
    curl: `curl ${HOSTILE}`,
    byValue: {
      is: "course",
      commands: [
        { do: "create", at: 0, draft: { ...MINIMAL_DRAFT, listenerDescription: HOSTILE } },
        { do: "replay", of: 0 },
      ],
    },
    history: [{ client: "client 1", operation: "create", result: HOSTILE, invokedAt: 0, returnedAt: 4.5 }],
    exchanges: [exchange, { ...exchange, outcome: { is: "no-answer", problem: { kind: "tls", detail: HOSTILE } } }],
  });
  return runOf({
    target: { is: "endpoint", endpoint: `http://x.test/${HOSTILE}`, embedded: false, region: HOSTILE, auth: "none" },
    records: [
      recordOf(MINIMUM, { outcome: "fail", reason: HOSTILE, counterexamples: [counterexample] }),
      recordOf(MAXIMUM, { outcome: "environment-error", reason: HOSTILE }),
      recordOf(TAG_COUNT, { outcome: "not-exercised", reason: HOSTILE }),
      recordOf(ADVISORY, { outcome: "fail", warnings: [{ requirement: ADVISORY, message: HOSTILE }] }),
      recordOf(PROBE, { fingerprint: { [HOSTILE]: HOSTILE } }),
    ],
  });
}
