/** Reading and writing files of ground truth: what is not whole, or of another form, is refused in a sentence. */
import { FileError, PublishedFile } from "../published-file.js";
import { visibleJson } from "../text.js";
import { writeWhole } from "../whole-file.js";
import { digestOf, TRUTH_VERSION, type Truth } from "./truth.js";

const TRUTH_FILES = new PublishedFile<Truth>({
  schema: "truth.schema.json",
  name: `a ground truth of version ${TRUTH_VERSION}`,
  mostMebibytes: 16,
  remedy: "give the path of a file that `record` has written, or record it anew with this version of the suite",
});

/**
 * Reads a file of ground truth.
 * @throws FileError if it cannot be read, does not fit the published schema, or was changed since it was recorded
 */
export async function readTruth(path: string): Promise<Truth> {
  return truthIn(await TRUTH_FILES.text(path), path);
}

/**
 * The truth in a text.
 * @param source what to call it in messages
 * @throws FileError as `readTruth`
 */
export function truthIn(text: string, source: string): Truth {
  const data = TRUTH_FILES.parsed(text, source);
  if (!isOfTruth(data)) throw new FileError(`${source}: no ground truth; \`record\` writes such a file`);
  const truth = TRUTH_FILES.fitting(data, source);
  if (digestOf(truth) === truth.digest) return truth;
  throw new FileError(
    `${source}: its digest does not fit its content: it was changed since it was recorded; take the file as it was written, or record it anew`,
  );
}

/** Whether data claims to be a ground truth, whatever its version. */
export function isOfTruth(data: unknown): boolean {
  return typeof data === "object" && data !== null && "truthVersion" in data;
}

/** Writes a truth, whole or not at all. */
export async function writeTruth(path: string, truth: Truth): Promise<void> {
  await writeWhole(path, `${visibleJson(truth)}\n`);
}
