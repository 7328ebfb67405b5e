/** Taking secrets out of what a report says of a run's surroundings. */
import type { Subject } from "../evidence/subject.js";
import { cut } from "../evidence/text.js";

/** Data as JSON can hold it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Keys of the configuration whose values never appear in an output. */
const SECRET_KEYS: ReadonlySet<string> = new Set(["accessKeyId", "accessKeySecret", "securityToken"]);
const ENDPOINT_KEY = "endpoint";
const COMMAND_KEY = "command";

/** Bytes that a report keeps of each thing an adapter says of its library. */
const NAME_BYTES = 500;
const FEATURES_KEPT = 20;

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

/** Names of options and variables that go before a secret: `--token=`, `API_KEY=`, `-Dpassword=`. */
const SECRET_NAME = String.raw`[\w.-]*(?:secret|passw|token|credential|private|(?:access|api|auth)[._-]?key)[\w.-]*`;
const VALUE = String.raw`(?:"[^"]*"|'[^']*'|[^\s"']+)`;
const SECRETS_IN_COMMANDS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?<=^|[\\s"'])(-{0,2}${SECRET_NAME}=)${VALUE}`, "giu"), "$1[redacted]"],
  [new RegExp(`(?<=^|[\\s"'])(-{1,2}${SECRET_NAME}\\s+)(?!-)${VALUE}`, "giu"), "$1[redacted]"],
  // Key ids and temporary key ids of Alibaba Cloud.
  [/\b(?:LTAI[A-Za-z0-9]{8,}|STS\.[A-Za-z0-9]{8,})/gu, "[redacted]"],
  [/(?<=:\/\/)[^\s/@"']+@/gu, "[redacted]@"],
];

/**
 * A command line that can be shown: what follows names such as `--token` or `API_KEY=`, key ids and passwords in URLs are replaced.
 * @param command as it was typed
 */
export function withoutSecrets(command: string): string {
  return SECRETS_IN_COMMANDS.reduce((text, [pattern, shown]) => text.replace(pattern, shown), command);
}

/** What was judged, without secrets; what an adapter says of its library is bounded. */
export function redactedSubject(subject: Subject): Subject {
  if (subject.is === "endpoint") return { ...subject, endpoint: withoutUserInfo(subject.endpoint) };
  const { runtime, features } = subject;
  return {
    ...subject,
    name: cut(subject.name, NAME_BYTES),
    version: cut(subject.version, NAME_BYTES),
    language: cut(subject.language, NAME_BYTES),
    ...(runtime === undefined ? {} : { runtime: cut(runtime, NAME_BYTES) }),
    features: features.slice(0, FEATURES_KEPT).map((feature) => cut(feature, NAME_BYTES)),
    adapter: withoutSecrets(subject.adapter),
  };
}

function redacted(name: string, value: unknown): unknown {
  if (SECRET_KEYS.has(name)) return "[redacted]";
  if (typeof value !== "string") return value;
  if (name === COMMAND_KEY) return withoutSecrets(value);
  return name === ENDPOINT_KEY ? withoutUserInfo(value) : value;
}
