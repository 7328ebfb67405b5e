/** The settings that have a flag and a variable; a new one is a line here. */
import type { KeyPath } from "./config-file.js";
import { numberOr, readRates } from "./rates.js";
import { readSeed } from "./seed-of-the-day.js";

/**
 * Values given on the command line. Text is taken as it was typed: a number in text becomes a number, anything else is refused
 * with the name of the flag.
 */
export interface PartialConfigFlags {
  readonly endpoint?: string;
  /** A switch: there without a value, or `true` or `false` as text. */
  readonly embedded?: boolean | string;
  readonly region?: string;
  readonly auth?: string;
  readonly profile?: string;
  /** A number, or `today`. */
  readonly seed?: number | string;
  readonly runs?: number | string;
  readonly concurrency?: number | string;
  /** A number, or as text also a rate for each action: `CreateListener=3,*=20`. */
  readonly rate?: number | string;
  readonly creates?: number | string;
  /** Minutes, or text with a unit: `90s`, `20m`, `1h`. */
  readonly timeLimit?: number | string;
  /** As `timeLimit`. */
  readonly deepening?: number | string;
  /** As `timeLimit`. */
  readonly budget?: number | string;
  readonly workers?: number | string;
  /** `2/4`: the second of four. */
  readonly shard?: string;
  readonly shardLoadBalancers?: string;
  readonly lens?: string;
  readonly only?: readonly string[] | string;
  readonly output?: string;
  readonly coverageFloor?: number | string;
  readonly baseline?: string;
  readonly history?: string;
  readonly corpus?: string;
  readonly notifyFile?: string;
  readonly against?: string;
  /** A switch; as a variable, `true` or `false`. */
  readonly strictTruth?: boolean | string;
}

/** One setting that has a flag and an environment variable besides its key in the file. */
export interface Setting {
  readonly flag: keyof PartialConfigFlags;
  readonly path: KeyPath;
  readonly is: "text" | "number" | "seed" | "list" | "rates" | "time" | "switch";
}

/** The one list of settings that can be given without a file. */
export const SETTINGS: readonly Setting[] = [
  { flag: "endpoint", path: ["target", "endpoint"], is: "text" },
  { flag: "embedded", path: ["target", "embedded"], is: "switch" },
  { flag: "region", path: ["target", "region"], is: "text" },
  { flag: "auth", path: ["target", "auth"], is: "text" },
  { flag: "profile", path: ["run", "profile"], is: "text" },
  { flag: "seed", path: ["run", "seed"], is: "seed" },
  { flag: "runs", path: ["run", "runs"], is: "number" },
  { flag: "concurrency", path: ["limits", "concurrency"], is: "number" },
  { flag: "rate", path: ["limits", "requestsPerSecond"], is: "rates" },
  { flag: "creates", path: ["limits", "creates"], is: "number" },
  { flag: "timeLimit", path: ["limits", "minutes"], is: "time" },
  { flag: "deepening", path: ["limits", "deepeningMinutes"], is: "time" },
  { flag: "budget", path: ["limits", "budgetMinutes"], is: "time" },
  { flag: "workers", path: ["run", "workers"], is: "number" },
  { flag: "shard", path: ["run", "shard"], is: "text" },
  { flag: "shardLoadBalancers", path: ["run", "shardLoadBalancers"], is: "text" },
  { flag: "lens", path: ["run", "lens"], is: "text" },
  { flag: "only", path: ["run", "only"], is: "list" },
  { flag: "output", path: ["run", "output"], is: "text" },
  { flag: "coverageFloor", path: ["run", "coverageFloor"], is: "number" },
  { flag: "baseline", path: ["run", "baseline"], is: "text" },
  { flag: "history", path: ["run", "history"], is: "text" },
  { flag: "corpus", path: ["run", "corpus"], is: "text" },
  { flag: "notifyFile", path: ["run", "notifyFile"], is: "text" },
  { flag: "against", path: ["run", "against"], is: "text" },
  { flag: "strictTruth", path: ["run", "strictTruth"], is: "switch" },
];

/** Environment variable that names the configuration file when no flag does. */
export const CONFIG_FILE_VARIABLE = "GWLB_CONFORMANCE_CONFIG";

/** Environment variable that makes faults of the suite itself show where they come from. */
export const DEBUG_VARIABLE = "GWLB_CONFORMANCE_DEBUG";

/** Name of a setting's flag on the command line. */
export function flagOf({ flag }: Setting): string {
  return `--${flag.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}

/** Name of a setting's environment variable. */
export function variableOf(setting: Setting): string {
  return `GWLB_CONFORMANCE_${flagOf(setting).slice(2).replaceAll("-", "_").toUpperCase()}`;
}

/** A setting that was given outside the file: on the command line or in the environment. */
interface GivenSetting {
  readonly setting: Setting;
  /** As it was typed. */
  readonly given: string | number | boolean | readonly string[];
  /** The flag or variable it was given by. */
  readonly where: string;
}

/**
 * Settings that were given outside the file; a flag wins over its variable.
 * @param env environment variables; one that is there but empty counts as given
 * @returns at most one per setting, in the order of `SETTINGS`
 */
export function settingsGiven(flags: PartialConfigFlags, env: NodeJS.ProcessEnv): GivenSetting[] {
  return SETTINGS.flatMap((setting): GivenSetting[] => {
    const flag = flags[setting.flag];
    if (flag !== undefined) return [{ setting, given: flag, where: flagOf(setting) }];
    const variable = env[variableOf(setting)];
    return variable === undefined ? [] : [{ setting, given: variable, where: variableOf(setting) }];
  });
}

/**
 * Reads a value given as text: a number where one is wanted and the text is one, a list at its commas, rates and times as people type them.
 * @returns the value to check; text that is not what is wanted stays text, so that the check refuses it
 */
export function readSetting({ is }: Setting, given: GivenSetting["given"]): unknown {
  if (typeof given !== "string") return given;
  return READERS[is](given);
}

const READERS: Readonly<Record<Setting["is"], (text: string) => unknown>> = {
  text: (text) => text,
  number: numberOr,
  seed: readSeed,
  list: (text) => text.split(",").map((item) => item.trim()),
  rates: readRates,
  time: readMinutes,
  switch: (text) => SWITCHES[text] ?? text,
};

const SWITCHES: Readonly<Record<string, boolean>> = { true: true, false: false };

const MINUTES_BY_UNIT: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, min: 1, h: 60 };

/**
 * Reads a length of time: `90s`, `20m`, `1h`, or a number of minutes.
 * @returns minutes; text that is no length of time stays text, so that the check refuses it
 */
export function readMinutes(text: string): number | string {
  const [, amount = "", unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/u.exec(text) ?? [];
  const minutes = MINUTES_BY_UNIT[unit];
  return minutes === undefined ? numberOr(text) : Number(amount) * minutes;
}
