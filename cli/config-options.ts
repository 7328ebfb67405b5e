/** Options that stand for settings of the configuration: made from its schema, so that a new setting needs no line here. */
import { type Command, Option } from "commander";
import { schemaAt } from "../target/config/config-schema.js";
import type { ConfigSource } from "../target/config/load-config.js";
import {
  CONFIG_FILE_VARIABLE,
  flagOf,
  type PartialConfigFlags,
  SETTINGS,
  type Setting,
} from "../target/config/settings.js";

/** What commander gives for the options of the configuration. */
export interface ConfigOptions extends PartialConfigFlags {
  readonly config?: string;
}

/**
 * Adds `--config` and flags of the configuration to a command. Their descriptions come from the configuration's schema, and
 * their values are checked against it once all sources are merged.
 * @param command to add to
 * @param flags which settings the command takes; all when absent
 */
export function addConfigOptions(command: Command, flags?: readonly (keyof PartialConfigFlags)[]): Command {
  command.option("-c, --config <file>", `configuration file, YAML or JSON (variable ${CONFIG_FILE_VARIABLE})`);
  return addSettingOptions(command, flags);
}

/** Like `addConfigOptions`, for a command that reads no file. */
export function addSettingOptions(command: Command, flags?: readonly (keyof PartialConfigFlags)[]): Command {
  const settings = SETTINGS.filter(({ flag }) => flags === undefined || flags.includes(flag));
  for (const setting of settings) command.addOption(optionOf(setting));
  return command;
}

/** Adds `--verbose`: a run tells what fits on a screen, unless it is asked for more. */
export function addVerboseOption(command: Command): Command {
  return command.option("-v, --verbose", "show all of the report at the end, not just what fits on a screen");
}

/**
 * The source of a configuration that options name.
 * @param options of a command with `addConfigOptions`
 */
export function sourceOf({ config, ...flags }: ConfigOptions): ConfigSource {
  return { file: config, flags };
}

function optionOf(setting: Setting): Option {
  const { description = "", default: value } = schemaAt(setting.path);
  const note = value === undefined ? "" : ` Default: ${String(value)}.`;
  if (setting.is === "switch") return new Option(flagOf(setting), description);
  const option = new Option(`${flagOf(setting)} <${placeholderOf(setting)}>`, `${description}${note}`);
  return setting.is === "list" ? option.argParser(collect) : option;
}

const PLACEHOLDERS: Partial<Readonly<Record<Setting["is"], string>>> = {
  list: "id...",
  number: "n",
  seed: "n|today",
  rates: "n|action=n,...",
  time: "time",
};

const TEXT_PLACEHOLDERS: Partial<Readonly<Record<Setting["flag"], string>>> = {
  endpoint: "url",
  region: "id",
  output: "folder",
  baseline: "file",
  history: "folder",
  corpus: "folder",
  notifyFile: "file",
  against: "file",
};

function placeholderOf({ flag, path, is }: Setting): string {
  const placeholder = PLACEHOLDERS[is];
  if (placeholder !== undefined) return placeholder;
  return schemaAt(path).enum?.join("|") ?? TEXT_PLACEHOLDERS[flag] ?? "text";
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, ...value.split(",")];
}
