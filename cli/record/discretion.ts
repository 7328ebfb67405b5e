/** What a recording knows of its target that nobody else is to learn from the file. */
import { Discretion } from "../../evidence/truth/discretion.js";
import type { Config } from "../../target/config/config.js";
import { credentialsOf } from "../../target/config/credentials.js";

/**
 * Knows the ids, keys and names of a target.
 * @param config with everything that could be supplied
 * @param nonce what the tokens of the recording begin with
 */
export function discretionOf(config: Config, nonce: string): Discretion {
  const { endpoint } = config.target;
  return new Discretion([
    nonce,
    ...(endpoint === undefined ? [] : [endpoint, new URL(endpoint).host]),
    ...textsIn([config.situations, config.credentials, config.provision, credentialsOf(config)]),
  ]);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
