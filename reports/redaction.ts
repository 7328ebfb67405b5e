/** Data as JSON can hold it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Keys of the configuration whose values never appear in an output. */
const SECRET_KEYS: ReadonlySet<string> = new Set(["accessKeyId", "accessKeySecret", "securityToken"]);
const ENDPOINT_KEY = "endpoint";

/**
 * Copies the effective configuration without its secrets: key ids, secrets and tokens are replaced, user and password are taken out
 * of the endpoint.
 * @param config the configuration of a run
 * @returns plain data
 */
export function redactedConfig(config: object): JsonObject {
  const copy: JsonObject = JSON.parse(JSON.stringify(config, redacted));
  return copy;
}

/**
 * Takes user and password out of a URL.
 * @param url text; what is not a URL is returned as it is
 */
export function withoutUserInfo(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  if (parsed.username === "" && parsed.password === "") return url;
  parsed.username = "";
  parsed.password = "";
  return parsed.href;
}

function redacted(name: string, value: unknown): unknown {
  if (SECRET_KEYS.has(name)) return "[redacted]";
  return name === ENDPOINT_KEY && typeof value === "string" ? withoutUserInfo(value) : value;
}
