/** What the page says of TcpIdleTimeout; checked in `specs/tcp-idle-timeout.spec.ts`. */
import { clausesOf, FROM_STANDARD, on } from "./clause.js";

const { here, probe, required } = clausesOf("Request parameters / TcpIdleTimeout");

const NAME = [here("95d640f96ca2196a", "TcpIdleTimeout"), here("f0ff7c6498404375", "The timeout period of")];
const TYPE = [here("2dba2454d80024ac", "integer")];
const RANGE = [here("780280a70209d050", "Valid values: 60 to")];
const DEFAULT = [here("1e1284a4dfa81855", "Default value: 350")];

/** Clauses on TcpIdleTimeout, in seconds. */
export const TCP_IDLE_TIMEOUT_REQUIREMENTS = {
  "create-listener.tcp-idle-timeout.minimum": required({
    statement: "60 seconds is accepted, less is refused.",
    breaks: "The documented minimum fails, or a time-out is stored that the data plane cannot keep.",
    fragments: RANGE,
  }),
  "create-listener.tcp-idle-timeout.maximum": required({
    statement: "6000 seconds is accepted, more is refused.",
    breaks: "The documented maximum fails, or a time-out is stored that the data plane cannot keep.",
    fragments: RANGE,
  }),
  "create-listener.tcp-idle-timeout.range": required({
    statement: "Every whole number of seconds from 60 to 6000 is accepted and read back.",
    breaks: "Single values fail or are stored as something else.",
    fragments: [...RANGE, ...NAME],
  }),
  "create-listener.tcp-idle-timeout.every-value": required({
    statement: "No whole number from 60 to 6000 is an exception, tried one by one.",
    breaks: "A single value fails that sampling does not find.",
    fragments: RANGE,
    profiles: FROM_STANDARD,
  }),
  "create-listener.tcp-idle-timeout.positive": required({
    statement: "Zero and negative numbers are refused.",
    breaks: "Connections are cut at once, or never.",
    fragments: RANGE,
  }),
  "create-listener.tcp-idle-timeout.integer": required({
    statement: "Text that is no number at all and fractions of seconds are refused.",
    breaks: "A caller's mistake silently becomes some other time-out.",
    fragments: TYPE,
  }),
  "create-listener.tcp-idle-timeout.overflow": required({
    statement: "Numbers beyond 32 and 64 bits are refused, also those that would wrap around into the range.",
    breaks: "A huge time-out silently becomes a small one.",
    fragments: [...TYPE, ...RANGE],
  }),
  "create-listener.tcp-idle-timeout.default": required({
    statement: "Without TcpIdleTimeout the listener has 350 seconds.",
    breaks: "Connections are cut earlier or later than documented.",
    fragments: [...DEFAULT, here("deeeb5df3f2cee6b", "350")],
  }),
  "create-listener.tcp-idle-timeout.read-back": required({
    statement: "The time-out that was sent is read back as the same whole number.",
    breaks: "Declarative tools see drift for ever.",
    fragments: NAME,
  }),
  "create-listener.tcp-idle-timeout.default-with-other-schedulers": required({
    statement:
      "The default of 350 seconds, explicit or by leaving it out, is accepted with a server group that does not use 5TCH.",
    breaks: "Listeners for 3TCH and 2TCH groups cannot be made at all.",
    fragments: [on("1b57bcdd3852af30", "Error codes", "The TCP idle timeout"), ...DEFAULT],
    also: ["server-group/scheduler-3tch", "server-group/scheduler-2tch"],
  }),
  "create-listener.tcp-idle-timeout.meaning": required({
    statement:
      "Where an unusual spelling of a number is accepted, the listener has the number that it spells, or the default; never another one, and none out of the range.",
    breaks: "A time-out that nobody asked for is stored, and nobody is told.",
    fragments: [...TYPE, ...RANGE, ...NAME],
  }),
  "create-listener.tcp-idle-timeout.spelling": probe({
    statement:
      "How unusual spellings of a number are read: sign, blanks, leading zeros, exponent, hexadecimal, digits of other scripts, empty text.",
    breaks: "Nothing documented.",
    source: "the page names the type only",
    profiles: FROM_STANDARD,
  }),
} as const;
