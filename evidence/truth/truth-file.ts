/** Reading and writing files of ground truth: what is not whole, or of another form, is refused in a sentence. */
import { readFileSync } from "node:fs";
import { open, rename, writeFile } from "node:fs/promises";
import { validatorOf } from "../../contract/validator.js";
import { visible, visibleJson } from "../text.js";
import { digestOf, TRUTH_VERSION, type Truth } from "./truth.js";

const SCHEMA = new URL("../../../schemas/truth.schema.json", import.meta.url);
const MAXIMUM_BYTES = 16 * 1024 * 1024;

/** A file is no truth, or not a whole one. The message says which file, why, and what to do. */
export class TruthFileError extends Error {
  override readonly name = "TruthFileError";
}

/**
 * Reads a file of ground truth.
 * @throws TruthFileError if it cannot be read, does not fit the published schema, or was changed since it was recorded
 */
export async function readTruth(path: string): Promise<Truth> {
  return truthIn(await boundedText(path), path);
}

/**
 * The truth in a text.
 * @param source what to call it in messages
 * @throws TruthFileError as `readTruth`
 */
export async function truthIn(text: string, source: string): Promise<Truth> {
  const data = parsed(text, source);
  if (!isOfTruth(data)) throw new TruthFileError(`${source}: no ground truth; \`record\` writes such a file`);
  const isTruth = truthValidator();
  if (!isTruth(data)) {
    const [first] = isTruth.errors ?? [];
    const where = first?.instancePath || "the top level";
    throw new TruthFileError(
      `${source}: not a ground truth of version ${TRUTH_VERSION}: at ${visible(where)}: ${first?.message ?? "does not fit the schema"}; record it anew with this version of the suite`,
    );
  }
  if (digestOf(data) !== data.digest) {
    throw new TruthFileError(
      `${source}: its digest does not fit its content: it was changed since it was recorded; take the file as it was written, or record it anew`,
    );
  }
  return data;
}

/** Whether data claims to be a ground truth, whatever its version. */
export function isOfTruth(data: unknown): boolean {
  return typeof data === "object" && data !== null && "truthVersion" in data;
}

/** Writes a truth, whole or not at all. */
export async function writeTruth(path: string, truth: Truth): Promise<void> {
  const unfinished = `${path}.writing`;
  await writeFile(unfinished, `${visibleJson(truth)}\n`);
  await rename(unfinished, path);
}

/** The published schema. */
export const truthValidator = validatorOf<Truth>(() => JSON.parse(readFileSync(SCHEMA, "utf8")));

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TruthFileError(`${source}: not JSON; give the path of a file that \`record\` has written`);
  }
}

async function boundedText(path: string): Promise<string> {
  try {
    await using file = await open(path, "r");
    const status = await file.stat();
    if (!status.isFile() || status.size > MAXIMUM_BYTES)
      throw new TruthFileError(`${path}: not a regular file of at most 16 MiB; give the path of a ground truth`);
    return await file.readFile("utf8");
  } catch (error) {
    if (error instanceof TruthFileError) throw error;
    throw new TruthFileError(`${path}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}
