/** How long calls of a client library take, and how its waiter waits; checked in `sdk/specs/time.spec.ts` and `sdk/specs/waiter.spec.ts`. */
import { FROM_STANDARD } from "../clause.js";
import { SOURCES, sdkClausesOf } from "./clause.js";

const time = sdkClausesOf("SDK / Time");
const waiter = sdkClausesOf("SDK / Waiter");

/** Clauses on time. */
export const SDK_TIME_REQUIREMENTS = {
  "sdk.time.read-timeout": time.required({
    statement: "Each attempt on a server that does not answer ends within twice the read time-out that was set.",
    breaks: "Programs hang for longer than they said.",
    source: SOURCES.timeouts,
  }),
  "sdk.time.reported-as-timeout": time.required({
    statement: "A call that ends because the server did not answer in time is reported as a time-out.",
    breaks: "Callers cannot tell a slow service from a refusal.",
    source: SOURCES.timeouts,
  }),
  "sdk.time.whole-call-bounded": time.required({
    statement: "With all attempts and pauses of its own, a call on a server that never answers ends.",
    breaks: "Programs hang for ever.",
    source: SOURCES.timeouts,
    profiles: FROM_STANDARD,
  }),
  "sdk.time.silence-ends": time.required({
    statement:
      "A server that falls silent after the head, or in the middle, of an answer does not hold a call for ever.",
    breaks: "Programs hang for ever.",
    source: SOURCES.timeouts,
  }),
} as const;

/** Clauses on the waiter, where there is one. */
export const SDK_WAITER_REQUIREMENTS = {
  "sdk.waiter.ends-at-running": waiter.required({
    statement: "The waiter ends with success once the listener is Running.",
    breaks: "Programs wait for ever, or fail though all is well.",
    source: SOURCES.states,
  }),
  "sdk.waiter.not-before": waiter.required({
    statement: "The waiter does not end with success before the listener has been read as Running.",
    breaks: "Programs use a listener that is not ready.",
    source: SOURCES.states,
  }),
  "sdk.waiter.time-out": waiter.required({
    statement: "The waiter ends with an error once its time is up and the listener is not Running.",
    breaks: "Programs wait for ever, or take the listener for ready.",
    source: SOURCES.states,
  }),
  "sdk.waiter.listener-gone": waiter.required({
    statement: "The waiter ends with an error when the listener does not exist.",
    breaks: "Programs wait for ever, or take the listener for ready.",
    source: SOURCES.states,
  }),
  "sdk.waiter.reads-spaced": waiter.advisory({
    statement: "The waiter reads no more than 20 times a second.",
    breaks: "One waiting program uses up the rate of the account.",
    source: SOURCES.custom,
  }),
} as const;
