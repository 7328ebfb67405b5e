/** Merging flags, environment, file and defaults, and checking the whole. */

import { dirname, resolve } from "node:path";
import { closestMatch } from "leven";
import type { Lens } from "../../contract/lens.js";
import { MOST_SHARDS, readShard, type Shard } from "../../contract/shard.js";
import type { CallerSituation, LoadBalancerSituation, ServerGroupSituation } from "../../contract/situations.js";
import { validatorOf } from "../../contract/validator.js";
import type { Config, Credentials, Limits, Provision, RunSettings, StaticSituations } from "./config.js";
import { ConfigError } from "./config-error.js";
import { type ConfigFile, type KeyPath, readConfigFile } from "./config-file.js";
import { describeProblems } from "./config-problems.js";
import { CONFIG_SCHEMA } from "./config-schema.js";
import { parseEndpoint } from "./endpoint.js";
import { defaultRates } from "./rates.js";
import {
  CONFIG_FILE_VARIABLE,
  DEBUG_VARIABLE,
  type PartialConfigFlags,
  readSetting,
  SETTINGS,
  settingsGiven,
  variableOf,
} from "./settings.js";
import { expandVariables } from "./variables.js";

export { ConfigError } from "./config-error.js";
export type { PartialConfigFlags } from "./settings.js";

/** Where a configuration comes from. Flags win over the environment, this over the file, this over the defaults. */
export interface ConfigSource {
  /** Path of a YAML or JSON file, relative to `cwd`; else the variable GWLB_CONFORMANCE_CONFIG names it. */
  readonly file?: string | undefined;
  readonly flags?: PartialConfigFlags | undefined;
  /** The process's environment when absent. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** The process's working directory when absent. */
  readonly cwd?: string | undefined;
}

/** The file's layout once the schema's defaults are filled in. */
interface ConfigDocument {
  readonly target: Config["target"];
  readonly credentials?: Credentials;
  readonly situations: Readonly<
    Partial<Record<LoadBalancerSituation | ServerGroupSituation, string | readonly string[]>> &
      Partial<Record<CallerSituation, Credentials>>
  >;
  readonly provision?: Provision;
  readonly expect: Config["expect"];
  readonly limits: Limits;
  readonly waits: Config["waits"];
  readonly run: Omit<RunSettings, "lenses" | "only" | "shard"> & {
    readonly shard?: string;
    readonly lens: Lens | "both";
    readonly only?: string | readonly string[];
  };
}

const validator = validatorOf<ConfigDocument>(() => CONFIG_SCHEMA, {
  strictRequired: true,
  allowUnionTypes: true,
  allErrors: true,
  verbose: true,
  useDefaults: true,
});

/** A value that was given outside the file, and where. */
interface Given {
  readonly path: KeyPath;
  readonly value: unknown;
  readonly where: string;
}

/**
 * Makes the whole effective configuration.
 * @throws ConfigError with one line per fault: where, what is wrong, what to do
 */
export function loadConfig(source: ConfigSource): Config {
  const cwd = source.cwd ?? process.cwd();
  const env = source.env ?? process.env;
  const shown = configFileOf(source);
  const file = shown === undefined ? undefined : readConfigFile(resolve(cwd, shown), shown);
  const given = givenOutside(source.flags ?? {}, env);
  const locate = locator(given, file);
  const written = file === undefined ? {} : expandVariables(file.value, env, file.locate);
  const document = merge(written, given);
  const validate = validator();
  if (!validate(document)) throw new ConfigError(describeProblems(validate.errors ?? [], locate));
  const isGiven = (path: KeyPath) => given.some((each) => samePath(each.path, path));
  const toAbsolute = (path: KeyPath, name: string) =>
    resolve(shown !== undefined && file?.has(path) && !isGiven(path) ? dirname(resolve(cwd, shown)) : cwd, name);
  return toConfig(document, locate, toAbsolute);
}

/**
 * The configuration file that a source names.
 * @param source a flag wins over the environment
 * @returns its path as the user gave it; undefined when none is named
 * @throws ConfigError when the name is empty
 */
export function configFileOf({ file, env = process.env }: ConfigSource): string | undefined {
  const name = file ?? env[CONFIG_FILE_VARIABLE];
  if (name !== "") return name;
  const where = file === undefined ? CONFIG_FILE_VARIABLE : "--config";
  throw new ConfigError(`${where}: names no file; give the path of a configuration file, or leave it out`);
}

