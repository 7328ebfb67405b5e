/** The requests that were put to each load balancer lately: a listener found there which nobody announced may have come of one of them. */
import type { ListenerView } from "../../contract/listener.js";
import type { RequestDraft, ResolvedReferences } from "../../contract/request.js";
import { differenceBetween, type ListenerTraits, traitsOfRequest, traitsOfView } from "./traits.js";

/** Requests remembered for each load balancer: what they made shows within a few of them. */
const REMEMBERED = 300;

interface Attempted {
  readonly draft: RequestDraft;
  readonly sent: ResolvedReferences;
  /** Whether the draft is all that was sent: a body written by hand may say more. */
  readonly whole: boolean;
  /** Whether it is under way, or its answer does not rule out that it made a listener which it did not name. */
  open: boolean;
  underWay: boolean;
}

/** A request that was remembered before it was sent. */
export interface NotedAttempt {
  /** It was answered; `open`: in a way that does not rule out that it made a listener which it did not name. */
  settle(open: boolean): void;
  /** It cannot have made one: somebody else's stood there. */
  withdraw(): void;
}

/** Requests by load balancer, dry runs and refused ones included: each may have had an effect that it should not have. */
export class Attempts {
  readonly #byPlace = new Map<string, Attempted[]>();

  /**
   * Remembers a request.
   * @param sent what its references were resolved to
   * @param whole whether the draft is all that is sent
   * @returns what is to be told of its answer
   */
  note(draft: RequestDraft, sent: ResolvedReferences, whole = true): NotedAttempt {
    const { loadBalancerId } = sent;
    if (loadBalancerId === undefined) return { settle: () => {}, withdraw: () => {} };
    const attempts = this.#byPlace.get(loadBalancerId) ?? [];
    const attempted: Attempted = { draft, sent, whole, open: true, underWay: true };
    attempts.push(attempted);
    if (attempts.length > REMEMBERED) attempts.shift();
    this.#byPlace.set(loadBalancerId, attempts);
    return {
      settle: (open) => {
        attempted.open = open;
        attempted.underWay = false;
      },
      withdraw: () => {
        const left = this.#byPlace.get(loadBalancerId)?.filter((one) => one !== attempted) ?? [];
        this.#byPlace.set(loadBalancerId, left);
      },
    };
  }

  /**
   * Whether one of the requests may have made a listener: nothing that can be read of it differs from what that request asked for.
   * @param loadBalancerId where it stands
   * @param onlyOpen whether only requests count whose answer leaves it open: where somebody else is at work, a listener that is like one which
   *   was refused is more likely theirs
   */
  mayHaveMade(loadBalancerId: string, view: ListenerView, onlyOpen = false): boolean {
    const seen = traitsOfView(view);
    const attempts = this.#byPlace.get(loadBalancerId) ?? [];
    return attempts.some(
      (attempt) => (attempt.open || !onlyOpen) && differenceBetween(traitsOf(attempt), seen) === undefined,
    );
  }

  /**
   * Remembers which requests to a load balancer were answered by now.
   * @returns forgets them, once it has shown that nothing stood there after them
   */
  answeredByNow(loadBalancerId: string): () => void {
    const answered = new Set(this.#byPlace.get(loadBalancerId)?.filter((one) => !one.underWay));
    return () => {
      const left = this.#byPlace.get(loadBalancerId)?.filter((one) => !answered.has(one)) ?? [];
      this.#byPlace.set(loadBalancerId, left);
    };
  }
}

function traitsOf({ draft, sent, whole }: Attempted): ListenerTraits {
  const { loadBalancerId, serverGroupId, ...others } = traitsOfRequest(draft, sent);
  return {
    ...(loadBalancerId === undefined ? {} : { loadBalancerId }),
    ...(serverGroupId === undefined ? {} : { serverGroupId }),
    ...(whole ? others : {}),
  };
}
