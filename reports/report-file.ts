/** Reading a report.json that may be of another version, or of another program. */
import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { validatorOf } from "../contract/validator.js";
import { visible } from "../evidence/text.js";
import type { Report } from "./report.js";

const SCHEMA = new URL("../../schemas/report.schema.json", import.meta.url);
const MAXIMUM_BYTES = 256 * 1024 * 1024;

/** A file is not a report this version can read. The message says which file and why. */
export class ReportFileError extends Error {
  override readonly name = "ReportFileError";
}

/**
 * Reads a report.json.
 * @returns the report, checked against the published schema
 * @throws ReportFileError if it cannot be read, is no JSON or is no report
 */
export async function readReport(path: string): Promise<Report> {
  const { data } = await readJson(path);
  const isReport = reportValidator();
  if (isReport(data)) return data;
  const [first] = isReport.errors ?? [];
  const where = first?.instancePath || "the top level";
  throw new ReportFileError(
    `${path}: not a report of this version: at ${visible(where)}: ${first?.message ?? "does not fit the schema"}`,
  );
}

/**
 * Reads a file that should be a report, whatever it says.
 * @returns its text, and the data in it
 * @throws ReportFileError if it cannot be read or is no JSON
 */
export async function readJson(path: string): Promise<{ readonly text: string; readonly data: unknown }> {
  const text = await boundedText(path);
  return { text, data: parsed(text, path) };
}

/** The published schema. */
export const reportValidator = validatorOf<Report>(() => JSON.parse(readFileSync(SCHEMA, "utf8")));

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ReportFileError(`${path}: not JSON; give the path of a report.json`);
  }
}

async function boundedText(path: string): Promise<string> {
  try {
    await using file = await open(path, "r");
    const status = await file.stat();
    if (!status.isFile() || status.size > MAXIMUM_BYTES) {
      throw new ReportFileError(`${path}: not a regular file of at most 256 MiB; give the path of a report.json`);
    }
    return await file.readFile("utf8");
  } catch (error) {
    if (error instanceof ReportFileError) throw error;
    throw new ReportFileError(`${path}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}
