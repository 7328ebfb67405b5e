/** The folder of stored failures. It repeats what a run has found to the next one; it is never needed, so nothing fails because of it. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RequirementId } from "../contract/catalogue.js";
import type { Counterexample } from "./counterexample.js";
import { fileNameOf, parseStoredFailure, type StoredFailure, storedFailureOf } from "./stored-failure.js";

/** Files that are looked at, and the size of one, bytes. */
const MOST_FILES = 2_000;
export const LARGEST_FILE = 1 << 20;
/** Failures of one requirement that are kept. */
const KEPT_PER_REQUIREMENT = 20;

/** Failures of earlier runs, and of this one. */
export class FailureStore {
  readonly #folder: string;
  readonly #suiteVersion: string;
  readonly #target: string | undefined;
  readonly #failures: Map<string, StoredFailure>;

  private constructor(
    { folder, suiteVersion, target }: { folder: string; suiteVersion: string; target: string | undefined },
    failures: Map<string, StoredFailure>,
  ) {
    this.#folder = folder;
    this.#suiteVersion = suiteVersion;
    this.#target = target;
    this.#failures = failures;
  }

  /**
   * Reads the store. Files that are no stored failures, or of a requirement that is no more, are passed over.
   * @param folder absolute path; it need not exist
   */
  static open(folder: string, suiteVersion: string, target?: string): FailureStore {
    const failures = new Map<string, StoredFailure>();
    for (const name of namesIn(folder)) {
      const failure = readFailure(join(folder, name));
      if (failure !== undefined) failures.set(fileNameOf(failure), failure);
    }
    return new FailureStore({ folder, suiteVersion, target }, failures);
  }

  /** Failures of one requirement, the one seen first first. */
  of(requirement: RequirementId): readonly StoredFailure[] {
    return [...this.#failures.values()]
      .filter((failure) => failure.requirement === requirement)
      .sort((a, b) => (a.firstSeen < b.firstSeen ? -1 : 1));
  }

  /**
   * Keeps a failure; one that is known keeps the time it was first seen. Nothing is kept of a counterexample without a case by value.
   * @returns whether it was written
   */
  keep(counterexample: Counterexample, at: Date): boolean {
    const failure = storedFailureOf(counterexample, at.toISOString(), this.#suiteVersion, this.#target);
    if (failure === undefined) return false;
    const name = fileNameOf(failure);
    const known = this.#failures.get(name);
    if (known === undefined && this.of(failure.requirement).length >= KEPT_PER_REQUIREMENT) return false;
    const kept = known === undefined ? failure : { ...failure, firstSeen: known.firstSeen };
    this.#failures.set(name, kept);
    return attempt(() => {
      mkdirSync(this.#folder, { recursive: true });
      const file = join(this.#folder, name);
      writeFileSync(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`);
      renameSync(`${file}.new`, file);
    });
  }

  /** Drops a failure that is no more. @returns whether its file is gone */
  drop(failure: StoredFailure): boolean {
    const name = fileNameOf(failure);
    this.#failures.delete(name);
    return attempt(() => rmSync(join(this.#folder, name), { force: true }));
  }
}

function attempt(part: () => void): boolean {
  try {
    part();
    return true;
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .slice(0, MOST_FILES);
  } catch {
    return [];
  }
}

function readFailure(file: string): StoredFailure | undefined {
  try {
    if (statSync(file).size > LARGEST_FILE) return undefined;
    const failure = parseStoredFailure(readFileSync(file, "utf8"));
    return "problem" in failure ? undefined : failure;
  } catch {
    return undefined;
  }
}
