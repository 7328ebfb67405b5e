/** What a client library sends again, and how; checked in `sdk/specs/idempotency.spec.ts`. */
import { FROM_STANDARD } from "../clause.js";
import { SOURCES, sdkClausesOf } from "./clause.js";

const { required, advisory } = sdkClausesOf("SDK / Idempotency");

/** Clauses on tokens and on sending again. */
export const SDK_IDEMPOTENCY_REQUIREMENTS = {
  "sdk.idempotency.token-unchanged": required({
    statement: "A token that the caller set goes out unchanged with every request of the call.",
    breaks: "A caller's own retry makes a second listener.",
    source: SOURCES.token,
  }),
  "sdk.idempotency.made-token-ascii": required({
    statement: "A token that the client makes is not empty and of ASCII only.",
    breaks: "The service refuses the request.",
    source: SOURCES.token,
  }),
  "sdk.idempotency.made-token-new": required({
    statement: "A token that the client makes is new for each call.",
    breaks: "The second creation is taken for the first one, and makes nothing.",
    source: SOURCES.token,
  }),
  "sdk.idempotency.resent-keeps-token": required({
    statement:
      "A creation that is sent again, after a reset, an outage, throttling or a time-out, has the token that it had at first.",
    breaks: "A creation that had been carried out is asked for once more.",
    source: SOURCES.resending,
  }),
  "sdk.idempotency.resent-unchanged": required({
    statement: "A creation that is sent again has all parameters that it had at first, with the same values.",
    breaks: "A creation that had to be sent twice makes another listener than was asked for, or is refused.",
    source: SOURCES.resending,
  }),
  "sdk.idempotency.resent-new-nonce": required({
    statement: "A creation that is sent again has a new nonce and a valid signature.",
    breaks: "The service refuses every retry as a replay.",
    source: SOURCES.signature,
  }),
  "sdk.idempotency.no-token-not-resent": required({
    statement: "A creation without a token that may have been carried out is not sent again.",
    breaks: "The caller gets an error though its listener exists, or two listeners exist.",
    source: SOURCES.resending,
  }),
  "sdk.idempotency.refusal-not-resent": required({
    statement: "A request that the service refused for what it says is not sent again.",
    breaks: "Refusals come late, and rates are used up.",
    source: SOURCES.resending,
  }),
  "sdk.idempotency.attempts-bounded": required({
    statement: "While every attempt fails, a call ends after a number of attempts.",
    breaks: "An outage becomes a storm of requests, and calls never end.",
    source: SOURCES.resending,
    profiles: FROM_STANDARD,
  }),
  "sdk.idempotency.pause": advisory({
    statement: "Between an attempt that was throttled or met an outage and the next one lies a pause.",
    breaks: "Clients keep an overloaded service down.",
    source: SOURCES.custom,
  }),
} as const;
