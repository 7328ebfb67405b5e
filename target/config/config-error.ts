/** A fault in what the user configured. The message is complete: what is wrong, where, and what to do. One line per fault. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
