/** Mutants of TcpIdleTimeout: its bounds, its type, its default, single values. */
import { serverGroupOf } from "../../server/listener/state-rules.js";
import { illegalParameter, refuse } from "../../server/refusal.js";
import { all, alsoRefuse, keep, misread, show, spare } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

const ILLEGAL = illegalParameter("TcpIdleTimeout");
const CONFLICT = refuse(
  400,
  "OperationDenied.TcpIdleTimeoutConflictWithScheduler",
  "The TCP idle timeout of listener must be default value when the scheduling algorithm of server group is not 5TCH.",
);

/** Accepts whole numbers outside the range. */
function accepts(when: (seconds: number) => boolean): Change {
  const spared = (text: string | undefined) => text !== undefined && when(Number(text));
  return all(
    spare(
      "tcp-idle-timeout-integer",
      ({ tcpIdleTimeout = "" }) => /^-?\d+$/.test(tcpIdleTimeout) && spared(tcpIdleTimeout),
    ),
    spare("tcp-idle-timeout-range", ({ tcpIdleTimeout }) => spared(tcpIdleTimeout)),
  );
}

/** Refuses numbers inside the range. */
function refuses(when: (seconds: number) => boolean): Change {
  return alsoRefuse(
    "tcp-idle-timeout-range",
    ILLEGAL,
    ({ tcpIdleTimeout }) => tcpIdleTimeout !== undefined && when(Number(tcpIdleTimeout)),
  );
}

/** Takes other text for a number; undefined leaves it. */
function reads(change: (text: string) => string | undefined): Change {
  return misread((request) => {
    const text = request.tcpIdleTimeout;
    const other = text === undefined ? undefined : change(text);
    return other === undefined ? undefined : { ...request, tcpIdleTimeout: other };
  });
}

const BOUNDS: readonly MutantText[] = [
  {
    name: "timeout-59-accepted",
    title: "59 seconds are accepted.",
    requirement: "create-listener.tcp-idle-timeout.minimum",
    mutate: accepts((seconds) => seconds === 59),
  },
  {
    name: "timeout-small-accepted",
    title: "One to 59 seconds are accepted.",
    requirement: "create-listener.tcp-idle-timeout.minimum",
    mutate: accepts((seconds) => seconds > 0 && seconds < 60),
  },
  {
    name: "timeout-small-raised",
    title: "Less than 60 seconds are silently taken for 60.",
    requirement: "create-listener.tcp-idle-timeout.minimum",
    mutate: reads((text) => (/^\d+$/.test(text) && Number(text) > 0 && Number(text) < 60 ? "60" : undefined)),
  },
  {
    name: "timeout-60-refused",
    title: "60 seconds are refused.",
    requirement: "create-listener.tcp-idle-timeout.minimum",
    mutate: refuses((seconds) => seconds === 60),
  },
  {
    name: "timeout-6001-accepted",
    title: "6001 seconds are accepted.",
    requirement: "create-listener.tcp-idle-timeout.maximum",
    mutate: accepts((seconds) => seconds === 6001),
  },
  {
    name: "timeout-large-accepted",
    title: "There is no upper limit.",
    requirement: "create-listener.tcp-idle-timeout.maximum",
    mutate: accepts((seconds) => seconds > 6000),
  },
  {
    name: "timeout-large-lowered",
    title: "More than 6000 seconds are silently taken for 6000.",
    requirement: "create-listener.tcp-idle-timeout.maximum",
    mutate: reads((text) => (/^\d+$/.test(text) && Number(text) > 6000 ? "6000" : undefined)),
  },
  {
    name: "timeout-6000-refused",
    title: "6000 seconds are refused.",
    requirement: "create-listener.tcp-idle-timeout.maximum",
    mutate: refuses((seconds) => seconds === 6000),
  },
  {
    name: "timeout-zero-accepted",
    title: "Zero seconds are accepted.",
    requirement: "create-listener.tcp-idle-timeout.positive",
    mutate: accepts((seconds) => seconds === 0),
  },
  {
    name: "timeout-zero-is-default",
    title: "Zero is taken for the default.",
    requirement: "create-listener.tcp-idle-timeout.positive",
    mutate: reads((text) => (text === "0" ? "350" : undefined)),
  },
  {
    name: "timeout-negative-accepted",
    title: "Negative numbers are accepted.",
    requirement: "create-listener.tcp-idle-timeout.positive",
    mutate: accepts((seconds) => seconds < 0),
  },
  {
    name: "timeout-minus-sign-ignored",
    title: "The sign of a negative number is ignored.",
    requirement: "create-listener.tcp-idle-timeout.positive",
    mutate: reads((text) => (/^-\d+$/.test(text) ? text.slice(1) : undefined)),
  },
  {
    name: "timeout-above-900-refused",
    title: "More than 900 seconds are refused, as a sibling product has it.",
    requirement: "create-listener.tcp-idle-timeout.range",
    mutate: refuses((seconds) => seconds > 900),
  },
  {
    name: "timeout-odd-refused",
    title: "Odd numbers are refused.",
    requirement: "create-listener.tcp-idle-timeout.range",
    mutate: refuses((seconds) => seconds % 2 === 1),
  },
  {
    name: "timeout-multiple-of-256-refused",
    title: "Multiples of 256 are refused.",
    requirement: "create-listener.tcp-idle-timeout.every-value",
    mutate: refuses((seconds) => seconds % 256 === 0),
  },
  {
    name: "timeout-4097-refused",
    title: "4097 seconds and no other number are refused.",
    requirement: "create-listener.tcp-idle-timeout.every-value",
    mutate: refuses((seconds) => seconds === 4097),
  },
  {
    name: "timeout-1777-refused",
    title: "1777 seconds and no other number are refused.",
    requirement: "create-listener.tcp-idle-timeout.every-value",
    mutate: refuses((seconds) => seconds === 1777),
  },
];

