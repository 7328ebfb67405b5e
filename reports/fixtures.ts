/** Records that the tests of this room share. The ids are real ones, so that a renamed requirement breaks the build, not a test. */
import type { RequirementId } from "../contract/catalogue.js";
import type { Exchange } from "../contract/exchange.js";
import type { Counterexample, RequirementRecord } from "../contract/outcome.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import type { RunResult } from "./report.js";

export const REQUIRED_IDS = [
  "create-listener.tcp-idle-timeout.minimum",
  "create-listener.tcp-idle-timeout.maximum",
  "create-listener.tag.count",
] as const satisfies readonly RequirementId[];

export const [MINIMUM, MAXIMUM, TAG_COUNT] = REQUIRED_IDS;
export const ADVISORY: RequirementId = "create-listener.response.request-id-header";
export const PROBE: RequirementId = "create-listener.tag-value.missing";

/** Everything an output format may trip over, in one text. */
export const HOSTILE =
  "<script>alert(1)</script> ]]> --> \u001b[31mred\u001b[0m | pipe | `tick` ![x](http://evil.test/) \u202egnp.exe \0 \uFFFE & \"quoted\" 'too'\r\nnext line \u4f60\u597d";

/**
 * A record of a requirement that passed.
 * @param requirement its id
 * @param changes members that differ
 */
export function recordOf(requirement: RequirementId, changes: Partial<RequirementRecord> = {}): RequirementRecord {
  return {
    requirement,
    outcome: "pass",
    missing: [],
    seed: 42,
    cases: 10,
    cut: 0,
    requests: 20,
    throttled: 0,
    durationMs: 100,
    counterexamples: [],
    collateral: [],
    warnings: [],
    fingerprint: {},
    coverage: {},
    waits: {},
    ...changes,
  };
}

/**
 * A counterexample whose target accepted what it had to refuse.
 * @param requirement the violated one
 * @param changes members that differ
 */
export function counterexampleOf(requirement: RequirementId, changes: Partial<Counterexample> = {}): Counterexample {
  return {
    requirement,
    violation: "tcp-idle-timeout/below-minimum",
    lens: "create",
    request: { LoadBalancerId: "gwlb-1", ServerGroupId: "sgp-1", TcpIdleTimeout: "59" },
    expected: "HTTP 4xx with the error envelope",
    got: "HTTP 200",
    exchanges: [exchangeOf("CreateListener", 200, '{"ListenerId":"lsn-1","RequestId":"A0"}')],
    curl: "curl -X POST 'http://127.0.0.1:4010/' --data 'TcpIdleTimeout=59'",
    seed: 42,
    path: "3:0",
    shrinkRequests: 7,
    reproducible: "reproducible",
    rerun: `gwlb-conformance run --only ${requirement} --seed 42`,
    ...changes,
  };
}

/**
 * One exchange that was answered.
 * @param operation its name
 * @param status of the answer
 * @param body of the answer
 */
export function exchangeOf(operation: string, status: number, body: string): Exchange {
  return {
    operation,
    request: {
      method: "POST",
      url: "http://127.0.0.1:4010/",
      headers: { "content-type": "application/x-www-form-urlencoded", authorization: "[redacted]" },
      body: "LoadBalancerId=gwlb-1&TcpIdleTimeout=59",
      parameters: [
        ["LoadBalancerId", "gwlb-1"],
        ["TcpIdleTimeout", "59"],
      ],
    },
    outcome: { is: "response", response: { status, headers: { "content-type": "application/json" }, body } },
    startedAt: 1000,
    endedAt: 1012,
    throttled: 0,
  };
}

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
    target: { endpoint: "http://127.0.0.1:4010", embedded: false, region: "cn-wulanchabu", auth: "acs3" },
    profile: "standard",
    seed: 42,
    config: { run: { seed: 42 } },
    startedAt: new Date("2026-01-15T10:00:00Z"),
    endedAt: new Date("2026-01-15T10:00:12.500Z"),
    facts: { filtered: false, interrupted: false, timeStretched: false, coverageFloor: 0.5 },
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
    target: { endpoint: `http://x.test/${HOSTILE}`, embedded: false, region: HOSTILE, auth: "none" },
    records: [
      recordOf(MINIMUM, { outcome: "fail", reason: HOSTILE, counterexamples: [counterexample] }),
      recordOf(MAXIMUM, { outcome: "environment-error", reason: HOSTILE }),
      recordOf(TAG_COUNT, { outcome: "not-exercised", reason: HOSTILE }),
      recordOf(ADVISORY, { outcome: "fail", warnings: [{ requirement: ADVISORY, message: HOSTILE }] }),
      recordOf(PROBE, { fingerprint: { [HOSTILE]: HOSTILE } }),
    ],
  });
}
