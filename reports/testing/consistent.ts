/** Reports that hold together in every part, as real runs write them: what tests of `verify` edit. */
import {
  CONTRACT_REVISION,
  isEndpointRequirementId,
  REQUIREMENTS,
  type RequirementId,
} from "../../contract/catalogue.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { counterexampleOf, exchangeOf, MAXIMUM, MINIMUM, recordOf, TAG_COUNT } from "../../evidence/testing/records.js";
import { ASKED, CUSTOM, told, truthWith } from "../../evidence/truth/testing/truths.js";
import { buildReport, type Report, type RunResult } from "../report.js";
import { withDigest } from "../report-digest.js";
import type { SuiteKnowledge } from "../verify/finding.js";
import { runOf } from "./runs.js";

/** What the suite that wrote these reports knows. */
export const KNOWLEDGE: SuiteKnowledge = {
  name: "gwlb-conformance",
  version: "0.1.0",
  defaultWaits: { listenerRunning: 60_000 },
  // The records of the tests all have this seed.
  seedOf: (runSeed) => runSeed,
  now: new Date("2026-01-15T12:00:00Z"),
};

export const SEEN_ON_THE_WAY: RequirementId = "create-listener.tcp-idle-timeout.read-back";
export const EXCUSED = MAXIMUM;

/** All clauses of the smoke profile on endpoints. */
const SMOKE = Object.keys(REQUIREMENTS)
  .filter(isEndpointRequirementId)
  .filter((id) => REQUIREMENTS[id].profiles.includes("smoke"));

const BODY = "LoadBalancerId=gwlb-1&ServerGroupId=sgp-1&TcpIdleTimeout=59";

/** A counterexample whose request, exchange and command agree. */
function agreeing(requirement: RequirementId, changes: Partial<Counterexample> = {}): Counterexample {
  const exchange = exchangeOf("CreateListener", 200, '{"ListenerId":"lsn-1","RequestId":"A0"}');
  const parameters = BODY.split("&").map((pair): readonly [string, string] => {
    const [name = "", value = ""] = pair.split("=");
    return [name, value];
  });
  return counterexampleOf(requirement, {
    exchanges: [{ ...exchange, request: { ...exchange.request, body: BODY, parameters } }],
    curl: `curl -X POST 'http://127.0.0.1:4010/' --data '${BODY}'`,
    ...changes,
  });
}

/** A run of the smoke profile. */
function smokeRun(records: readonly RequirementRecord[], changes: Partial<RunResult> = {}): Report {
  const changed = new Map(records.map((record) => [record.requirement, record]));
  const run = runOf({
    profile: "smoke",
    planned: SMOKE,
    records: SMOKE.map((id) => changed.get(id) ?? recordOf(id)),
    partition: ["timeout/60"],
    config: {
      target: { endpoint: "http://127.0.0.1:4010", region: "cn-wulanchabu", auth: "acs3" },
      waits: { listenerRunning: 60_000 },
      run: { seed: 42, profile: "smoke", coverageFloor: 0.5 },
    },
    proof: {
      provedAt: "2026-01-10T10:00:00.000Z",
      suiteVersion: "0.1.0",
      contractRevision: CONTRACT_REVISION,
      mutants: 10,
      killed: 10,
      survived: 0,
      notFired: 0,
      variants: 5,
      falseAlarms: 0,
    },
    ...changes,
  });
  return withDigest(buildReport(run, REQUIREMENTS));
}

/** Everything held. */
export function certifiedReport(): Report {
  const reached = recordOf(TAG_COUNT, { coverage: { "timeout/60": 4 }, waits: { listenerRunning: [40, 10, 20, 30] } });
  return smokeRun([reached]);
}

/** A violation, one that another check saw, one that is excused, one clause that was not exercised, and a stale excuse. */
export function violatedReport(): Report {
  const seen = agreeing(SEEN_ON_THE_WAY, { got: "no TcpIdleTimeout", reproducible: "not-rerun" });
  return smokeRun(
    [
      recordOf(MINIMUM, { outcome: "fail", counterexamples: [agreeing(MINIMUM)], collateral: [seen] }),
      recordOf(EXCUSED, { outcome: "fail", counterexamples: [agreeing(EXCUSED)] }),
      recordOf(TAG_COUNT, {
        outcome: "not-exercised",
        reason: "needs load-balancer/idle",
        missing: ["load-balancer/idle"],
      }),
    ],
    {
      baseline: [
        { requirement: EXCUSED, reason: "ticket 7", expires: "2026-02-01" },
        { requirement: "create-listener.tag.read-back", reason: "ticket 8", expires: "2026-02-01" },
      ],
    },
  );
}

/**
 * Everything held but what the real service does otherwise.
 * @param strict whether that decides
 */
export function heldReport(strict: boolean): Report {
  const truth = truthWith([
    told(ASKED, { "left out": "dry run passed" }),
    told(CUSTOM, { "equal tags": "accepted" }),
    told(MINIMUM),
  ]);
  return smokeRun(
    [
      recordOf(ASKED, { cases: 0, fingerprint: { "left out": "HTTP 400" } }),
      recordOf(CUSTOM, {
        outcome: "fail",
        reason: "equal tags were accepted",
        fingerprint: { "equal tags": "accepted" },
      }),
    ],
    { truth: { truth, strict } },
  );
}