const NUMBERS: readonly MutantText[] = [
  {
    name: "timeout-text-is-default",
    title: "Text that is no number is taken for the default.",
    requirement: "create-listener.tcp-idle-timeout.integer",
    mutate: reads((text) => (/^[A-Za-z]+$/.test(text) ? "350" : undefined)),
  },
  {
    name: "timeout-fraction-rounded",
    title: "Fractions of seconds are rounded.",
    requirement: "create-listener.tcp-idle-timeout.integer",
    mutate: reads((text) => (/^\d+\.\d*[1-9]\d*$/.test(text) ? String(Math.round(Number(text))) : undefined)),
  },
  {
    name: "timeout-trailing-text-ignored",
    title: "Text behind the digits is ignored, so 350s is 350.",
    requirement: "create-listener.tcp-idle-timeout.integer",
    mutate: reads((text) => /^(\d+)[^\d.]/.exec(text)?.[1]),
  },
  {
    name: "timeout-list-of-one-is-number",
    title: "A number in brackets is taken for the number.",
    requirement: "create-listener.tcp-idle-timeout.integer",
    profile: "smoke",
    mutate: reads((text) => /^\[(\d+)\]$/.exec(text)?.[1]),
  },
  {
    name: "timeout-wraps-at-32-bits",
    title: "Numbers wrap around at 32 bits.",
    requirement: "create-listener.tcp-idle-timeout.overflow",
    mutate: reads((text) =>
      /^\d{1,40}$/.test(text) && BigInt(text) > 0xffffffffn ? String(BigInt.asUintN(32, BigInt(text))) : undefined,
    ),
  },
  {
    name: "timeout-wraps-at-64-bits",
    title: "Numbers wrap around at 64 bits.",
    requirement: "create-listener.tcp-idle-timeout.overflow",
    mutate: reads((text) =>
      /^\d{1,40}$/.test(text) && BigInt(text) > 0xffffffffffffffffn
        ? String(BigInt.asUintN(64, BigInt(text)))
        : undefined,
    ),
  },
  {
    name: "timeout-overflow-is-default",
    title: "Numbers beyond 32 bits are taken for the default.",
    requirement: "create-listener.tcp-idle-timeout.overflow",
    mutate: reads((text) => (/^\d{10,}$/.test(text) && BigInt(text) > 0x7fffffffn ? "350" : undefined)),
  },
  {
    name: "timeout-leading-zero-refused",
    title: "A number with a leading zero is refused.",
    requirement: "create-listener.tcp-idle-timeout.spelling",
    graded: false,
    mutate: reads((text) => (/^0\d+$/.test(text) ? "leading zero" : undefined)),
  },
  {
    name: "timeout-leading-zero-accepted-as-octal",
    title: "A number with a leading zero is read as octal.",
    requirement: "create-listener.tcp-idle-timeout.spelling",
    graded: false,
    mutate: reads((text) => (/^0[0-7]+$/.test(text) ? String(Number.parseInt(text, 8)) : undefined)),
  },
];

