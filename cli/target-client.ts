import { createClient, type TargetClient } from "../target/client.js";
import type { Config } from "../target/config.js";
import { credentialsOf } from "../target/credentials.js";

/**
 * Opens a client for the target of a configuration.
 * @param config the effective configuration
 * @param endpoint of its target
 */
export function openClient(config: Config, endpoint: string): TargetClient {
  return createClient({
    endpoint,
    auth: config.target.auth,
    credentials: credentialsOf(config),
    limits: config.limits,
    waits: config.waits,
  });
}
