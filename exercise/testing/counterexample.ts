/** A counterexample for tests of what becomes of one. */
import { MINIMAL_DRAFT } from "../../contract/request.js";
import type { Counterexample } from "../../evidence/counterexample.js";

/** A counterexample that can be stored: a time-out of 59 seconds whose dry run passes. */
export const ACCEPTED_59: Counterexample = {
  requirement: "create-listener.tcp-idle-timeout.minimum",
  violation: "tcp-idle-timeout.too-small",
  lens: "dry-run",
  request: { TcpIdleTimeout: "59" },
  expected: "refused with HTTP 4xx",
  got: "HTTP 400 DryRunOperation",
  exchanges: [],
  curl: "curl --header 'authorization: <redacted>'",
  kind: "case|tcp-idle-timeout.too-small|dry-run|dry-run-passed 400",
  byValue: {
    is: "request",
    draft: { ...MINIMAL_DRAFT, tcpIdleTimeout: 59 },
    violation: "tcp-idle-timeout.too-small",
    control: MINIMAL_DRAFT,
  },
  seed: 5,
  path: "3:0",
  shrinkRequests: 1,
  reproducible: "reproducible",
  rerun: "npx gwlb-conformance run",
};
