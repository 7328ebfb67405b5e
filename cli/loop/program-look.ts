/** A look at the files of an adapter: another build of it is one whose files have changed. */
import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Sight } from "./sightings.js";

/** Files of one folder that are looked at. */
const MOST_FILES = 2_000;

/**
 * The files and folders that the words of a command line name, as far as they exist.
 * @param words of the command line
 * @param folder in which it is started
 * @returns absolute paths
 */
export function filesNamed(words: readonly string[], folder: string): readonly string[] {
  return words.map((word) => resolve(folder, word)).filter((path) => statSync(path, { throwIfNoEntry: false }));
}

/**
 * Looks at files; of a folder, at the files that lie in it.
 * @param paths absolute
 * @returns away while one of them is missing, as it is while it is written anew
 */
export function lookAtFiles(paths: readonly string[]): Sight {
  const marks: string[] = [];
  for (const path of paths.flatMap(filesAt)) {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return { is: "away" };
    if (status.isFile()) marks.push(`${path} ${status.size} ${status.mtimeMs}`);
  }
  return { is: "there", marks: marks.join("\n") };
}

function filesAt(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  return readdirSync(path)
    .slice(0, MOST_FILES)
    .map((name) => join(path, name));
}
