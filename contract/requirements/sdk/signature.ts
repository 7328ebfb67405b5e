/** How a client library signs; checked in `sdk/specs/signature.spec.ts`. */
import { SOURCES, sdkClausesOf } from "./clause.js";

const { required } = sdkClausesOf("SDK / Signature");

/** Clauses on signatures. */
export const SDK_SIGNATURE_REQUIREMENTS = {
  "sdk.signature.valid": required({
    statement: "Every request is signed with the caller's secret over just what is sent, by V3 or V2.",
    breaks: "The service refuses the request.",
    source: SOURCES.signature,
  }),
  "sdk.signature.later-requests": required({
    statement: "The second and every later request of a client, on whatever connection, is signed validly too.",
    breaks: "A program works until its second request.",
    source: SOURCES.signature,
  }),
  "sdk.signature.sts": required({
    statement:
      "With temporary credentials every request carries the security token and is signed validly; with lasting ones none does.",
    breaks: "Nobody with a role can use the client, or beside others.",
    source: SOURCES.signature,
  }),
  "sdk.signature.nonce-unique": required({
    statement: "No two requests of a client have the same nonce.",
    breaks: "The service refuses the second one as a replay.",
    source: SOURCES.signature,
  }),
  "sdk.signature.nonce-unique-across-clients": required({
    statement: "No two clients send the same nonce, in one program or in several.",
    breaks: "Programs with several clients fail now and then.",
    source: SOURCES.signature,
  }),
  "sdk.signature.date-fresh": required({
    statement:
      "Every request is dated when it is made: within a minute of its arrival, and after a pause later than the one before.",
    breaks: "Programs fail once they have been running for a quarter of an hour.",
    source: SOURCES.signature,
  }),
  "sdk.signature.body-hash": required({
    statement: "Where the hash of the body is sent, it is that of the body that is sent.",
    breaks: "The service refuses the request.",
    source: SOURCES.signature,
  }),
  "sdk.signature.secret-not-sent": required({
    statement: "The access key secret is in nothing that is sent, in no usual encoding.",
    breaks: "Whoever sees a request owns the account.",
    source: SOURCES.secrecy,
  }),
} as const;
