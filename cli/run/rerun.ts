/** Command lines that a report names for doing something again. Key pairs are no settings, and so never in one. */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { Counterexample } from "../../evidence/counterexample.js";
import { fileNameOf } from "../../evidence/stored-failure.js";
import type { Config } from "../../target/config/config.js";
import { type ConfigSource, configFileOf } from "../../target/config/load-config.js";
import { flagOf, type PartialConfigFlags, settingsGiven } from "../../target/config/settings.js";
import { REPLAY_FLAGS } from "../config-options.js";

type Flag = keyof PartialConfigFlags;

/** Named whether given or not, for a case hangs on them; `--only` follows for each requirement. */
const NAMED_ANYWAY: readonly Flag[] = ["profile", "seed", "only"];

/**
 * The command that does a run again, but for what `--only` chooses.
 * @param source flags, file and environment of the run
 * @param config what came of them
 */
export function rerunCommandOf(source: ConfigSource, { run }: Config): string {
  const settings = settingWords(source, (flag) => !NAMED_ANYWAY.includes(flag));
  return ["npx gwlb-conformance run", ...settings, `--profile ${run.profile}`, `--seed ${run.seed}`].join(" ");
}

/**
 * The command that puts a stored failure to the target of a run again.
 * @param source flags, file and environment of the run
 * @param failure path of the stored failure
 */
export function replayCommandOf(source: ConfigSource, failure: string): string {
  const settings = settingWords(source, (flag) => REPLAY_FLAGS.includes(flag));
  return [`npx gwlb-conformance replay ${quoted(failure)}`, ...settings].join(" ");
}

/**
 * Finds the commands that replay the counterexamples of a run.
 * @param source flags, file and environment of the run
 * @param folder where its failures are kept
 * @returns gives the command of a counterexample, or `undefined` when it was not kept
 */
export function replaysOf(
  source: ConfigSource,
  folder: string,
): (counterexample: Counterexample) => string | undefined {
  return ({ requirement, kind }) => {
    if (kind === undefined) return undefined;
    const file = join(folder, fileNameOf({ requirement, kind }));
    return existsSync(file) ? replayCommandOf(source, fromHere(file, source.cwd ?? process.cwd())) : undefined;
  };
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
      .map(({ setting, given: value }) => `${flagOf(setting)} ${quoted(String(value).trim())}`),
  ];
}

function quoted(text: string): string {
  return /^[\w./:@-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
