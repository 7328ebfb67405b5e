/** Makes docs/configuration.md from the schema and the list of settings. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what people write into their files
import { CONFIG_SCHEMA, dereference, type SchemaNode } from "./config-schema.js";
import { CONFIG_FILE_VARIABLE, DEBUG_VARIABLE, flagOf, SETTINGS, type Setting, variableOf } from "./settings.js";

/** The command that writes the reference. */
const COMMAND = "npm run docs";

/** The reference of the configuration as Markdown, made from its JSON Schema and the list of settings. */
export function configReference(): string {
  const sections = Object.entries(CONFIG_SCHEMA.properties ?? {});
  return [
    "# Configuration",
    "",
    `<!-- Made from schemas/config.schema.json by \`${COMMAND}\`. Do not edit. -->`,
    "",
    `A YAML or JSON file, named by \`--config\` or \`${CONFIG_FILE_VARIABLE}\`. ${CONFIG_SCHEMA.description} An unknown key is an error. ` +
      "`gwlb-conformance init` writes a commented file.",
    "",
    "In the file, `${NAME}` within a value stands for that environment variable, as in `accessKeySecret: ${STAGING_SECRET}`; one that is not set is an error, one that is empty is not. " +
      "`$${` stands for the characters `${` themselves. Within `[ ]` or `{ }` YAML wants quotes around it. Keys are taken as they are.",
    "",
    ...sections.flatMap(([name, node]) => sectionLines(name, dereference(node))),
    "## Flags and environment variables",
    "",
    "| key | flag | variable |",
    "| --- | --- | --- |",
    ...SETTINGS.map(settingRow),
    "",
    `\`${DEBUG_VARIABLE}=1\` makes faults of the suite itself show where they come from.`,
    "",
  ].join("\n");
}

function sectionLines(name: string, section: SchemaNode): string[] {
  const rows = Object.entries(section.properties ?? {}).flatMap(([key, node]) => keyRows(key, node, section));
  return [
    `## \`${name}\``,
    "",
    section.description ?? "",
    "",
    "| key | type | default | meaning |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ];
}

function keyRows(key: string, reference: SchemaNode, parent: SchemaNode): string[] {
  const node = dereference(reference);
  const required = parent.required?.includes(key.split(".").at(-1) ?? "") ? "required" : defaultOf(node);
  const row = `| \`${key}\` | ${typeOf(node)} | ${required} | ${cell(node.description ?? "")} |`;
  const items = node.items?.properties === undefined ? [] : Object.entries(node.items.properties);
  return [row, ...items.flatMap(([name, item]) => keyRows(`${key}[].${name}`, item, node.items ?? {}))];
}

function defaultOf({ default: value }: SchemaNode): string {
  return value === undefined ? "" : `\`${String(value)}\``;
}

function typeOf(node: SchemaNode): string {
  if (node.enum !== undefined) return node.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (Array.isArray(node.type))
    return node.type.includes("number") ? `number${rangeOf(node)}, or map of them` : "text or list of texts";
  if (node.type === "object") return `map: ${Object.keys(node.properties ?? {}).join(", ")}`;
  if (node.type === "array") return "list";
  if (node.type === "string") return "text";
  if (node.type === "boolean") return "`true`, `false`";
  return `${node.type === "integer" ? "whole number" : "number"}${rangeOf(node)}`;
}

function rangeOf({ minimum, exclusiveMinimum, maximum }: SchemaNode): string {
  const from = minimum ?? (exclusiveMinimum === undefined ? undefined : `above ${exclusiveMinimum}`);
  return from === undefined || maximum === undefined ? "" : `, ${from} to ${maximum}`;
}

function settingRow(setting: Setting): string {
  return `| \`${setting.path.join(".")}\` | \`${flagOf(setting)}\` | \`${variableOf(setting)}\` |`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
