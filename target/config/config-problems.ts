/** What the schema has against a configuration, in words for whoever wrote it. */
import type { ErrorObject } from "ajv";
import { closestMatch } from "leven";
import type { KeyPath } from "./config-file.js";
import { CONFIG_SCHEMA, dereference, type SchemaNode, schemaAt } from "./config-schema.js";
import { flagOf, SETTINGS, type Setting } from "./settings.js";

const MOST_PROBLEMS = 10;

/**
 * Says what is wrong with a configuration, one line per fault, with suggestions.
 * @param errors faults that ajv found, `verbose`
 */
export function describeProblems(errors: readonly ErrorObject[], locate: (path: KeyPath) => string): string {
  const lines = errors.filter(isOfItsOwn).map((error) => {
    const path = keyPath(error);
    return `${locate(path)}: ${faultOf(error, path)}`;
  });
  const rest = lines.length - MOST_PROBLEMS;
  return [...lines.slice(0, MOST_PROBLEMS), ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
}

/** A value of the wrong kind is none of the values listed either: that is one fault. */
function isOfItsOwn(error: ErrorObject, _index: number, all: readonly ErrorObject[]): boolean {
  const { keyword, instancePath } = error;
  return keyword !== "enum" || !all.some((one) => one.keyword === "type" && one.instancePath === instancePath);
}

function keyPath(error: ErrorObject): KeyPath {
  const path = error.instancePath
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  return error.keyword === "additionalProperties" ? [...path, String(error.params.additionalProperty)] : path;
}

function faultOf(error: ErrorObject, path: KeyPath): string {
  const name = path.length === 0 ? "the configuration" : path.join(".");
  const schema = schemaAt(error.keyword === "additionalProperties" ? path.slice(0, -1) : path);
  switch (error.keyword) {
    case "additionalProperties":
      return `unknown key ${name}; ${suggestion(path, Object.keys(schema.properties ?? {}))}`;
    case "required":
      return `${name} lacks ${error.params.missingProperty}; ${meaning(error.params.missingProperty, schema)}`;
    case "type":
      return `${name} must be ${kindName(schema.type)}, not ${given(error.data, path)}${spelling(path)}`;
    case "enum":
      return `${name} must be one of ${schema.enum?.join(", ")}, not ${given(error.data, path)}`;
    case "minLength":
    case "minItems":
    case "minProperties":
      return `${name} must not be empty`;
    case "pattern":
      return `${name} has characters it cannot have: ${given(error.data, path)}`;
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
      return `${name} must be ${BOUNDS[error.keyword]} ${error.params.limit}${exactly(error.data)}`;
    default:
      return `${name} ${error.message}, it is ${given(error.data, path)}`;
  }
}

const BOUNDS = { minimum: "at least", maximum: "at most", exclusiveMinimum: "more than" } as const;

/** The number that was given, unless it was too long to have been read exactly. */
function exactly(value: unknown): string {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? "" : `, not ${String(value)}`;
}

function suggestion(path: KeyPath, siblings: readonly string[]): string {
  const key = String(path.at(-1));
  const near = closestMatch(key, siblings, { maxDistance: Math.max(2, Math.floor(key.length / 3)) });
  if (near !== undefined) return `did you mean ${near}?`;
  const elsewhere = knownPaths().filter((known) => known.at(-1) === key);
  if (elsewhere.length === 1) return `did you mean ${elsewhere[0]?.join(".")}?`;
  const asFlag = SETTINGS.find((setting) => setting.flag === key || flagOf(setting) === `--${key}`);
  if (asFlag !== undefined) return `did you mean ${asFlag.path.join(".")}?`;
  return `known here: ${siblings.join(", ")}`;
}

function knownPaths(node: SchemaNode = CONFIG_SCHEMA, above: readonly string[] = []): string[][] {
  return Object.entries(dereference(node).properties ?? {}).flatMap(([name, child]) => [
    [...above, name],
    ...knownPaths(child, [...above, name]),
  ]);
}

function meaning(key: string, schema: SchemaNode): string {
  return schema.properties?.[key]?.description ?? "add it";
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  array: "a list",
  object: "a map of keys",
  boolean: "true or false",
  null: "nothing",
};

/** Other ways to write a setting outside the file. */
const SPELLINGS: Readonly<Partial<Record<Setting["is"], string>>> = {
  time: "; on the command line it may also be 90s, 20m or 1h",
  seed: "; on the command line it may also be today",
};

function spelling(path: KeyPath): string {
  const setting = SETTINGS.find((one) => one.path.join(".") === path.join("."));
  return setting === undefined ? "" : (SPELLINGS[setting.is] ?? "");
}

function kindName(type: SchemaNode["type"]): string {
  const types = typeof type === "string" ? [type] : (type ?? []);
  return types.map((each) => KIND_NAMES[each] ?? each).join(" or ");
}

/** What was given, in words. Values of keys that may be secrets are not shown. */
function given(value: unknown, path: KeyPath): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map of keys";
  if (path[0] === "credentials" || String(path[1]).startsWith("caller/")) return "what was given (not shown)";
  return typeof value === "string" ? `"${value.slice(0, 60)}"` : String(value);
}
