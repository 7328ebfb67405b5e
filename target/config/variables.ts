/** References to environment variables in values of a configuration file: `${NAME}`. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what people write into their files
import { ConfigError } from "./config-error.js";
import type { KeyPath } from "./config-file.js";
import { schemaAt } from "./config-schema.js";
import { numberOr } from "./rates.js";

/** `${…}` whatever is in it, so that what is no name is told and not passed over; `$${` stands for itself. */
const REFERENCE = /\$\$\{|\$\{([^}]*)\}?/gu;
const NAME = /^[A-Za-z_]\w*$/u;

/**
 * Puts variables in the place of references, in values, not in keys.
 * @param value what the file holds
 * @param locate says where a key is written
 * @returns the value; where a number is wanted, a variable that is the whole of it is read as one
 * @throws ConfigError with a line for each variable that is not set, and for each reference that names none
 */
export function expandVariables(value: unknown, env: NodeJS.ProcessEnv, locate: (path: KeyPath) => string): unknown {
  const problems: string[] = [];
  const expanded = expand(value, []);
  if (problems.length > 0) throw new ConfigError(problems.join("\n"));
  return expanded;

  function expand(one: unknown, path: KeyPath): unknown {
    if (typeof one === "string") return expandText(one, path);
    if (Array.isArray(one)) return one.map((item: unknown, index) => expand(item, [...path, index]));
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, member]) => [key, expand(member, [...path, key])]));
  }

  function expandText(text: string, path: KeyPath): unknown {
    const expandedText = text.replaceAll(REFERENCE, (whole: string, name: string | undefined) => {
      if (name === undefined) return "${";
      const variable = isReference(name, whole) ? env[name] : undefined;
      if (variable !== undefined) return variable;
      problems.push(`${locate(path)}: ${problemOf(name, whole)}`);
      return "";
    });
    return expandedText !== text && wantsNumber(path) ? numberOr(expandedText) : expandedText;
  }
}

function isReference(name: string, whole: string): boolean {
  return NAME.test(name) && whole.endsWith("}");
}

function problemOf(name: string, whole: string): string {
  if (!isReference(name, whole))
    return "a reference to a variable is written ${NAME}; write $${ where these characters are meant";
  return `the variable ${name} is not set; set it, or write $\${${name}} where the text itself is meant`;
}

function wantsNumber(path: KeyPath): boolean {
  const { type } = schemaAt(path);
  const types = typeof type === "string" ? [type] : (type ?? []);
  return !types.includes("string") && types.some((one) => one === "number" || one === "integer");
}
