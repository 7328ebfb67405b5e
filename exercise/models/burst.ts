/** Requests that leave together for one load balancer; everything that was asked and answered is recorded as a history. */
import type { Operation, Result } from "../../contract/model.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import { plainTags } from "../../generators/tag.js";
import type { Check } from "../check/check.js";
import type { Attempt, CallOptions } from "../session/session.js";
import type { BorrowedLoadBalancer } from "../stage/borrowed-load-balancer.js";
import { listenerOf } from "../stage/borrowed-load-balancer.js";
import type { HistoryEntry } from "./linearizability.js";
import { creationOf, resultOfAttempt, resultOfRead } from "./results.js";

/** An operation of a burst, and the CreateListener request it is about. */
export interface BurstEntry extends HistoryEntry<Operation, Result> {
  readonly attempt: Attempt;
}

/** Tokens of the requests that leave together, one per client; equal ones are replays. */
export interface Burst {
  readonly name: string;
  readonly tokens: readonly string[];
}

export const BURSTS: readonly Burst[] = [
  { name: "one token", tokens: Array.from({ length: 8 }, () => "a") },
  { name: "different tokens", tokens: ["a", "b", "c", "d", "e", "f"] },
  { name: "two tokens, replayed", tokens: ["a", "b", "a", "b", "a", "b", "a", "b"] },
];

/** With something of everything: a race may hang on how much there is to be done. */
const DRAFT: RequestDraft = {
  ...MINIMAL_DRAFT,
  listenerDescription: "burst",
  tcpIdleTimeout: 400,
  tags: plainTags(3),
};

/** The client that looks at everything once the others are done. */
const AUDITOR = "auditor";

/**
 * Lets a burst loose on a load balancer. Each client creates and at once reads what it was told; afterwards everything that was announced is
 * read, listed and replayed.
 * @returns what happened, in no particular order
 */
export async function runBurst(
  check: Check,
  one: BorrowedLoadBalancer,
  { tokens }: Burst,
): Promise<readonly BurstEntry[]> {
  const stem = check.session.tokenStem();
  const recorder = new Recorder(check, one);
  await one.ensureFree();
  // Nobody may still be creating when the load balancer is made idle again.
  const ends = await check.session.client.together(tokens.length, (places) =>
    Promise.allSettled(
      tokens.map(async (token, i) => {
        const client = `client ${i + 1}`;
        await recorder.read(client, await recorder.create(client, `${stem}-${token}`, { places }));
      }),
    ),
  );
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  for (const attempt of recorder.announcements()) await recorder.read(AUDITOR, attempt);
  await recorder.list(AUDITOR);
  for (const token of new Set(tokens)) await recorder.create(AUDITOR, `${stem}-${token}`);
  await recorder.list(AUDITOR);
  return recorder.entries;
}

class Recorder {
  readonly entries: BurstEntry[] = [];
  readonly #check: Check;
  readonly #one: BorrowedLoadBalancer;

  constructor(check: Check, one: BorrowedLoadBalancer) {
    this.#check = check;
    this.#one = one;
  }

  async create(client: string, clientToken: string, call: CallOptions = {}): Promise<Attempt> {
    const calledAt = performance.now();
    const attempt = await this.#one.create(DRAFT, { clientToken, call });
    const { exchange } = attempt;
    const result = resultOfAttempt(attempt);
    this.entries.push({
      client,
      operation: creationOf(DRAFT, this.#one.id, clientToken),
      result: result.is === "unknown" ? undefined : result,
      // A request that was put off may have had its effect at the first try.
      invokedAt: exchange.throttled > 0 ? calledAt : exchange.startedAt,
      returnedAt: exchange.endedAt,
      attempt,
    });
    return attempt;
  }

  /** Reads the listener that an answer announced; nothing when it announced none. */
  async read(client: string, attempt: Attempt): Promise<void> {
    const listener = listenerOf(this.#one, attempt);
    if (listener === undefined) return;
    const read = await this.#one.read(listener);
    const result = resultOfRead(read);
    if (result === undefined) return;
    this.entries.push({
      client,
      operation: { is: "read", listener: listener.listenerId },
      result,
      invokedAt: read.exchange.startedAt,
      returnedAt: read.exchange.endedAt,
      attempt,
    });
  }

  /** Lists the load balancer; what cannot be listed is left out. */
  async list(client: string): Promise<void> {
    const [first] = this.entries;
    if (first === undefined || !this.#check.session.capabilities.listsListeners) return;
    const invokedAt = performance.now();
    const standing = await this.#one.standing();
    if (standing === undefined) return;
    this.entries.push({
      client,
      operation: { is: "list", loadBalancer: this.#one.id },
      result: { is: "listed", listeners: standing.flatMap(({ listenerId }) => listenerId ?? []) },
      invokedAt,
      returnedAt: performance.now(),
      attempt: first.attempt,
    });
  }

  /** One answer for each listener that was announced. */
  announcements(): readonly Attempt[] {
    const byId = new Map<string, Attempt>();
    for (const { attempt } of this.entries) {
      if (attempt.answer.is === "accepted" && attempt.answer.listenerId !== undefined)
        byId.set(attempt.answer.listenerId, attempt);
    }
    return [...byId.values()];
  }
}
