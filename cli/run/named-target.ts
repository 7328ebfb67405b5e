/** Whether it is clear what a run is to judge: nobody takes a green run against the suite's own emulator for one against a target of theirs. */
import type { Config } from "../../target/config/config.js";
import { ConfigError, type ConfigSource, configFileOf } from "../../target/config/load-config.js";

/**
 * Refuses a configuration that leaves open what is to be judged. Without any, it is the embedded emulator.
 * @param source flags, file and environment
 * @param config what came of them
 * @throws ConfigError for a file that names no endpoint, and for an endpoint beside the embedded emulator
 */
export function requireNamedTarget(source: ConfigSource, { target }: Config): void {
  const { endpoint, embedded } = target;
  const file = configFileOf(source);
  if (endpoint === undefined && embedded !== true && file !== undefined)
    throw new ConfigError(
      `${file}: names no endpoint, so nothing of yours would be judged; set target.endpoint there, give --endpoint URL, or --embedded to judge the embedded emulator`,
    );
  if (endpoint !== undefined && embedded === true)
    throw new ConfigError(
      `--embedded: judges the embedded emulator, and the configuration names the endpoint ${endpoint}; leave out one of them`,
    );
}
