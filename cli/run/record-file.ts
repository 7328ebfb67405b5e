import { closeSync, openSync, writeSync } from "node:fs";
import type { RequirementRecord } from "../../evidence/record.js";

/** Records as they come, one JSON line each: what was found is kept even when the run does not come to its end. */
export class RecordFile {
  readonly #descriptor: number;

  /** @param file absolute path; an earlier run's is replaced */
  constructor(file: string) {
    this.#descriptor = openSync(file, "w");
  }

  add(record: RequirementRecord): void {
    writeSync(this.#descriptor, `${JSON.stringify(record)}\n`);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
