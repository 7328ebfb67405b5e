/** The client of commands that talk to a target without running checks. */
import type { Config } from "../target/config/config.js";
import { credentialsOf } from "../target/config/credentials.js";
import { createClient, type TargetClient } from "../target/wire/client.js";

/** Opens a client for the target of a configuration. */
export function openClient(config: Config, endpoint: string): TargetClient {
  return createClient({
    endpoint,
    auth: config.target.auth,
    credentials: credentialsOf(config),
    limits: config.limits,
    waits: config.waits,
  });
}
