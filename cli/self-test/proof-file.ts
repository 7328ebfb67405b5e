/** `proof.json`: written whole or not at all, read only when it fits its published schema. */
import { existsSync } from "node:fs";
import { reasonOf } from "../../contract/error-code.js";
import { PublishedFile } from "../../evidence/published-file.js";
import { visibleJson } from "../../evidence/text.js";
import { writeWhole } from "../../evidence/whole-file.js";
import type { ProofSummary } from "../../reports/report.js";
import { OutputError } from "../../reports/write.js";
import type { ProofSubject } from "./job.js";
import { type Proof, summaryOf } from "./proof.js";

const PROOF_FILES = new PublishedFile<Proof>({
  schema: "proof.schema.json",
  name: "a proof of this version",
  mostMebibytes: 32,
  remedy: "run gwlb-conformance self-test again, or remove the file",
});

/**
 * Writes a proof.
 * @param file absolute path
 * @throws OutputError if it cannot be written
 */
export async function writeProof(file: string, proof: Proof): Promise<void> {
  try {
    await writeWhole(file, `${visibleJson(proof)}\n`);
  } catch (error) {
    throw new OutputError(`${file}: cannot be written (${reasonOf(error)}); choose another file with --output`);
  }
}

/**
 * What a report of a run says of the proof in a file.
 * @param file path of a `proof.json`
 * @param subject what has to have been proved
 * @returns `undefined` when there is no such file, or when it is the proof of a part only, or of something else
 * @throws FileError when there is one that cannot be read
 */
export async function proofSummary(file: string, subject: ProofSubject): Promise<ProofSummary | undefined> {
  const proof = await readProof(file);
  return proof?.subject === subject ? summaryOf(proof) : undefined;
}

/**
 * Reads a proof.
 * @param file path
 * @returns `undefined` when there is no such file
 * @throws FileError if it cannot be read, is no JSON or does not fit the published schema
 */
export async function readProof(file: string): Promise<Proof | undefined> {
  return existsSync(file) ? PROOF_FILES.read(file) : undefined;
}
