/** The published schema as this room reads it; keys, types, defaults and descriptions are said there and nowhere else. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What this room reads of a node of the configuration's JSON Schema. */
export interface SchemaNode {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

/** Absolute path of the published schema of the configuration file. */
const CONFIG_SCHEMA_FILE = fileURLToPath(new URL("../../../schemas/config.schema.json", import.meta.url));

/** The published schema: the one place of keys, types, defaults and their descriptions. */
export const CONFIG_SCHEMA: SchemaNode = JSON.parse(readFileSync(CONFIG_SCHEMA_FILE, "utf8"));

/**
 * Follows a reference inside the configuration's schema.
 * @returns the node with the members of what it refers to; its own members win
 */
export function dereference(node: SchemaNode): SchemaNode {
  if (node.$ref === undefined) return node;
  const definition = CONFIG_SCHEMA.$defs?.[node.$ref.slice("#/$defs/".length)];
  return { ...definition, ...node };
}

/**
 * Finds what the configuration's schema says of a key.
 * @param path key path; list positions are numbers
 * @returns its node, references followed; empty for an unknown key
 */
export function schemaAt(path: readonly (string | number)[]): SchemaNode {
  let node = CONFIG_SCHEMA;
  for (const key of path) {
    node = dereference((typeof key === "number" ? node.items : node.properties?.[key]) ?? {});
  }
  return node;
}
