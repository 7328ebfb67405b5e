/** What the page says of DryRun; checked in `specs/dry-run.spec.ts`. */
import { clausesOf, FROM_STANDARD, on } from "./clause.js";

const { advisory, here, probe, required } = clausesOf("Request parameters / DryRun");

const PASSES = [here("78f42b89365d73d1", "If the request passes"), here("a4f7e6038e3e1125", "true: performs a dry")];
const CHECKS = [here("0d897e2dba712672", "The system checks the"), here("31f57563fe8e1c7a", "If the request fails")];
const REAL = [
  here("5861382c6857bc88", "false (default): sends the"),
  here("0f23295ee8d1c32e", "If the request passes"),
];

/** Clauses on DryRun. */
export const DRY_RUN_REQUIREMENTS = {
  "create-listener.dry-run.passes": required({
    statement: "A valid request with DryRun true is answered with the code DryRunOperation.",
    breaks: "Pre-flight checks of deployments report valid requests as broken.",
    fragments: PASSES,
  }),
  "create-listener.dry-run.creates-nothing": required({
    statement: "A dry run creates no listener and takes up no place on the load balancer.",
    breaks: "Checking a request changes production.",
    fragments: [...PASSES, here("bae12c7fb5557f4c", "Specifies whether to perform")],
  }),
  "create-listener.dry-run.checks-parameters": required({
    statement: "A dry run of a request with a missing or ill-formed parameter is answered with that error.",
    breaks: "A request that passed its dry run fails when it counts.",
    fragments: CHECKS,
  }),
  "create-listener.dry-run.checks-limits": required({
    statement: "A dry run reports exceeded limits: too many tags, and a load balancer that already has its listener.",
    breaks: "A request that passed its dry run fails when it counts.",
    fragments: CHECKS,
  }),
  "create-listener.dry-run.false-creates": required({
    statement: "With DryRun false the listener is created and the answer is 2xx.",
    breaks: "Clients that spell out the default create nothing.",
    fragments: [...REAL, here("fcbcf165908dd18a", "false")],
  }),
  "create-listener.dry-run.absent-creates": required({
    statement: "Without DryRun the listener is created and the answer is 2xx.",
    breaks: "Clients that leave it out create nothing.",
    fragments: REAL,
  }),
  "create-listener.dry-run.leaves-token": required({
    statement: "After a dry run, the real request with the same token is not answered with the result of the dry run.",
    breaks: "A client that checks first and then creates with one token creates nothing and is told it did.",
    fragments: REAL,
  }),
  "create-listener.dry-run.used-token": required({
    statement:
      "A dry run under a token that a creation or another dry run has used is answered as a dry run or refused: never with a listener, and replays of the creation go on as if it had not been.",
    breaks: "A client that checks a request once more is told that it made a listener, or loses the one that it made.",
    fragments: [
      ...PASSES,
      here("bae12c7fb5557f4c", "Specifies whether to perform"),
      on("5db4e9f01154ade5", "Request parameters / ClientToken", "The client token that"),
    ],
  }),
  "create-listener.dry-run.malformed": required({
    statement: "A DryRun that is no spelling of true or false is refused.",
    breaks: "A mistyped dry run creates a listener in production.",
    fragments: [here("bf84d3d60e93cc95", "boolean"), here("6ed7f3477db9ebe2", "Valid values:")],
  }),
  "create-listener.dry-run.status": advisory({
    statement: "DryRunOperation comes with an HTTP 4xx status.",
    breaks: "Clients that look at the status first take the dry run for a creation.",
    source: "the page calls it an error code but names no status; siblings use 400",
  }),
  "create-listener.dry-run.spelling": probe({
    statement: "How other spellings of a boolean are read: True, TRUE, 1, yes, on, empty text.",
    breaks: "Nothing documented.",
    source: "the page names true and false",
    profiles: FROM_STANDARD,
  }),
  "create-listener.dry-run.state-checks": probe({
    statement: "Whether a dry run also looks at whether resources exist, their state, their VPC and the scheduler.",
    breaks: "Nothing documented: the page names parameters, format and limits.",
    fragments: [here("0d897e2dba712672", "The system checks the")],
  }),
} as const;
