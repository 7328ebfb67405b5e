/** Where each clause stands in the specs, found without loading them: a verdict is to point there, and to load next to nothing. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Location {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Of endpoints, and of client libraries. */
const ROOMS = ["specs", "sdk/specs"];

/** A call of `requirement(…)` or `sdkRequirement(…)`. */
interface Declaration extends Location {
  /** The id, or what it begins with where the rest is put in. */
  readonly id: string;
  readonly whole: boolean;
}

/**
 * Reads the specs: the sources where they are, else what was compiled.
 * @returns finds the line on which a clause is declared
 */
export function locateClauses(): (id: string) => Location | undefined {
  const specs = ROOMS.flatMap((room) => {
    const folder = folderOf(room);
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return names.filter((name) => /\.spec\.[jt]s$/u.test(name)).map((name) => specIn(join(folder, name)));
  });
  const declarations = specs.flatMap(declarationsIn);
  const whole = new Map(declarations.filter((one) => one.whole).map((one) => [one.id, one]));
  const begun = declarations.filter((one) => !one.whole);
  return (id) => whole.get(id) ?? begun.find((one) => id.startsWith(one.id)) ?? rowOf(id, specs);
}

/** A file of specs. */
interface Spec {
  readonly file: string;
  readonly text: string;
}

function specIn(file: string): Spec {
  return { file, text: readFileSync(file, "utf8") };
}

/** Where checks are made from a table, the row of the clause. */
function rowOf(id: string, specs: readonly Spec[]): Location | undefined {
  for (const { file, text } of specs) {
    const at = text.indexOf(`"${id}"`);
    if (at >= 0) return { file, line: lineAt(text, at) };
  }
  return undefined;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** The sources are there in a clone, not in an installed package. */
function folderOf(room: string): string {
  const sources = fileURLToPath(new URL(`../../${room}`, import.meta.url));
  return existsSync(sources) ? sources : fileURLToPath(new URL(`../${room}`, import.meta.url));
}

function declarationsIn({ file, text }: Spec): Declaration[] {
  return [...text.matchAll(/^\s*(?:sdkR|r)equirement\(\s*["`]([^"`$]+)(\$?)/gmu)].map(
    ({ 0: call, index, 1: id = "", 2: more }) => {
      return { id, whole: more === "", file, line: lineAt(text, index + call.search(/\S/u)) };
    },
  );
}
