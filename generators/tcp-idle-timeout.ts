/** Idle time-outs: valid ones, invalid ones, and unusual spellings: whether those are accepted is open, what they mean is not. */
import fc from "fast-check";
import { TCP_IDLE_TIMEOUT } from "../contract/parameters.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../contract/request.js";
import type { ServerGroupSituation } from "../contract/situations.js";
import type { ViolationLabel } from "../contract/violations.js";
import { type Family, valid, violated } from "./specimen.js";
import { OTHER_PARAMETERS } from "./tag.js";

const { minimum: MIN, maximum: MAX, default: DEFAULT } = TCP_IDLE_TIMEOUT;

/** A minimal request with a time-out, in seconds or as raw text. */
export function withTimeout(tcpIdleTimeout: number | string): RequestDraft {
  return { ...MINIMAL_DRAFT, tcpIdleTimeout };
}

const CONTROL = withTimeout(MIN);
const refusedAs = (label: ViolationLabel, value: number | string) => violated(label, CONTROL, withTimeout(value));

/** Exactly these numbers of seconds. */
export function exactly(...seconds: readonly number[]): Family {
  return { examples: seconds.map((value) => valid(withTimeout(value))) };
}

const allowed = (values: readonly number[]) =>
  [...new Set(values)].filter((value) => value >= MIN && value <= MAX).sort((a, b) => a - b);

/** Numbers at which representations change, or that people like to try: where single-value faults tend to sit. */
const TELLING = allowed([
  ...[64, 128, 256, 512, 1024, 2048, 4096].flatMap((power) => [power - 1, power, power + 1]),
  ...[
    99, 101, 111, 123, 222, 333, 349, 351, 404, 444, 500, 555, 666, 777, 888, 999, 1001, 1111, 1234, 1337, 2222, 3333,
  ],
  ...[4321, 4444, 5432, 5555],
]);
/** Those, and whole minutes and hundreds. */
const REMARKABLE = allowed([
  ...TELLING,
  ...Array.from({ length: 100 }, (_, i) => (i + 1) * 60),
  ...Array.from({ length: 60 }, (_, i) => (i + 1) * 100),
]);

/** The range with its ends and its default. */
export const withinRange: Family = {
  examples: [MIN, MIN + 1, DEFAULT - 1, DEFAULT, DEFAULT + 1, MAX - 1, MAX].map((value) => valid(withTimeout(value))),
  arbitrary: fc
    .oneof(
      { weight: 1, arbitrary: fc.constantFrom(...REMARKABLE) },
      { weight: 2, arbitrary: fc.integer({ min: MIN, max: MAX }) },
    )
    .map((value) => valid(withTimeout(value))),
};

export const remarkableValues: Family = {
  ...exactly(...new Set([...TELLING, ...REMARKABLE])),
  kept: { "dry-run": TELLING.length },
};

export const everyValue: Family = exactly(...Array.from({ length: MAX - MIN + 1 }, (_, i) => MIN + i));

export const belowMinimum: Family = {
  examples: Array.from({ length: MIN - 1 }, (_, i) => refusedAs("tcp-idle-timeout.too-small", MIN - 1 - i)),
  kept: { "dry-run": MIN - 1 },
  arbitrary: fc.integer({ min: 1, max: MIN - 1 }).map((value) => refusedAs("tcp-idle-timeout.too-small", value)),
};

export const aboveMaximum: Family = {
  examples: [
    ...[MAX + 1, MAX + 2],
    ...[6010, 6060, 6100, 6500, 7000, 7200, 8191, 8192, 9000, 9999, 10_000, 12_000, 16_384, 32_767, 32_768],
    ...[60_000, 65_535, 65_536],
    ...[65_536 + MIN, 65_536 + DEFAULT, 86_400, 100_000, 131_072 + MIN],
    ...[600_000, 999_999, 1_000_000],
    ...[2 ** 24 + MIN, 2 ** 24 + DEFAULT, 2 ** 30, 2 ** 31 - 2, 2 ** 31 - 1],
  ].map((value) => refusedAs("tcp-idle-timeout.too-large", value)),
  kept: { "dry-run": 33 },
  arbitrary: fc
    .oneof(fc.integer({ min: MAX + 1, max: MAX + 100 }), fc.integer({ min: MAX + 1, max: 2 ** 31 - 1 }))
    .map((value) => refusedAs("tcp-idle-timeout.too-large", value)),
};

export const notPositive: Family = {
  examples: [0, -1, -59, -60, -DEFAULT, -MAX, -(2 ** 31)].map((value) =>
    refusedAs("tcp-idle-timeout.not-positive", value),
  ),
  arbitrary: fc.integer({ min: -(2 ** 31), max: -1 }).map((value) => refusedAs("tcp-idle-timeout.not-positive", value)),
};

/** Beyond 32 and 64 bits; the middle ones would be 350 after wrapping around. */
export const overflow: Family = {
  examples: [
    ..."2147483648 2147483708 4294967295 4294967296 4294967356 4294967646 9007199254740993 18446744073709551616 18446744073709551676".split(
      " ",
    ),
    ..."18446744073709551966 340282366920938463463374607431768211806 -4294967236 -4294966946 -2147483649".split(" "),
    `1${"0".repeat(40)}`,
  ].map((text) => refusedAs("tcp-idle-timeout.overflow", text)),
  kept: { "dry-run": 15 },
};