function givenOutside(flags: PartialConfigFlags, env: NodeJS.ProcessEnv): Given[] {
  refuseUnknownVariables(env);
  return settingsGiven(flags, env).map(({ setting, given, where }) => ({
    path: setting.path,
    value: readSetting(setting, given),
    where,
  }));
}

function refuseUnknownVariables(env: NodeJS.ProcessEnv): void {
  const known = [CONFIG_FILE_VARIABLE, DEBUG_VARIABLE, ...SETTINGS.map(variableOf)];
  for (const name of Object.keys(env)) {
    if (!name.startsWith("GWLB_CONFORMANCE_") || known.includes(name)) continue;
    throw new ConfigError(`${name}: unknown environment variable; did you mean ${closestMatch(name, known)}?`);
  }
}

/** Later values win; a section without a key, all commented out, is no section. What is in the way of a path, such as `run: 5`, is left for the schema to refuse. */
function merge(fileValue: unknown, given: readonly Given[]): unknown {
  if (!isRecord(fileValue)) return fileValue;
  for (const [section, content] of Object.entries(fileValue)) {
    if (content === null) delete fileValue[section];
  }
  for (const { path, value } of given) {
    const [section = "", key = ""] = path.map(String);
    fileValue[section] ??= {};
    const parent = fileValue[section];
    if (isRecord(parent)) parent[key] = value;
  }
  return fileValue;
}

function locator(given: readonly Given[], file: ConfigFile | undefined): (path: KeyPath) => string {
  return (path) => {
    const outside = given.findLast((each) => samePath(each.path, path.slice(0, each.path.length)));
    return outside?.where ?? file?.locate(path) ?? "configuration";
  };
}

function toConfig(
  document: ConfigDocument,
  locate: (path: KeyPath) => string,
  toAbsolute: (path: KeyPath, name: string) => string,
): Config {
  const { target, run, limits } = document;
  const { lens, only, output, baseline, history, corpus, notifyFile, against, shard, ...settings } = run;
  const endpoint =
    target.endpoint === undefined ? undefined : parseEndpoint(target.endpoint, locate(["target", "endpoint"]));
  return {
    target: {
      region: target.region,
      auth: target.auth,
      ...(endpoint !== undefined && { endpoint }),
      ...(target.embedded === true && { embedded: true }),
    },
    ...(document.credentials && { credentials: document.credentials }),
    situations: toSituations(document.situations),
    ...(document.provision && { provision: document.provision }),
    expect: document.expect,
    limits: withRates(limits, endpoint),
    waits: document.waits,
    run: {
      ...settings,
      ...(shard !== undefined && { shard: toShard(shard, locate(["run", "shard"])) }),
      lenses: lens === "both" ? ["dry-run", "create"] : [lens],
      only: toList(only),
      output: toAbsolute(["run", "output"], output),
      ...(baseline !== undefined && { baseline: toAbsolute(["run", "baseline"], baseline) }),
      ...(history !== undefined && { history: toAbsolute(["run", "history"], history) }),
      ...(corpus !== undefined && { corpus: toAbsolute(["run", "corpus"], corpus) }),
      ...(notifyFile !== undefined && { notifyFile: toAbsolute(["run", "notifyFile"], notifyFile) }),
      ...(against !== undefined && { against: toAbsolute(["run", "against"], against) }),
    },
  };
}

function toShard(text: string, where: string): Shard {
  const shard = readShard(text);
  if (shard !== undefined) return shard;
  throw new ConfigError(
    `${where}: "${text}" is no shard; write K/N, such as 2/4, with K from 1 to N and N at most ${MOST_SHARDS}`,
  );
}

function withRates(limits: Limits, endpoint: string | undefined): Limits {
  const requestsPerSecond = limits.requestsPerSecond ?? defaultRates(endpoint);
  return { ...limits, ...(requestsPerSecond !== undefined && { requestsPerSecond }) };
}

function toSituations(situations: ConfigDocument["situations"]): StaticSituations {
  return Object.fromEntries(
    Object.entries(situations).map(([name, given]) => [name, typeof given === "string" ? [given] : given]),
  );
}

function toList(value: string | readonly string[] | undefined): readonly string[] {
  return typeof value === "string" ? [value] : (value ?? []);
}

function samePath(left: KeyPath, right: KeyPath): boolean {
  return left.length === right.length && left.every((key, index) => key === right[index]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
