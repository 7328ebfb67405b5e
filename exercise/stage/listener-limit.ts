/** How many listeners a load balancer takes: found out once, so that clauses on the limit are put to the one that there is. */
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { isFull } from "../session/attempt.js";
import { listListeners } from "../session/listener-reads.js";
import type { Session } from "../session/session.js";
import { type BorrowedLoadBalancer, listenerOf } from "./borrowed-load-balancer.js";
import { LimitUnknown } from "./denial.js";
import { borrow, type Use } from "./lending.js";
import { SharedWork } from "./shared-work.js";

/** Listeners after which no limit is looked for any more, and milliseconds likewise: as many as may be configured; a limit that nobody reaches is none. */
const MOST = 100;
const MOST_MS = 60_000;

/** What load balancers are borrowed for; `all that fit`: one listener, after which there is room for no other. */
export type Purpose = Use | "all that fit";

/** What was found out of the limit. */
type ListenerLimit =
  | { readonly is: "found"; readonly limit: number }
  /** As many as anybody looks for were taken. */
  | { readonly is: "none" }
  /** `taken`: listeners that were taken before the search came to its end. */
  | { readonly is: "unknown"; readonly taken: number };

const limits = new SharedWork<ListenerLimit>(1);

/**
 * The number of listeners that a load balancer of the target takes.
 * @param session of whoever asks first; what it takes to find out is on its account. It must not have a load balancer for itself
 */
export function limitOf(session: Session): Promise<ListenerLimit> {
  const find = () => findLimit(session);
  // Whoever needs a load balancer meets trouble of the moment too, and says so; the next one looks again.
  return limits.once(session.stage, "limit", find).catch((): ListenerLimit => ({ is: "unknown", taken: 0 }));
}

async function findLimit(session: Session): Promise<ListenerLimit> {
  // Where each listener uses a load balancer up, the limit is not worth them.
  if (session.stage.isScarce || !session.lenses.includes("create")) return { is: "unknown", taken: 0 };
  return borrow(session, 0, 1, async ([one]) =>
    one === undefined ? { is: "unknown", taken: 0 } : countUntilFull(one),
  );
}

async function countUntilFull(one: BorrowedLoadBalancer): Promise<ListenerLimit> {
  const startedAt = performance.now();
  for (let taken = 0; taken <= MOST; taken += 1) {
    if (performance.now() - startedAt > MOST_MS) return { is: "unknown", taken };
    const attempt = await one.create(MINIMAL_DRAFT);
    if (isFull(attempt.answer)) return taken > 0 ? { is: "found", limit: taken } : { is: "unknown", taken };
    const listener = listenerOf(one, attempt);
    // The same one again is no further one.
    if (listener === undefined || one.listeners.size <= taken) return { is: "unknown", taken };
    if (!(await one.waitRunning(listener)) || !(await one.waitReady())) return { is: "unknown", taken: taken + 1 };
  }
  return { is: "none" };
}

/**
 * The limit that clauses on it go by: the one that there is, else the one that is expected.
 * @throws LimitUnknown where a load balancer takes more than is expected, and nobody knows how many
 */
async function limitToGoBy(session: Session): Promise<number> {
  const found = await limitOf(session);
  const { listenersPerLoadBalancer: expected } = session.config.expect;
  if (found.is === "found") return found.limit;
  if (found.is === "unknown" && found.taken > expected) throw new LimitUnknown(found.taken);
  return expected;
}

/**
 * Lends idle load balancers to a case.
 * @param depth number of the case among those of its clause
 * @param count how many, at once or not at all
 * @param use what is done with them
 * @param purpose what they are for
 * @throws as `borrow` does
 */
export async function borrowTo<T>(
  session: Session,
  depth: number,
  count: number,
  use: (lent: readonly BorrowedLoadBalancer[]) => Promise<T>,
  purpose: Purpose,
): Promise<T> {
  if (purpose !== "all that fit") return borrow(session, depth, count, use, purpose);
  const limit = await limitToGoBy(session);
  return borrow(session, depth, count, async (lent) => {
    await Promise.all(lent.map((one) => one.fill(limit - 1)));
    return use(lent);
  });
}

/** Whether the load balancer that stands for an occupied one holds as many listeners as it takes. */
export async function isFullyOccupied(session: Session): Promise<boolean> {
  const limit = await limitToGoBy(session);
  if (limit === 1) return true;
  const list = await listListeners(session.client, session.idOf("load-balancer/occupied"));
  return list.is === "listed" && list.views.length >= limit;
}
