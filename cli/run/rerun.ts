/** Command lines that a report names for doing something again. Key pairs are no settings, and so never in one. */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { Counterexample } from "../../evidence/counterexample.js";
import { fileNameOf } from "../../evidence/stored-failure.js";
import type { Config } from "../../target/config/config.js";
import { type ConfigSource, configFileOf } from "../../target/config/load-config.js";
import { flagOf, type PartialConfigFlags, settingsGiven } from "../../target/config/settings.js";

type Flag = keyof PartialConfigFlags;

/** Settings that `replay` takes: which target, how, and where its ledger is. */
export const REPLAY_FLAGS: readonly Flag[] = ["endpoint", "region", "auth", "lens", "output"];

/** What is told of a run besides its reports: doing it again is not another night. */
const TOLD_ONCE: readonly Flag[] = ["history", "notifyFile"];

/** Named whether given or not, for a case hangs on them; `--only` follows for each requirement. */
const NAMED_ANYWAY: readonly Flag[] = ["profile", "seed", "only"];

/** A single clause is not divided, and any load balancer will do for it. */
const OF_A_SHARD: readonly Flag[] = ["shard", "shardLoadBalancers"];

/**
 * The command that does a run again, but for what `--only` chooses.
 * @param source flags, file and environment of the run
 * @param config what came of them
 */
export function rerunCommandOf(source: ConfigSource, { run }: Config): string {
  const settings = settingWords(source, (flag) => ![...NAMED_ANYWAY, ...TOLD_ONCE, ...OF_A_SHARD].includes(flag));
  return ["npx gwlb-conformance run", ...settings, `--profile ${run.profile}`, `--seed ${run.seed}`].join(" ");
}

/** How failures that were kept are replayed, as plain data. */
export interface ReplayAdvice {
  /** Where they are kept; absolute path. */
  readonly folder: string;
  /** Where the command is to be pasted; absolute path. */
  readonly here: string;
  /** Settings of the command. */
  readonly settings: string;
}

/**
 * How the failures of a run are replayed.
 * @param source flags, file and environment of the run
 * @param folder where its failures are kept
 */
export function replayAdviceOf(source: ConfigSource, folder: string): ReplayAdvice {
  const settings = settingWords(source, (flag) => REPLAY_FLAGS.includes(flag));
  return { folder, here: source.cwd ?? process.cwd(), settings: settings.join(" ") };
}

/**
 * The command that puts a counterexample of a run to its target again.
 * @param advice how the failures of the run are replayed
 * @param counterexample of the run
 * @returns `undefined` when it was not kept
 */
export function replayCommandOf(advice: ReplayAdvice, { requirement, kind }: Counterexample): string | undefined {
  if (kind === undefined) return undefined;
  const file = join(advice.folder, fileNameOf({ requirement, kind }));
  if (!existsSync(file)) return undefined;
  return `npx gwlb-conformance replay ${quoted(fromHere(file, advice.here))} ${advice.settings}`.trimEnd();
}

/** The shorter way to write a path, for somebody in the folder of the run. */
function fromHere(file: string, here: string): string {
  const path = relative(here, file);
  return path.startsWith("..") ? file : path;
}

/** Every setting that did not come from the file: variables are not there where a command is pasted, and a lens or limit must not get lost. */
function settingWords(source: ConfigSource, isWanted: (flag: Flag) => boolean): string[] {
  const file = configFileOf(source);
  const given = settingsGiven(source.flags ?? {}, source.env ?? process.env);
  return [
    ...(file === undefined ? [] : [`--config ${quoted(file)}`]),
    ...given
      .filter(({ setting }) => isWanted(setting.flag))
      .flatMap(({ setting, given: value }) => {
        const flag = flagOf(setting);
        if (setting.is === "switch") return String(value) === "true" ? [flag] : [];
        return [`${flag} ${quoted(String(value).trim())}`];
      }),
  ];
}

/** A word as a POSIX shell takes it. */
export function quoted(text: string): string {
  return /^[\w./:@-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