export const notAnInteger: Family = {
  examples: [
    ..."abc 60a 350s a350 350.5 60.1 350,5 1,000 null true NaN Infinity --350 [350] 三百五十".split(" "),
    "3 50",
    ..."59.9 59.5 60.5 349.9 350.25 5999.5 6000.4 6000.5 0.5 350.5.5 350.0.0 3.5.0".split(" "),
    ..."6O 35O 3-50 350- +-350 ++350 350+ (350) $350 350% #350 '350' 350; 350,351 60-6000 60..6000 1/2 350/1".split(
      " ",
    ),
    ..."undefined None false yes {} {350} 350ms 350sec PT350S 0x 0xzz 1e e2 3e2x ∞ ½".split(" "),
    "350 351",
    "60 s",
  ].map((text) => refusedAs("tcp-idle-timeout.not-an-integer", text)),
  kept: { "dry-run": 28 },
  arbitrary: fc
    .tuple(fc.integer({ min: MIN, max: MAX }), fc.constantFrom("s", "x", "abc", "%", ";", "中", ".25"))
    .map(([value, tail]) => refusedAs("tcp-idle-timeout.not-an-integer", `${value}${tail}`)),
};

type OtherScheduler = Extract<ServerGroupSituation, "server-group/scheduler-3tch" | "server-group/scheduler-2tch">;

const onGroup = (situation: OtherScheduler, tcpIdleTimeout: number | undefined): RequestDraft => ({
  ...MINIMAL_DRAFT,
  serverGroup: { is: "situation", situation },
  ...(tcpIdleTimeout === undefined ? {} : { tcpIdleTimeout }),
});

/** The default, spelled out and left out, with a server group of another scheduler. */
export function defaultOn(situation: OtherScheduler): Family {
  return { examples: [valid(onGroup(situation, undefined)), valid(onGroup(situation, DEFAULT))] };
}

/** Valid numbers other than the default with a server group of another scheduler; the control twin has the default. */
export function conflictOn(situation: OtherScheduler): Family {
  const conflict = (value: number, others: Partial<RequestDraft> = {}) =>
    violated(
      "tcp-idle-timeout.scheduler-conflict",
      { ...onGroup(situation, DEFAULT), ...others },
      { ...onGroup(situation, value), ...others },
    );
  return {
    // Both sides of the default, near and far: each of them is a comparison that a target can have wrong.
    kept: { "dry-run": 4, create: 4 + OTHER_PARAMETERS.length },
    examples: [
      ...[MIN, DEFAULT - 1, DEFAULT + 1, MAX].map((value) => conflict(value)),
      ...OTHER_PARAMETERS.map((others) => conflict(DEFAULT * 2, others)),
    ],
    arbitrary: fc
      .integer({ min: MIN, max: MAX })
      .filter((value) => value !== DEFAULT)
      .map((value) => conflict(value)),
  };
}

/** A text that some readers take for a number. */
export interface NumberSpelling {
  readonly text: string;
  /** The numbers that it spells, in seconds; none where it says nothing or a number that is no legal time-out. */
  readonly means: readonly number[];
}

const spelled = (text: string, ...means: readonly number[]): NumberSpelling => ({ text, means });

/** Spellings of 400, which is not the default, each with another hint that readers drop or take wrongly. */
const OF_400: readonly NumberSpelling[] = [
  ...["+400", " 400", "400 ", "\t400", "400.0", "400.", "4e2", "4E2", "4.0e2", "40e1", "0x190", "0X190"].map((text) =>
    spelled(text, 400),
  ),
  ...["４００", "٤٠٠", "400.000", "4_00"].map((text) => spelled(text, 400)),
];

/** Spellings of 350, so that a target is seen that takes only its own default for one. */
const OF_350: readonly NumberSpelling[] = ["+350", "3.5e2", "0x15e", "350.0"].map((text) => spelled(text, 350));

/** Behind a leading zero a number is octal to some. */
const WITH_LEADING_ZERO = [spelled("0400", 400, 256), spelled("00400", 400, 256), spelled("0600", 600, 384)];

/** Numbers out of the range, and nothing: whoever accepts these can only mean the default. */
const OF_NO_TIMEOUT = ["", " ", "-0", "+0", "0x0", "59.0", "+59", "6001.0", "6e4", "+6001", "0x3b", "-4e2", "4e-2"].map(
  (text) => spelled(text),
);

/** Every spelling, those first that readers are most often seen to take wrongly. */
export const NUMBER_SPELLINGS: readonly NumberSpelling[] = [
  ...OF_400,
  ...OF_350,
  ...WITH_LEADING_ZERO,
  ...OF_NO_TIMEOUT,
];

/**
 * Whether a target that accepted a spelling may keep a number for it: the one that is spelled, or the default, as if nothing had been sent.
 * @param spelling what was sent
 * @param kept what is read back
 */
export function mayBeKept({ means }: NumberSpelling, kept: unknown): boolean {
  return kept === DEFAULT || means.some((seconds) => seconds === kept);
}
