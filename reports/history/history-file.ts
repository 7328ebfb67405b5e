/** The folder of a history: its lines, read with patience for what others wrote, added to, and kept within bounds. */

import { appendFile, mkdir, open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, reasonOf } from "../../contract/error-code.js";
import { validatorOf } from "../../contract/validator.js";
import { writeWhole } from "../../evidence/whole-file.js";
import { OutputError } from "../write.js";
import type { HistoryEntry } from "./entry.js";

/** Runs that are kept. */
export const KEPT_RUNS = 400;

/** Runs that may stand there before the oldest are taken away: the file is not written anew each time. */
const TOLERATED_RUNS = KEPT_RUNS + 50;

const LARGEST_FILE = 64 * 1024 * 1024;
const LINES = "runs.jsonl";
const TABLE = "history.md";

/** Allure's own history, in the same folder. */
export const ALLURE_HISTORY = "allure.jsonl";

const text = { type: "string" } as const;
const texts = { type: "array", items: text } as const;
const causes = {
  type: "array",
  items: {
    type: "object",
    required: ["id", "title", "outcome", "clauses"],
    properties: { id: text, title: text, outcome: text, clauses: texts },
  },
} as const;
const number = { type: "number" } as const;
const common = { startedAt: text, subject: text, profile: text, seed: { type: "integer" }, exitCode: number } as const;
const COMMON = ["is", "startedAt", "subject", "profile", "seed", "exitCode"] as const;

const validator = validatorOf<HistoryEntry>(
  () => ({
    oneOf: [
      {
        type: "object",
        required: [...COMMON, "reason"],
        properties: { is: { const: "unjudged" }, ...common, reason: text },
      },
      {
        type: "object",
        required: [
          ...[...COMMON, "endedAt", "suite", "verdict", "withheld", "outcomes", "requests"],
          ...["causes", "appeared", "gone", "open"],
        ],
        properties: {
          is: { const: "judged" },
          ...common,
          endedAt: text,
          suite: text,
          verdict: { enum: ["conformant", "not-conformant", "inconclusive"] },
          withheld: texts,
          outcomes: { type: "object", additionalProperties: { type: "integer" } },
          requests: number,
          transitions: {
            type: "object",
            required: ["count", "p50", "p95"],
            properties: { count: number, p50: number, p95: number },
          },
          causes,
          comparedWith: text,
          appeared: texts,
          gone: causes,
          open: causes,
        },
      },
    ],
  }),
  { strictRequired: true },
);

/**
 * Reads a history.
 * @param folder absolute path; it need not exist
 * @returns entries, the oldest first; lines that are none, such as one that was cut off by a crash, are passed over
 * @throws OutputError when there is something that cannot be read
 */
export async function readHistory(folder: string): Promise<HistoryEntry[]> {
  const file = join(folder, LINES);
  try {
    if ((await stat(file)).size > LARGEST_FILE) throw new Error("larger than 64 MiB");
    return (await readFile(file, "utf8")).split("\n").flatMap(entryIn);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw failure(file, "read", error);
  }
}

function entryIn(line: string): HistoryEntry[] {
  try {
    const value: unknown = JSON.parse(line);
    const isEntry = validator();
    return isEntry(value) ? [value] : [];
  } catch {
    return [];
  }
}

/**
 * Adds a run to a history, takes away the oldest when there are too many, and writes its table.
 * @param folder absolute path; made if absent
 * @param table of all entries
 * @throws OutputError when it cannot be written
 */
export async function addToHistory(
  folder: string,
  entry: HistoryEntry,
  table: (entries: readonly HistoryEntry[]) => string,
): Promise<void> {
  const file = join(folder, LINES);
  try {
    await mkdir(folder, { recursive: true });
    // A line that a crash cut off is ended first, or this one would be a part of it.
    await appendFile(file, `${(await endsInside(file)) ? "\n" : ""}${JSON.stringify(entry)}\n`);
    const entries = await readHistory(folder);
    const kept = entries.slice(-KEPT_RUNS);
    if (entries.length > TOLERATED_RUNS) await writeWhole(file, kept.map((one) => `${JSON.stringify(one)}\n`).join(""));
    await writeWhole(join(folder, TABLE), table(kept));
  } catch (error) {
    throw error instanceof OutputError ? error : failure(folder, "written", error);
  }
}

async function endsInside(file: string): Promise<boolean> {
  try {
    await using handle = await open(file, "r");
    const { size } = await handle.stat();
    if (size === 0) return false;
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() !== "\n";
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

function failure(path: string, done: string, error: unknown): OutputError {
  return new OutputError(`${path}: cannot be ${done} (${reasonOf(error)}); name another folder with --history`);
}
