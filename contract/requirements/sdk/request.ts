/** What a client library makes of a call on the wire: operation, parameters, numbers and booleans; checked in `sdk/specs/request.spec.ts`. */
import { SOURCES, sdkClausesOf } from "./clause.js";

const { required, advisory } = sdkClausesOf("SDK / Request");

const settable = (parameter: string, example: string) =>
  required({
    statement: `${parameter} can be set, and arrives under its name with the value that was given.`,
    breaks: `A caller cannot say ${example}.`,
    source: SOURCES.parameters,
  });

/** Clauses on operation and parameters. */
export const SDK_REQUEST_REQUIREMENTS = {
  "sdk.request.one-request": required({
    statement: "One call that is answered is one request.",
    breaks: "Two listeners are asked for where the caller asked for one, and rates are used up twice as fast.",
    source: SOURCES.gateway,
  }),
  "sdk.request.action-and-version": required({
    statement:
      "The request names the operation and version 2024-04-15, in one place and with one meaning, and goes to path /.",
    breaks: "The gateway carries out another operation, or none.",
    source: SOURCES.gateway,
  }),
  "sdk.request.load-balancer-id": settable("LoadBalancerId", "on which load balancer the listener is to be"),
  "sdk.request.server-group-id": settable("ServerGroupId", "to which server group traffic goes"),
  "sdk.request.listener-description": settable("ListenerDescription", "what the listener is for"),
  "sdk.request.tcp-idle-timeout": settable("TcpIdleTimeout", "when idle connections end"),
  "sdk.request.dry-run": settable("DryRun", "that a request is only to be tried"),
  "sdk.request.client-token": settable("ClientToken", "which requests are the same one"),
  "sdk.request.tags": settable("Tag", "which tags the listener has"),
  "sdk.request.integers.decimal": required({
    statement: "An integer of the documented range arrives in decimal digits.",
    breaks: "The gateway refuses the number, or reads another one.",
    source: SOURCES.integers,
  }),
  "sdk.request.integers.beyond-range": required({
    statement:
      "An integer beyond the documented range, negative or of up to 53 bits, arrives as that number in decimal digits, or the call fails before anything is sent.",
    breaks: "A caller's mistake silently becomes some other time-out.",
    source: SOURCES.integers,
  }),
  "sdk.request.booleans": required({
    statement: "DryRun arrives as the word true or false that was meant, in letters.",
    breaks: "A dry run makes a listener, or a creation makes none.",
    source: SOURCES.gateway,
  }),
  "sdk.request.booleans.lower-case": advisory({
    statement: "Booleans are written in small letters.",
    breaks: "A stricter gateway does not understand True and False.",
    source: SOURCES.custom,
  }),
  "sdk.request.unset-absent": required({
    statement:
      "A parameter that the caller did not set is not sent at all: neither empty nor as null, None or undefined.",
    breaks: "The listener gets a value that nobody asked for, or a valid request is refused.",
    source: SOURCES.parameters,
  }),
  "sdk.request.nothing-invented": required({
    statement: "Nothing is sent beside what the caller set and what operation, gateway and signature need.",
    breaks: "Requests mean something that the caller did not say.",
    source: SOURCES.parameters,
  }),
  "sdk.request.region-id": advisory({
    statement: "RegionId, which the operation does not have, is not sent.",
    breaks: "Gateways that check parameters refuse the request.",
    source: SOURCES.parameters,
  }),
  "sdk.request.explicit-defaults": advisory({
    statement: "Documented defaults are left to the service.",
    breaks: "The default is frozen in the client when the service changes it.",
    source: SOURCES.parameters,
  }),
} as const;
