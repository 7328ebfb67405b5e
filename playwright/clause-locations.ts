/** Where each clause stands in the specs, found without loading them: a verdict is to point there, and to load next to nothing. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Location {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

const COMPILED = fileURLToPath(new URL("../specs", import.meta.url));
/** There in a clone, not in an installed package. */
const SOURCES = fileURLToPath(new URL("../../specs", import.meta.url));

/** The line of each clause's `requirement(…)`, by id; of the sources where they are, else of the compiled specs. */
export function clauseLocations(): ReadonlyMap<string, Location> {
  const folder = existsSync(SOURCES) ? SOURCES : COMPILED;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Map(files.filter((name) => /\.spec\.[jt]s$/u.test(name)).flatMap((name) => clausesIn(join(folder, name))));
}

function clausesIn(file: string): [string, Location][] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/^requirement\(\s*"([^"]+)"/gmu)].map(({ index, 1: id = "" }) => {
    return [id, { file, line: text.slice(0, index).split("\n").length }];
  });
}
