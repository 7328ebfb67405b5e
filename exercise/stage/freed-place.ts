/** The place of a listener that this run has removed: some targets count it as taken for a while longer, which is no fault of the next request. */
import type { Answer } from "../../contract/answer.js";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { poll } from "../../target/neighbours/polling.js";
import type { Attempt, SendOptions, Session } from "../session/session.js";

/** Kind of wait, for what was learned of it. */
const KIND = "place";

/** A load balancer on which nothing of ours stands as far as its borrower knows. */
export interface FreedPlace {
  readonly loadBalancerId: string;
  /** Whether that is still so. */
  isEmpty(): boolean;
  /** Whether a look at the target says so too; true where it cannot be looked at. */
  looksEmpty(): Promise<boolean>;
}

/**
 * Sends a request to a place that may not be free yet: as long as it is answered that something stands there, though nothing does, it is
 * repeated within the wait `loadBalancerReady`. A request that was refused in this way has made nothing. Requests that leave together are not
 * repeated: what they are answered is what they are sent for.
 */
export async function sendToFreedPlace(
  session: Session,
  place: FreedPlace,
  options: SendOptions,
  send: () => Promise<Attempt>,
): Promise<Attempt> {
  const { places } = session.knowledge;
  const { loadBalancerId } = place;
  const startedAt = performance.now();
  const first = await send();
  const code = takenBy(first.answer);
  if (code === undefined) {
    places.noteFree(loadBalancerId);
    return first;
  }
  const since = places.freedAt(loadBalancerId) ?? sinceBusy(session, code, startedAt);
  if (since === undefined || options.call?.places !== undefined || !place.isEmpty()) return first;
  if (!(await place.looksEmpty())) return first;
  let last = first;
  const again = async () => {
    if (!place.isEmpty()) return last;
    last = await send();
    return takenBy(last.answer) === undefined ? last : undefined;
  };
  const later = await waitForPlace(session, loadBalancerId, { code, since }, again);
  return later ?? last;
}

/** Where the state of a load balancer cannot be read, what tells that it is busy is the refusal. */
function sinceBusy({ capabilities, knowledge }: Session, code: string, now: number): number | undefined {
  const mayBeBusy = code === BUSY && !capabilities.readsLoadBalancers && knowledge.places.areLookedAt;
  return mayBeBusy ? now : undefined;
}

/** Waits until a place that was given up takes the next listener, as far as dry runs show it: nothing else is under way there. */
export async function awaitFreedPlace(
  session: Session,
  loadBalancerId: string,
  dryRun: (draft: typeof MINIMAL_DRAFT) => Promise<Attempt>,
): Promise<void> {
  const { places } = session.knowledge;
  const since = places.freedAt(loadBalancerId);
  if (since === undefined || !places.areLookedAt || !session.lenses.includes("dry-run")) return;
  let code: string | undefined;
  const look = async () => {
    const taken = takenBy((await dryRun(MINIMAL_DRAFT)).answer);
    code ??= taken;
    return taken === undefined ? true : undefined;
  };
  if (places.codes.size > 0) {
    await waitForPlace(session, loadBalancerId, { code: "", since }, look);
    return;
  }
  if ((await look()) === true) places.noteFree(loadBalancerId);
  else await waitForPlace(session, loadBalancerId, { code: code ?? "", since }, look);
}

async function waitForPlace<T>(
  session: Session,
  loadBalancerId: string,
  { code, since }: { readonly code: string; readonly since: number },
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const { places, waits } = session.knowledge;
  const free = await poll(session.config.waits.loadBalancerReady, waits.of(KIND), look, { since });
  if (free === undefined) places.noteHopeless(loadBalancerId);
  else {
    places.noteLate(loadBalancerId, code);
    session.waits.add("loadBalancerReady", performance.now() - since);
  }
  return free;
}

const FULL = "OperationDenied.TooManyListeners";
const BUSY = "IncorrectStatus.LoadBalancer";

/** The code by which a request is told that something stands in its place, or happens there. */
export function takenBy(answer: Answer): string | undefined {
  if (answer.is !== "refused") return undefined;
  return answer.code === FULL || answer.code === BUSY ? answer.code : undefined;
}
