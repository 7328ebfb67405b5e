/** The settings of a run that judges a client library: some of those of every run. */
import type { SdkConfig } from "../../exercise/plan.js";
import { loadConfig } from "../../target/config/load-config.js";
import { CONFIG_FILE_VARIABLE, type PartialConfigFlags } from "../../target/config/settings.js";

/** Settings that such a run takes. */
export const SDK_RUN_FLAGS = [
  "profile",
  "seed",
  "only",
  "timeLimit",
  "output",
  "coverageFloor",
  "baseline",
  "history",
  "corpus",
  "notifyFile",
] as const;
export type SdkRunFlags = Pick<PartialConfigFlags, (typeof SDK_RUN_FLAGS)[number]>;

/**
 * The settings of a run, all but the adapter. A configuration file is about an endpoint, and so none is read.
 * @param flags of the command line
 * @throws ConfigError, for people
 */
export function sdkSettings(flags: SdkRunFlags): Omit<SdkConfig, "adapter"> {
  const { [CONFIG_FILE_VARIABLE]: _file, ...others } = process.env;
  const { run, limits } = loadConfig({ flags, env: others });
  const { lenses: _lenses, runs: _runs, shard: _shard, ...settings } = run;
  return {
    run: { ...settings, workers: 1 },
    limits: limits.minutes === undefined ? {} : { minutes: limits.minutes },
  };
}
