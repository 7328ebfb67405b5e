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
  const declarations = ROOMS.flatMap((room) => {
    const folder = folderOf(room);
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.spec\.[jt]s$/u.test(name))
      .flatMap((name) => declarationsIn(join(folder, name)));
  });
  const whole = new Map(declarations.filter((one) => one.whole).map((one) => [one.id, one]));
  const begun = declarations.filter((one) => !one.whole);
  return (id) => whole.get(id) ?? begun.find((one) => id.startsWith(one.id));
}

/** The sources are there in a clone, not in an installed package. */
function folderOf(room: string): string {
  const sources = fileURLToPath(new URL(`../../${room}`, import.meta.url));
  return existsSync(sources) ? sources : fileURLToPath(new URL(`../${room}`, import.meta.url));
}

function declarationsIn(file: string): Declaration[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/^\s*(?:sdkR|r)equirement\(\s*["`]([^"`$]+)(\$?)/gmu)].map(
    ({ 0: call, index, 1: id = "", 2: more }) => {
      const line = text.slice(0, index + call.search(/\S/u)).split("\n").length;
      return { id, whole: more === "", file, line };
    },
  );
}
