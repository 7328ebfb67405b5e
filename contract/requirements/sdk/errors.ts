/** What a client library makes of errors; checked in `sdk/specs/errors.spec.ts`. */
import { SOURCES, sdkClausesOf } from "./clause.js";

const { required, advisory } = sdkClausesOf("SDK / Errors");

const NO_CODE = "Callers cannot tell a mistake of theirs from a fault on the way.";
const NO_STATUS = "Callers cannot tell what is worth another try.";

/** Clauses on errors. */
export const SDK_ERROR_REQUIREMENTS = {
  "sdk.errors.documented-codes": required({
    statement: "Each of the documented error codes reaches the caller as the code of an error of the service.",
    breaks: "Callers cannot tell what is wrong with their request.",
    source: SOURCES.codes,
  }),
  "sdk.errors.dry-run-operation": required({
    statement: "DryRunOperation, the answer to a dry run that passed, reaches the caller as a code.",
    breaks: "A dry run cannot be told from a failure.",
    source: SOURCES.parameters,
  }),
  "sdk.errors.gateway-codes": required({
    statement: "Codes of the gateway, on signatures, credentials, rates and outages, reach the caller as codes.",
    breaks: "Callers cannot tell wrong credentials from a wrong request.",
    source: SOURCES.envelope,
  }),
  "sdk.errors.unknown-codes": required({
    statement: "A code that nobody has documented reaches the caller as it is.",
    breaks: "The client breaks on the day when the service has one more code.",
    source: SOURCES.envelope,
  }),
  "sdk.errors.request-id": required({
    statement: "The RequestId of an error reaches the caller.",
    breaks: "Support cannot find the request.",
    source: SOURCES.envelope,
  }),
  "sdk.errors.message": advisory({
    statement: "The message of an error reaches the caller, with its words unchanged.",
    breaks: "People do not learn what is wrong.",
    source: SOURCES.envelope,
  }),
  "sdk.errors.status": advisory({
    statement: "The HTTP status of an error reaches the caller.",
    breaks: NO_STATUS,
    source: SOURCES.custom,
  }),
  "sdk.errors.never-success": required({
    statement:
      "An answer of 4xx or 5xx with an error, or a connection that breaks off without an answer, is never given to the caller as a success.",
    breaks: "The caller goes on with a listener that does not exist.",
    source: SOURCES.envelope,
  }),
  "sdk.errors.without-code": required({
    statement: "An answer of 4xx or 5xx in JSON without Code ends the call as an error.",
    breaks: "The caller goes on with a listener that does not exist, or the program breaks.",
    source: SOURCES.http,
  }),
  "sdk.errors.without-code.status": advisory({
    statement: "The HTTP status of an error without Code reaches the caller.",
    breaks: NO_STATUS,
    source: SOURCES.custom,
  }),
  "sdk.errors.html": required({
    statement: "An answer of 4xx or 5xx with a page of HTML ends the call as an error.",
    breaks: "The caller goes on with a listener that does not exist, or the program breaks.",
    source: SOURCES.http,
  }),
  "sdk.errors.html.status": advisory({
    statement: "The HTTP status of an error with a page of HTML reaches the caller.",
    breaks: NO_STATUS,
    source: SOURCES.custom,
  }),
  "sdk.errors.bad-gateway": required({
    statement: "An answer of 502 without a body ends the call as an error.",
    breaks: "The caller goes on with a listener that does not exist, or the program breaks.",
    source: SOURCES.http,
  }),
  "sdk.errors.bad-gateway.status": advisory({
    statement: "The HTTP status of a 502 without a body reaches the caller.",
    breaks: NO_STATUS,
    source: SOURCES.custom,
  }),
  "sdk.errors.code-not-invented": required({
    statement:
      "Where the service gave no Code, its error has none for the caller either: none of the client's own, and not undefined, None or null as text.",
    breaks: NO_CODE,
    source: SOURCES.envelope,
  }),
} as const;
