/** The page's modules as one script: it opens from a file, where modules cannot load each other. */
import { readFileSync } from "node:fs";

/** Each after those it imports. */
const MODULES = ["outcomes", "elements", "grid", "filter", "dialog", "views", "summary", "start"] as const;

/**
 * Joins the compiled modules: they share one scope instead of importing from each other. No two may use one name at their top level, which
 * whoever runs the script would be told of.
 * @returns the script, its last line starting the page
 */
export function pageScript(): string {
  const texts = MODULES.map((name) => readFileSync(new URL(`./page/${name}.js`, import.meta.url), "utf8"));
  const joined = texts
    .join("\n")
    .replace(/^import [^;]*;\n/gmu, "")
    .replace(/^export (?=function|const|class)/gmu, "")
    .replace(/^export \{\};\n/gmu, "");
  return `\n${joined}\nstart();\n`;
}
