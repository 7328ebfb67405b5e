/** `proof.json`: written whole or not at all, read only when it fits its published schema. */
import { readFileSync } from "node:fs";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { validatorOf } from "../../contract/validator.js";
import { visible, visibleJson } from "../../evidence/text.js";
import type { ProofSummary } from "../../reports/report.js";
import { ReportFileError } from "../../reports/report-file.js";
import { OutputError } from "../../reports/write.js";
import type { ProofSubject } from "./job.js";
import { type Proof, summaryOf } from "./proof.js";

const SCHEMA = new URL("../../../schemas/proof.schema.json", import.meta.url);
const MAXIMUM_BYTES = 32 * 1024 * 1024;

/**
 * Writes a proof.
 * @param file absolute path
 * @throws OutputError if it cannot be written
 */
export async function writeProof(file: string, proof: Proof): Promise<void> {
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    await writeFile(unfinished, `${visibleJson(proof)}\n`);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new OutputError(`${file}: cannot be written (${codeOf(error)}); choose another file with --output`);
  }
}

/**
 * What a report of a run says of the proof in a file.
 * @param file path of a `proof.json`
 * @param subject what has to have been proved
 * @returns `undefined` when there is no such file, or when it is the proof of a part only, or of something else
 * @throws ReportFileError when there is one that cannot be read
 */
export async function proofSummary(file: string, subject: ProofSubject): Promise<ProofSummary | undefined> {
  const proof = await readProof(file);
  return proof?.subject === subject ? summaryOf(proof) : undefined;
}

/**
 * Reads a proof.
 * @param file path
 * @returns `undefined` when there is no such file
 * @throws ReportFileError if it cannot be read, is no JSON or does not fit the published schema
 */
export async function readProof(file: string): Promise<Proof | undefined> {
  const text = await textOf(file);
  if (text === undefined) return undefined;
  const data = parsed(text, file);
  const isProof = proofValidator();
  if (isProof(data)) return data;
  const [first] = isProof.errors ?? [];
  const where = visible(first?.instancePath || "the top level");
  const what = first?.message ?? "does not fit the schema";
  throw new ReportFileError(`${file}: not a proof of this version: at ${where}: ${what}; ${REMEDY}`);
}

const proofValidator = validatorOf<Proof>(() => JSON.parse(readFileSync(SCHEMA, "utf8")));

const REMEDY = "run gwlb-conformance self-test again, or remove the file";

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ReportFileError(`${file}: not JSON; ${REMEDY}`);
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    const status = await stat(file);
    if (!status.isFile() || status.size > MAXIMUM_BYTES) {
      throw new ReportFileError(`${file}: not a regular file of at most 32 MiB; ${REMEDY}`);
    }
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof ReportFileError) throw error;
    const code = codeOf(error);
    if (code === "ENOENT") return undefined;
    throw new ReportFileError(`${file}: cannot be read (${code})`);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.message : String(error);
}
