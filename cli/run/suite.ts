/** Where the compiled suite lies, and what it is called. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the compiled suite, in which specs and Playwright's configuration are. */
export const COMPILED = fileURLToPath(new URL("../..", import.meta.url));

/** The package, or the clone. */
export const PACKAGE = join(COMPILED, "..");

/** Name and version of the suite, from its package.json. */
export function suiteIdentity(): { readonly name: string; readonly version: string } {
  const text = readFileSync(join(PACKAGE, "package.json"), "utf8");
  const { name, version }: { name: string; version: string } = JSON.parse(text);
  return { name, version };
}
