/** Holds the answers of a course against the model, one after another. */
import type { Exchange } from "../../contract/exchange.js";
import {
  type Account,
  allowedResults,
  keyOfAccount,
  NEW_ACCOUNT,
  type Operation,
  type Result,
  step,
} from "../../contract/model.js";
import type { Evidence } from "../cases/evidence.js";
import type { Attempt } from "../session/session.js";
import { describeWithoutIds } from "./results.js";

/** Raised when an answer is one that the documentation does not allow. */
export class Contradiction extends Error {
  /** What tells it from others: the operation and the kind of answer, not the data. */
  readonly kind: string;
  readonly evidence: Evidence;
  constructor(kind: string, evidence: Evidence) {
    super(`expected ${evidence.finding.expected}, got ${evidence.finding.got}`);
    this.name = "Contradiction";
    this.kind = kind;
    this.evidence = evidence;
  }
}

/** Raised when a course cannot go on, though nothing is wrong with the answers. */
export class CourseOver extends Error {
  /** Whether it is for want of an answer. */
  readonly unanswered: boolean;
  constructor(reason: string, unanswered = false) {
    super(reason);
    this.name = "CourseOver";
    this.unanswered = unanswered;
  }
}

/** Exchanges kept to show a contradiction: the last ones. */
const KEPT_EXCHANGES = 20;

/** What a witness is told of one operation. */
interface Testimony {
  readonly operation: Operation;
  readonly result: Result;
  /** The operation in words, to begin a sentence with. */
  readonly words: string;
  /** The CreateListener request it is about. */
  readonly attempt: Attempt;
}

/** Knows which states the account may be in after everything it was told. */
export class Witness {
  #accounts: readonly Account[] = [NEW_ACCOUNT];
  readonly #announced = new Set<string>();
  readonly #exchanges: Exchange[] = [];

  /** Keeps an exchange, to show what led to a contradiction. */
  keep(exchange: Exchange): void {
    this.#exchanges.push(exchange);
    if (this.#exchanges.length > KEPT_EXCHANGES) this.#exchanges.shift();
  }

  /**
   * Takes in the result of an operation.
   * @throws Contradiction when the documentation does not allow it, CourseOver when there is none
   */
  observe({ operation, result, words, attempt }: Testimony): void {
    if (result.is === "unknown") throw new CourseOver(`${words} was not answered`, true);
    const next = this.#accounts.flatMap((account) => step(account, operation, result));
    if (next.length === 0) {
      const got = describeWithoutIds(operation, result, (id) => this.#announced.has(id));
      // Which state was seen may depend on when one looked.
      const kind = result.is === "found" ? "read found" : `${operation.is} ${got}`;
      this.contradict(kind, attempt, `${words}: ${allowedResults(this.#accounts, operation)}`, got);
    }
    this.#accounts = [...new Map(next.map((account) => [keyOfAccount(account), account])).values()];
    if (result.is === "accepted" && result.listener !== undefined) this.#announced.add(result.listener);
  }

  /** @throws Contradiction always */
  contradict(kind: string, attempt: Attempt, expected: string, got: string): never {
    throw new Contradiction(kind, {
      finding: { about: "case", expected, got },
      lens: String(attempt.draft.dryRun) === "true" ? "dry-run" : "create",
      violation: undefined,
      attempt,
      exchanges: [...this.#exchanges],
    });
  }
}
