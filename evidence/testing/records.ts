/** Records that the tests of several rooms share. The ids are real ones, so that a renamed requirement breaks the build, not a test. */
import type { RequirementId } from "../../contract/catalogue.js";
import type { Exchange } from "../../contract/exchange.js";
import type { Counterexample } from "../counterexample.js";
import type { RequirementRecord } from "../record.js";

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

/** A record of a requirement that passed. */
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

/** A counterexample whose target accepted what it had to refuse. */
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

/** One exchange that was answered. */
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
