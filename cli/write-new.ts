/** Writing a file that people asked for, without taking away one that is there. */
import { writeFile } from "node:fs/promises";
import { codeOf, reasonOf } from "../contract/error-code.js";
import { UsageError } from "./usage-error.js";

/**
 * Writes a file.
 * @param file as it was named
 * @param overwrite whether one of that name may be replaced
 * @throws UsageError when it is there already, or cannot be written
 */
export async function writeNew(file: string, text: string, overwrite: boolean): Promise<void> {
  try {
    await writeFile(file, text, { flag: overwrite ? "w" : "wx" });
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw new UsageError(`${file}: exists already; --force overwrites it`);
    throw new UsageError(`${file}: cannot be written (${reasonOf(error)}); name another file`);
  }
}
