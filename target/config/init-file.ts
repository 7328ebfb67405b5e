/** Makes the commented file of `init` from the schema. */
import wrapAnsi from "wrap-ansi";
import { stringify } from "yaml";
import { CONFIG_SCHEMA, dereference, type SchemaNode } from "./config-schema.js";

const WIDTH = 96;
const INDENT = "  ";

/** Where editors find the schema once the package is installed beside the file. */
const INSTALLED_SCHEMA = "./node_modules/gwlb-conformance/schemas/config.schema.json";

/**
 * The text of a new configuration file: every key with its description and its default or an example, all commented out, so that the
 * file as it is changes nothing.
 * @param schemaReference path or URL of the JSON Schema, for the line that editors read
 */
export function initFileText(schemaReference: string = INSTALLED_SCHEMA): string {
  const intent = `${CONFIG_SCHEMA.title}. ${CONFIG_SCHEMA.description} Remove the "# " before the lines you need.`;
  const sections = Object.entries(CONFIG_SCHEMA.properties ?? {}).map(([name, node]) =>
    commentOut(sectionText(name, dereference(node))),
  );
  return `${[`# yaml-language-server: $schema=${schemaReference}`, ...prose(intent), "", sections.join("\n\n")].join("\n")}\n`;
}

/** One section as it would be with every key set. */
function sectionText(name: string, section: SchemaNode): string {
  const keys = Object.entries(section.properties ?? {}).flatMap(([key, node]) =>
    keyLines(key, dereference(node), section),
  );
  return [...prose(section.description ?? ""), `${name}:`, ...keys.map((line) => INDENT + line)].join("\n");
}

function keyLines(key: string, node: SchemaNode, section: SchemaNode): string[] {
  const required = section.required?.includes(key) ? "Required. " : "";
  const yaml = stringify({ [key]: sampleOf(node) }).trimEnd();
  return [...prose(required + (node.description ?? "")), ...yaml.split("\n")];
}

/** A value that shows what belongs there: the default, an example, or a placeholder of the right shape. */
function sampleOf(node: SchemaNode): unknown {
  if (node.default !== undefined) return node.default;
  if (node.examples !== undefined) return node.examples[0];
  if (node.properties === undefined) return "...";
  return Object.fromEntries((node.required ?? []).map((key) => [key, "..."]));
}

function prose(text: string): string[] {
  return wrapAnsi(text, WIDTH)
    .split("\n")
    .map((line) => `# ${line}`);
}

function commentOut(yaml: string): string {
  return yaml.replaceAll(/^/gm, "# ");
}
