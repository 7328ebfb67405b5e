/** One CreateListener request and its answer, as every part of the exercise hands it on. */
import type { Answer } from "../../contract/answer.js";
import type { Exchange } from "../../contract/exchange.js";
import type { Finding } from "../../contract/finding.js";
import type { RequestDraft, ResolvedReferences } from "../../contract/request.js";
import type { CallOptions } from "../../target/wire/client.js";

export interface Attempt {
  /** The request as sent, with DryRun as the lens set it. */
  readonly draft: RequestDraft;
  readonly sent: ResolvedReferences;
  readonly exchange: Exchange;
  readonly answer: Answer;
  /** Whether other requests of this run were under way on its load balancer; absent where nobody has that to himself. */
  readonly hasMet?: boolean;
}

/** How a request is sent, beyond its draft. */
export interface SendOptions {
  /** The load balancer that stands for the idle situation; absent: the one for dry runs. */
  readonly loadBalancerId?: string | undefined;
  /** The token as it is, for replays; otherwise the draft's is resolved with a new nonce. */
  readonly clientToken?: string;
  readonly call?: CallOptions;
  /** Number of the case among those of its clause, counted from 0: shallow ones come first. */
  readonly depth?: number;
}

/** Something that was seen on the way, whatever the check is about. */
export interface Sighting {
  readonly finding: Finding;
  readonly attempt: Attempt;
  readonly exchanges: readonly Exchange[];
}

/** Whether a creation was refused because a listener stands there already. */
export function isFull(answer: Answer): boolean {
  return answer.is === "refused" && answer.code === "OperationDenied.TooManyListeners";
}

/** Whether an answer does not rule out that a listener was made which it does not name. */
export function mayHaveMadeUnnamed(answer: Answer): boolean {
  if (answer.is === "accepted") return answer.listenerId === undefined;
  return answer.is !== "refused" && answer.is !== "dry-run-passed";
}
