/** Writing files that appear whole or not at all, so that nobody reads half of one. */
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";

/**
 * Writes a file.
 * @throws what the system says; then the file is as it was, and nothing unfinished is left
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = unfinishedOf(path);
  try {
    await writeFile(unfinished, text);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** The same, for whoever cannot wait. */
export function writeWholeSync(path: string, text: string): void {
  const unfinished = unfinishedOf(path);
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** Processes that write the same file do not meet. */
const unfinishedOf = (path: string) => `${path}.${process.pid}.unfinished`;
