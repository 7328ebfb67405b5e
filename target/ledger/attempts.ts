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

/** Requests by load balancer, dry runs and refused ones included: each may have had an effect that it should not have. */
export class Attempts {
  readonly #byPlace = new Map<string, Attempted[]>();

  /**
   * Remembers a request that is about to be sent.
   * @param sent what its references were resolved to; tells it from all others
   * @param whole whether the draft is all that is sent
   */
  note(draft: RequestDraft, sent: ResolvedReferences, whole = true): void {
    const { loadBalancerId } = sent;
    if (loadBalancerId === undefined) return;
    const attempts = this.#byPlace.get(loadBalancerId) ?? [];
    attempts.push({ draft, sent, whole, open: true, underWay: true });
    if (attempts.length > REMEMBERED) attempts.shift();
    this.#byPlace.set(loadBalancerId, attempts);
  }

  /**
   * Notes that a request was answered.
   * @param open whether its answer does not rule out that it made a listener which it does not name
   */
  settle(sent: ResolvedReferences, open: boolean): void {
    const attempted = this.#at(sent.loadBalancerId).find((one) => one.sent === sent);
    if (attempted !== undefined) Object.assign(attempted, { open, underWay: false });
  }

  /** Forgets a request that cannot have made a listener: somebody else's stood in its place. */
  withdraw(sent: ResolvedReferences): void {
    this.#keep(sent.loadBalancerId, (one) => one.sent !== sent);
  }

  /**
   * Whether one of the requests may have made a listener: nothing that can be read of it differs from what that request asked for.
   * @param loadBalancerId where it stands
   * @param onlyOpen whether only requests count whose answer leaves it open: where somebody else is at work, a listener that is like one which
   *   was refused is more likely theirs
   */
  mayHaveMade(loadBalancerId: string, view: ListenerView, onlyOpen = false): boolean {
    const seen = traitsOfView(view);
    return this.#at(loadBalancerId).some(
      (attempt) => (attempt.open || !onlyOpen) && differenceBetween(traitsOf(attempt), seen) === undefined,
    );
  }

  /**
   * Remembers which requests to a load balancer were answered by now.
   * @returns forgets them, once it has shown that they have left nothing there
   */
  answeredByNow(loadBalancerId: string): () => void {
    const answered = new Set(this.#at(loadBalancerId).filter((one) => !one.underWay));
    return () => this.#keep(loadBalancerId, (one) => !answered.has(one));
  }

  #at(loadBalancerId: string | undefined): readonly Attempted[] {
    return this.#byPlace.get(loadBalancerId ?? "") ?? [];
  }

  #keep(loadBalancerId: string | undefined, isKept: (one: Attempted) => boolean): void {
    if (loadBalancerId !== undefined) this.#byPlace.set(loadBalancerId, this.#at(loadBalancerId).filter(isKept));
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
