/** Requirements that are not graded: what a probe or an advisory tells of a target, and what it tells of the correct emulator. */
import type { RequirementId } from "../../contract/catalogue.js";
import type { Profile } from "../../contract/profile.js";
import type { RequirementRecord } from "../../evidence/record.js";
import type { DeclaredCheck } from "../../exercise/check/requirement.js";
import { runChecks } from "../../exercise/run-checks.js";
import { openEmulatedTarget } from "./emulated-target.js";

/** How a requirement is looked at. */
interface Question {
  readonly requirement: RequirementId;
  readonly profile: Profile;
  readonly seed: number;
  readonly transitionMs: number;
}

/**
 * Everything that a record of a probe or an advisory tells about the target.
 * @returns text that is the same for the same behaviour
 */
export function answerIn({ fingerprint, warnings }: RequirementRecord): string {
  const sorted = Object.entries(fingerprint).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted, [...new Set(warnings.map(({ message }) => message))].sort()]);
}

/** Asks the correct emulator, once per question. */
export class CorrectAnswers {
  readonly #checks: readonly DeclaredCheck[];
  readonly #folder: string;
  readonly #known = new Map<string, string>();

  constructor(checks: readonly DeclaredCheck[], folder: string) {
    this.#checks = checks;
    this.#folder = folder;
  }

  /**
   * What the correct emulator answers.
   * @throws Error when no check answers it
   */
  async to(question: Question): Promise<string> {
    const key = JSON.stringify(question);
    const answer = this.#known.get(key) ?? (await this.#ask(question));
    this.#known.set(key, answer);
    return answer;
  }

  async #ask({ requirement, ...how }: Question): Promise<string> {
    const nonce = `c${this.#known.size.toString(36)}x${process.pid.toString(36)}`;
    const target = await openEmulatedTarget({ ...how, folder: this.#folder, nonce });
    try {
      const named = this.#checks.filter((check) => check.requirement === requirement);
      for await (const record of runChecks(target.session, named)) return answerIn(record);
    } finally {
      await target.close();
    }
    throw new Error(`${requirement} has no check`);
  }
}
