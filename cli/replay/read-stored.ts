/** Reading the file of a stored failure that somebody named. */
import { readFile, stat } from "node:fs/promises";
import { reasonOf } from "../../contract/error-code.js";
import { LARGEST_FILE } from "../../evidence/failure-store.js";
import { parseStoredFailure, type StoredFailure } from "../../evidence/stored-failure.js";
import { UsageError } from "../usage-error.js";

/**
 * Reads a stored failure.
 * @throws UsageError for a file that cannot be read, or is none
 */
export async function readStoredFailure(file: string): Promise<StoredFailure> {
  const failure = parseStoredFailure(await readBounded(file));
  if ("problem" in failure) throw new UsageError(`${file} is no stored failure: ${failure.problem}`);
  return failure;
}

async function readBounded(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE)
      throw new UsageError(`${file} is no stored failure: it is larger than ${LARGEST_FILE} bytes`);
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `${file} cannot be read (${reasonOf(error)}); failures are kept in the folder failures of a run's output`,
    );
  }
}
