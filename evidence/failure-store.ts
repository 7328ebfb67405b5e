/** The folder of stored failures. It repeats what a run has found to the next one; it is never needed, so nothing fails because of it. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RequirementId } from "../contract/catalogue.js";
import type { Counterexample } from "./counterexample.js";
import { fileNameOf, parseStoredFailure, type StoredFailure, storedFailureOf } from "./stored-failure.js";
import { writeWholeSync } from "./whole-file.js";

/** Files that are looked at, and the size of one, bytes. */
const MOST_FILES = 2_000;
export const LARGEST_FILE = 1 << 20;
/** Failures of one requirement that are put to each further run, and those that are kept at all. */
const OPEN_PER_REQUIREMENT = 20;
const KEPT_PER_REQUIREMENT = 60;

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

  /** All failures, those that pass by now included: by requirement, the one seen first first. */
  all(): readonly StoredFailure[] {
    const order = ({ requirement, firstSeen }: StoredFailure) => `${requirement} ${firstSeen}`;
    return [...this.#failures.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }

  /** Failures of one requirement that were not seen to pass since, the one seen first first. */
  of(requirement: RequirementId): readonly StoredFailure[] {
    return this.all().filter((one) => one.requirement === requirement && one.passesSince === undefined);
  }

  /**
   * Keeps a failure; one that is known keeps the time it was first seen, and passes no more. Nothing is kept of a counterexample without a
   * case by value. Where a requirement has too many, the one that has passed for longest makes room.
   * @returns whether it was written
   */
  keep(counterexample: Counterexample, at: Date): boolean {
    const failure = storedFailureOf(counterexample, at.toISOString(), this.#suiteVersion, this.#target);
    if (failure === undefined) return false;
    const name = fileNameOf(failure);
    const known = this.#failures.get(name);
    if (known === undefined && !this.#makeRoom(failure.requirement)) return false;
    return this.#write(known === undefined ? failure : { ...failure, firstSeen: known.firstSeen });
  }

  /** Notes that a failure passes; it is kept, so that it can be replayed by whoever has heard of it, but it is put to no further run. @returns whether it was written */
  settle(failure: StoredFailure, at: Date): boolean {
    return this.#write({ ...failure, passesSince: at.toISOString() });
  }

  /** Removes a failure. @returns whether its file is gone */
  remove(failure: StoredFailure): boolean {
    const name = fileNameOf(failure);
    this.#failures.delete(name);
    return attempt(() => rmSync(join(this.#folder, name), { force: true }));
  }

  #write(failure: StoredFailure): boolean {
    const name = fileNameOf(failure);
    this.#failures.set(name, failure);
    return attempt(() => {
      mkdirSync(this.#folder, { recursive: true });
      writeWholeSync(join(this.#folder, name), `${JSON.stringify(failure, null, 2)}\n`);
    });
  }

  /** Whether there is room for one more failure of a requirement. */
  #makeRoom(requirement: RequirementId): boolean {
    if (this.of(requirement).length >= OPEN_PER_REQUIREMENT) return false;
    const kept = this.all().filter((one) => one.requirement === requirement);
    if (kept.length < KEPT_PER_REQUIREMENT) return true;
    const since = ({ passesSince = "" }: StoredFailure) => passesSince;
    const [oldest] = kept.filter(since).sort((a, b) => (since(a) < since(b) ? -1 : 1));
    return oldest !== undefined && this.remove(oldest);
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
