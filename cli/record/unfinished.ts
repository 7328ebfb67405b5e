/** What is left of a recording that was interrupted: a file beside the output, from which the next one goes on. */

import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { CONTRACT_REVISION } from "../../contract/catalogue.js";
import type { RequirementRecord } from "../../evidence/record.js";
import type { Config } from "../../target/config/config.js";
import { suiteIdentity } from "../run/suite.js";
import { UsageError } from "../usage-error.js";

/** What two parts of one recording have in common. */
interface Identity {
  readonly version: string;
  readonly contractRevision: string;
  readonly region: string;
  /** SHA-256 of the endpoint. */
  readonly target: string;
  readonly tokenAgeMs: number;
}

/**
 * What makes a recording the same one.
 * @param config of its target
 */
export function identityOf({ target }: Config, tokenAgeMs: number): Identity {
  return {
    version: suiteIdentity().version,
    contractRevision: CONTRACT_REVISION,
    region: target.region,
    target: createHash("sha256")
      .update(target.endpoint ?? "")
      .digest("hex"),
    tokenAgeMs,
  };
}

/** The file of an unfinished recording: a line that says which, and one for each question that has its answers. */
export class UnfinishedRecording {
  readonly file: string;
  readonly #identity: Identity;
  readonly #records: RequirementRecord[];

  private constructor(file: string, identity: Identity, records: RequirementRecord[]) {
    this.file = file;
    this.#identity = identity;
    this.#records = records;
  }

  /**
   * Opens what there is of a recording, or nothing yet.
   * @param output path of the file that is to become of it
   * @throws UsageError when what is there belongs to another recording
   */
  static open(output: string, identity: Identity): UnfinishedRecording {
    const file = `${output}.partial`;
    if (!existsSync(file)) return new UnfinishedRecording(file, identity, []);
    const [head, ...records] = linesOf(readFileSync(file, "utf8"));
    const isSame = JSON.stringify(head) === JSON.stringify(identity);
    if (isSame) return new UnfinishedRecording(file, identity, records.filter(isRecord));
    throw new UsageError(
      `${file}: is left of another recording (another version of the suite, target, region or --token-minutes); finish that one, or remove the file and begin anew`,
    );
  }

  /** Records so far. */
  get records(): readonly RequirementRecord[] {
    return this.#records;
  }

  /** Keeps a record. */
  add(record: RequirementRecord): void {
    if (!existsSync(this.file)) writeFileSync(this.file, `${JSON.stringify(this.#identity)}\n`, { mode: 0o600 });
    appendFileSync(this.file, `${JSON.stringify(record)}\n`);
    this.#records.push(record);
  }

  /** Removes the file: the recording is finished. */
  finish(): void {
    rmSync(this.file, { force: true });
  }
}

/** A line that was being written when everything ended is none. */
function linesOf(text: string): unknown[] {
  return text.split("\n").flatMap((line): unknown[] => {
    try {
      return line === "" ? [] : [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}

/** The file is this program's own: more need not be looked at. */
function isRecord(value: unknown): value is RequirementRecord {
  return typeof value === "object" && value !== null && "requirement" in value && "fingerprint" in value;
}
