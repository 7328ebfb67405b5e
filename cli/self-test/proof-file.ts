/** `proof.json`: written whole or not at all, read only when it fits its published schema. */
import { access, constants, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { ProofSummary } from "../../reports/report.js";
import { visible, visibleJson } from "../../reports/text.js";
import { type Proof, summaryOf } from "./proof.js";

const SCHEMA = new URL("../../../schemas/proof.schema.json", import.meta.url);
const MAXIMUM_BYTES = 32 * 1024 * 1024;

/** A proof cannot be written or read. The message says which file and why. */
export class ProofFileError extends Error {
  override readonly name = "ProofFileError";
}

/**
 * Makes sure, before a self-test spends minutes, that its proof can be written.
 * @param file absolute path; its folder is made if absent
 * @throws ProofFileError
 */
export async function ensureProofWritable(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw new ProofFileError(`${file}: cannot be written (${codeOf(error)}); choose another file with --output`);
  }
}

/**
 * Writes a proof.
 * @param file absolute path
 * @param proof of a self-test
 * @throws ProofFileError
 */
export async function writeProof(file: string, proof: Proof): Promise<void> {
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    await writeFile(unfinished, `${visibleJson(proof)}\n`);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new ProofFileError(`${file}: cannot be written (${codeOf(error)}); choose another file with --output`);
  }
}

/**
 * Reads a proof.
 * @param file path
 * @throws ProofFileError if it cannot be read or does not fit the published schema
 */
export async function readProof(file: string): Promise<Proof> {
  const data = await parsed(file);
  const ajv = new Ajv2020({ strict: true });
  addFormats.default(ajv);
  const isProof = ajv.compile<Proof>(JSON.parse(await readFile(SCHEMA, "utf8")));
  if (isProof(data)) return data;
  const [first] = isProof.errors ?? [];
  const where = first?.instancePath || "the top level";
  throw new ProofFileError(`${file}: no proof of this version: at ${visible(where)}: ${first?.message ?? "unknown"}`);
}

/**
 * What a report of a run says of the proof in a file.
 * @param file path of a `proof.json`
 * @returns `undefined` when there is no such file, or when it is a proof of a part only
 * @throws ProofFileError when there is one that cannot be read
 */
export async function proofSummary(file: string): Promise<ProofSummary | undefined> {
  try {
    await access(file, constants.F_OK);
  } catch {
    return undefined;
  }
  return summaryOf(await readProof(file));
}

async function parsed(file: string): Promise<unknown> {
  try {
    const status = await stat(file);
    if (!status.isFile() || status.size > MAXIMUM_BYTES) {
      throw new ProofFileError(`${file}: not a regular file of at most 32 MiB; give the path of a proof.json`);
    }
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if (error instanceof ProofFileError) throw error;
    const why = error instanceof SyntaxError ? "not JSON" : `cannot be read (${codeOf(error)})`;
    throw new ProofFileError(`${file}: ${why}; run gwlb-conformance self-test again`);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.message : String(error);
}
