/** What of simultaneous calls must not be mixed up, and what must stay secret; checked in `sdk/specs/overlap.spec.ts` and `sdk/specs/secrecy.spec.ts`. */
import { FROM_STANDARD } from "../clause.js";
import { SOURCES, sdkClausesOf } from "./clause.js";

const overlap = sdkClausesOf("SDK / Overlap");
const secrecy = sdkClausesOf("SDK / Secrecy");

/** Clauses on simultaneous calls, where they are announced. */
export const SDK_OVERLAP_REQUIREMENTS = {
  "sdk.overlap.eight-calls": overlap.required({
    statement: "Of 8 simultaneous calls each sends its own parameters and gets its own answer.",
    breaks: "Programs that do several things at once get the results of others.",
    source: SOURCES.custom,
  }),
  "sdk.overlap.thirty-two-calls": overlap.required({
    statement: "Of 32 simultaneous calls each sends its own parameters and gets its own answer.",
    breaks: "Busy programs get the results of others.",
    source: SOURCES.custom,
    profiles: FROM_STANDARD,
  }),
} as const;

/** Clauses on secrets. */
export const SDK_SECRECY_REQUIREMENTS = {
  "sdk.secrecy.standard-error": secrecy.required({
    statement: "Neither secret, security token nor Authorization header is written to standard error.",
    breaks: "Logs give the account away.",
    source: SOURCES.secrecy,
  }),
  "sdk.secrecy.messages": secrecy.required({
    statement: "Neither secret, security token nor Authorization header is in the message of an error.",
    breaks: "Error reports give the account away.",
    source: SOURCES.secrecy,
  }),
  "sdk.secrecy.answers": secrecy.required({
    statement: "Neither secret, security token nor Authorization header is in what a call gives back.",
    breaks: "Results that are stored or shown give the account away.",
    source: SOURCES.secrecy,
  }),
  "sdk.secrecy.redirect": secrecy.required({
    statement: "A redirect to another host gets no signature, security token or secret of the caller.",
    breaks: "Whoever can answer once can act in the caller's name.",
    source: SOURCES.secrecy,
  }),
} as const;
