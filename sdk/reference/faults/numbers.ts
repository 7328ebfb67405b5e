/** Faults of integers and booleans on their way. */
import { drop, sendValues } from "../alterations.js";
import { type Change, type ClientFault, faultsOf } from "../change.js";

function timeout(change: (value: bigint, text: string) => string): Change {
  return sendValues((value, name) => (name === "TcpIdleTimeout" ? change(BigInt(value), value) : value));
}

function boolean(change: (value: string) => string): Change {
  return sendValues((value, name) => (name === "DryRun" ? change(value) : value));
}

export const numberFaults: readonly ClientFault[] = faultsOf("number", [
  {
    name: "integer-as-float",
    title: "An integer is sent with a fraction of zero.",
    requirement: "sdk.request.integers.decimal",
    change: timeout((_, text) => `${text}.0`),
  },
  {
    name: "integer-with-separators",
    title: "Thousands are set apart by commas, as the locale has it.",
    requirement: "sdk.request.integers.decimal",
    change: timeout((_, text) => text.replace(/\B(?=(?:\d{3})+$)/gu, ",")),
  },
  {
    name: "round-integer-with-exponent",
    title: "Multiples of a thousand are sent with an exponent.",
    requirement: "sdk.request.integers.decimal",
    change: timeout((value, text) => (value !== 0n && value % 1000n === 0n ? `${text.slice(0, -3)}e3` : text)),
  },
  {
    name: "integer-with-a-sign-at-twelve-bits",
    title: "The highest of twelve bits of an integer is taken for its sign.",
    requirement: "sdk.request.integers.decimal",
    change: timeout((value, text) => (value < 4096n ? BigInt.asIntN(12, value).toString() : text)),
  },
  {
    name: "integer-clamped",
    title: "An integer beyond the documented range is sent as the nearest one within it.",
    requirement: "sdk.request.integers.beyond-range",
    change: timeout((value, text) => (value < 60n ? "60" : value > 6000n ? "6000" : text)),
  },
  {
    name: "integer-without-sign",
    title: "The sign of a negative integer is lost.",
    requirement: "sdk.request.integers.beyond-range",
    change: timeout((_, text) => text.replace("-", "")),
  },
  {
    name: "integer-zero-dropped",
    title: "An integer that is zero is taken for one that was not set.",
    requirement: "sdk.request.integers.beyond-range",
    change: drop((name, value) => name === "TcpIdleTimeout" && value === "0"),
  },
  {
    name: "integer-wrapped",
    title: "An integer is kept in 32 bits, so that a larger one comes out as another.",
    requirement: "sdk.request.integers.beyond-range",
    change: timeout((value) => BigInt.asIntN(32, value).toString()),
  },
  {
    name: "integer-saturated",
    title: "An integer beyond 32 bits is sent as the greatest that they hold.",
    requirement: "sdk.request.integers.beyond-range",
    change: timeout((value, text) => (value > 2_147_483_647n ? "2147483647" : text)),
  },
  {
    name: "large-integer-with-exponent",
    title: "An integer beyond 32 bits is sent with an exponent.",
    requirement: "sdk.request.integers.beyond-range",
    change: timeout((value, text) => (value > 2_147_483_647n ? Number(value).toExponential() : text)),
  },
  {
    name: "booleans-as-digits",
    title: "Booleans are sent as 1 and 0.",
    requirement: "sdk.request.booleans",
    change: boolean((value) => (value === "true" ? "1" : "0")),
  },
  {
    name: "false-dropped",
    title: "False is taken for not set, and not sent.",
    requirement: "sdk.request.booleans",
    change: drop((name, value) => name === "DryRun" && value === "false"),
  },
  {
    name: "false-turned",
    title: "A boolean that was set is sent as true, whatever it is.",
    requirement: "sdk.request.booleans",
    change: boolean(() => "true"),
  },
  {
    name: "booleans-capitalised",
    title: "Booleans are sent as True and False.",
    requirement: "sdk.request.booleans.lower-case",
    graded: false,
    change: boolean((value) => `${value.charAt(0).toUpperCase()}${value.slice(1)}`),
  },
]);