const VALUES: readonly MutantText[] = [
  {
    name: "timeout-default-300",
    title: "The default is 300 seconds.",
    requirement: "create-listener.tcp-idle-timeout.default",
    mutate: keep((_, request) => (request.tcpIdleTimeout === undefined ? { tcpIdleTimeout: 300 } : undefined)),
  },
  {
    name: "timeout-default-not-shown",
    title: "A time-out that was not sent is not shown.",
    requirement: "create-listener.tcp-idle-timeout.default",
    mutate: show(({ TcpIdleTimeout, ...view }) => (TcpIdleTimeout === 350 ? view : undefined)),
  },
  {
    name: "timeout-required",
    title: "A request without a time-out is refused.",
    requirement: "create-listener.tcp-idle-timeout.default",
    mutate: alsoRefuse("tcp-idle-timeout-range", ILLEGAL, ({ tcpIdleTimeout }) => tcpIdleTimeout === undefined),
  },
  {
    name: "timeout-ignored",
    title: "The time-out that was sent is ignored.",
    requirement: "create-listener.tcp-idle-timeout.read-back",
    mutate: keep(({ tcpIdleTimeout }) => (tcpIdleTimeout === 350 ? undefined : { tcpIdleTimeout: 350 })),
  },
  {
    name: "timeout-rounded-to-tens",
    title: "The time-out is kept in tens of seconds.",
    requirement: "create-listener.tcp-idle-timeout.read-back",
    mutate: keep(({ tcpIdleTimeout }) =>
      tcpIdleTimeout % 10 === 0 ? undefined : { tcpIdleTimeout: tcpIdleTimeout - (tcpIdleTimeout % 10) },
    ),
  },
  {
    name: "timeout-shown-as-text",
    title: "The time-out is read back as text.",
    requirement: "create-listener.tcp-idle-timeout.read-back",
    mutate: show((view) => ({ ...view, TcpIdleTimeout: String(view.TcpIdleTimeout) })),
  },
  {
    name: "timeout-shown-in-milliseconds",
    title: "The time-out is read back in milliseconds.",
    requirement: "create-listener.tcp-idle-timeout.read-back",
    mutate: show((view) => ({ ...view, TcpIdleTimeout: Number(view.TcpIdleTimeout) * 1000 })),
  },
  {
    name: "timeout-maximum-kept-as-5999",
    title: "6000 seconds are kept as 5999.",
    requirement: "create-listener.tcp-idle-timeout.read-back",
    mutate: keep(({ tcpIdleTimeout }) => (tcpIdleTimeout === 6000 ? { tcpIdleTimeout: 5999 } : undefined)),
  },
  {
    name: "timeout-explicit-350-refused-with-3tch",
    title: "350 seconds, when sent, are refused with another scheduler than 5TCH.",
    requirement: "create-listener.tcp-idle-timeout.default-with-other-schedulers",
    mutate: alsoRefuse(
      "timeout-scheduler-conflict",
      CONFLICT,
      (request, context) => request.tcpIdleTimeout !== undefined && serverGroupOf(context)?.scheduler !== "5TCH",
    ),
  },
  {
    name: "timeout-absent-refused-with-2tch",
    title: "A request without a time-out is refused with the scheduler 2TCH.",
    requirement: "create-listener.tcp-idle-timeout.default-with-other-schedulers",
    mutate: alsoRefuse(
      "timeout-scheduler-conflict",
      CONFLICT,
      (request, context) => request.tcpIdleTimeout === undefined && serverGroupOf(context)?.scheduler === "2TCH",
    ),
  },
  {
    name: "timeout-conflict-unchecked-with-2tch",
    title: "Only the scheduler 3TCH is known to conflict with a time-out.",
    requirement: "create-listener.error.tcp-idle-timeout-conflict-with-scheduler",
    mutate: spare("timeout-scheduler-conflict", (_, context) => serverGroupOf(context)?.scheduler === "2TCH"),
  },
  {
    name: "timeout-conflict-unchecked-with-3tch",
    title: "Only the scheduler 2TCH is known to conflict with a time-out.",
    requirement: "create-listener.error.tcp-idle-timeout-conflict-with-scheduler",
    mutate: spare("timeout-scheduler-conflict", (_, context) => serverGroupOf(context)?.scheduler === "3TCH"),
  },
  {
    name: "timeout-conflict-only-above-default",
    title: "With another scheduler than 5TCH only longer time-outs than the default are refused.",
    requirement: "create-listener.error.tcp-idle-timeout-conflict-with-scheduler",
    mutate: spare("timeout-scheduler-conflict", ({ tcpIdleTimeout }) => Number(tcpIdleTimeout) < 350),
  },
  {
    name: "timeout-conflict-only-below-default",
    title: "With another scheduler than 5TCH only shorter time-outs than the default are refused.",
    requirement: "create-listener.error.tcp-idle-timeout-conflict-with-scheduler",
    profile: "smoke",
    mutate: spare("timeout-scheduler-conflict", ({ tcpIdleTimeout }) => Number(tcpIdleTimeout) > 350),
  },
  {
    name: "timeout-conflict-only-far-from-default",
    title: "With another scheduler than 5TCH a time-out within a second of the default is accepted.",
    requirement: "create-listener.error.tcp-idle-timeout-conflict-with-scheduler",
    profile: "smoke",
    mutate: spare("timeout-scheduler-conflict", ({ tcpIdleTimeout }) => Math.abs(Number(tcpIdleTimeout) - 350) < 2),
  },
];

export const tcpIdleTimeoutMutants = area("tcp-idle-timeout", [...BOUNDS, ...NUMBERS, ...VALUES]);
