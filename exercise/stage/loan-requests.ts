/** The requests that one loan of a load balancer sends: whether others are under way there, and which of them each has met. */
import type { RequestDraft } from "../../contract/request.js";
import type { Attempt, SendOptions } from "../session/attempt.js";
import type { Session } from "../session/session.js";

/** Counts them. */
export class LoanRequests {
  readonly #session: Session;
  /** Requests that are not answered yet. */
  #underWay = 0;
  #sent = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether all that was sent is answered. */
  get areOver(): boolean {
    return this.#underWay === 0;
  }

  /** Sends one. @returns its attempt, with whether another request of this loan was under way meanwhile */
  async send(draft: RequestDraft, options: SendOptions): Promise<Attempt> {
    const isFirst = this.#underWay === 0;
    this.#underWay += 1;
    this.#sent += 1;
    const number = this.#sent;
    const attempt = await this.#session.send(draft, options).finally(() => {
      this.#underWay -= 1;
    });
    return { hasMet: !isFirst || this.#sent > number, ...attempt };
  }
}
