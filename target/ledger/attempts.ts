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
}

/** Requests by load balancer, dry runs and refused ones included: each may have had an effect that it should not have. */
export class Attempts {
  readonly #byPlace = new Map<string, Attempted[]>();

  /**
   * Remembers a request.
   * @param sent what its references were resolved to
   * @param whole whether the draft is all that was sent
   */
  note(draft: RequestDraft, sent: ResolvedReferences, whole = true): void {
    const { loadBalancerId } = sent;
    if (loadBalancerId === undefined) return;
    const attempts = this.#byPlace.get(loadBalancerId) ?? [];
    attempts.push({ draft, sent, whole });
    if (attempts.length > REMEMBERED) attempts.shift();
    this.#byPlace.set(loadBalancerId, attempts);
  }

  /**
   * Whether one of the requests may have made a listener: nothing that can be read of it differs from what that request asked for.
   * @param loadBalancerId where it stands
   */
  mayHaveMade(loadBalancerId: string, view: ListenerView): boolean {
    const seen = traitsOfView(view);
    const attempts = this.#byPlace.get(loadBalancerId) ?? [];
    return attempts.some((attempt) => differenceBetween(traitsOf(attempt), seen) === undefined);
  }

  /** Forgets the requests put to a load balancer: nothing of them is left there. */
  forget(loadBalancerId: string): void {
    this.#byPlace.delete(loadBalancerId);
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
