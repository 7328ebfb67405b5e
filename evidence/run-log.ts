/** What the exercise of a run tells while it goes on, as lines of one file: written by the processes that run checks, read by whoever shows or concludes the run. */
import { appendFileSync, closeSync, openSync, readSync } from "node:fs";
import type { RequirementId } from "../contract/catalogue.js";
import { codeOf } from "../contract/error-code.js";
import type { Outcome } from "../contract/outcome.js";
import type { RequirementRecord } from "./record.js";
import type { Schedule } from "./schedule.js";

/** One line. A run has parts: one for each process that runs checks. */
export type RunEvent =
  | {
      readonly is: "begun";
      readonly part: number;
      readonly parts: number;
      readonly planned: readonly RequirementId[];
      /** Of a shard: what all shards are about together. */
      readonly selection?: readonly RequirementId[];
    }
  | { readonly is: "record"; readonly part: number; readonly record: RequirementRecord }
  /** How the part used the target over time. */
  | { readonly is: "schedule"; readonly part: number; readonly schedule: Schedule }
  /** What the target has made of the part, once for all clauses. */
  | { readonly is: "notes"; readonly part: number; readonly notes: readonly string[] }
  /** Somebody else was seen at work on load balancers of the part; a later line of the kind says more. */
  | { readonly is: "strangers"; readonly part: number; readonly words: string }
  /** The part was asked to stop before its end. */
  | { readonly is: "stopped"; readonly part: number }
  /** All that the part had to do is done. */
  | { readonly is: "done"; readonly part: number }
  /** Something went wrong outside any requirement. */
  | { readonly is: "fault"; readonly message: string };

/** What the lines of a run come to. */
export interface RunEvidence {
  /** What was to be checked; empty where no part has begun. */
  readonly planned: readonly RequirementId[];
  /** Of a shard: what all shards are about together; absent where it has not begun. */
  readonly selection?: readonly RequirementId[];
  readonly records: readonly RequirementRecord[];
  readonly faults: readonly string[];
  /** One for each part that came to its end. */
  readonly schedules: readonly Schedule[];
  /** What the target has made of the run, once for all clauses: one sentence each. */
  readonly notes: readonly string[];
  /** Who else was seen at work on the load balancers of the run, one sentence for each part that saw somebody. */
  readonly strangers: readonly string[];
  /** Some part was asked to stop. */
  readonly stopped: boolean;
  /** Every part has done all it had to. */
  readonly complete: boolean;
}

/**
 * Adds a line. Whole lines reach the file, from however many processes.
 * @param file absolute path
 * @param event what happened
 */
export function tellRun(file: string, event: RunEvent): void {
  appendFileSync(file, `${JSON.stringify(event)}\n`);
}

/** Reads a file of such lines while it grows. */
export class RunLogReader {
  readonly #file: string;
  #position = 0;
  #rest = Buffer.alloc(0);

  /** @param file absolute path; it need not be there yet */
  constructor(file: string) {
    this.#file = file;
  }

  /** The lines that are whole and were not read before. */
  read(): RunEvent[] {
    const text = Buffer.concat([this.#rest, this.#added()]);
    const end = text.lastIndexOf("\n") + 1;
    this.#rest = text.subarray(end);
    return text
      .subarray(0, end)
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line): RunEvent => JSON.parse(line));
  }

  #added(): Buffer {
    const chunks: Buffer[] = [];
    const descriptor = openIfThere(this.#file);
    if (descriptor === undefined) return Buffer.alloc(0);
    try {
      for (;;) {
        const chunk = Buffer.alloc(CHUNK_BYTES);
        const length = readSync(descriptor, chunk, 0, CHUNK_BYTES, this.#position);
        if (length === 0) return Buffer.concat(chunks);
        this.#position += length;
        chunks.push(chunk.subarray(0, length));
      }
    } finally {
      closeSync(descriptor);
    }
  }
}

const CHUNK_BYTES = 64 * 1024;

function openIfThere(file: string): number | undefined {
  try {
    return openSync(file, "r");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Outcomes that a check cut off in the middle has through no fault of the target or its surroundings. */
const UNDONE: ReadonlySet<Outcome> = new Set<Outcome>(["environment-error", "inconclusive", "harness-error"]);

/**
 * Sums up the lines of a run.
 * @param events all of them, in the order in which they were written
 */
export function evidenceOf(events: readonly RunEvent[]): RunEvidence {
  const planned = new Set<RequirementId>();
  const records: RequirementRecord[] = [];
  const faults: string[] = [];
  const schedules: Schedule[] = [];
  const notes = new Set<string>();
  const strangers = new Map<number, string>();
  const stopped = new Set<number>();
  const done = new Set<number>();
  let parts = Number.POSITIVE_INFINITY;
  let selection: readonly RequirementId[] | undefined;
  for (const event of events) {
    if (event.is === "begun") {
      parts = event.parts;
      selection = event.selection;
      for (const id of event.planned) planned.add(id);
    } else if (event.is === "record") {
      if (!stopped.has(event.part) || !UNDONE.has(event.record.outcome)) records.push(event.record);
    } else if (event.is === "stopped") stopped.add(event.part);
    else if (event.is === "schedule") schedules.push(event.schedule);
    else if (event.is === "strangers") strangers.set(event.part, event.words);
    else if (event.is === "notes") for (const note of event.notes) notes.add(note);
    else if (event.is === "done") done.add(event.part);
    else faults.push(event.message);
  }
  return {
    planned: [...planned],
    ...(selection === undefined ? {} : { selection }),
    records,
    faults,
    schedules,
    notes: [...notes],
    strangers: [...strangers.values()],
    stopped: stopped.size > 0,
    complete: done.size >= parts,
  };
}
