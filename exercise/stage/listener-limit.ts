/** How many listeners a load balancer takes: found out once, so that clauses on the limit are put to the one that there is. */
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { isFull } from "../session/attempt.js";
import { listListeners } from "../session/listener-reads.js";
import type { Session } from "../session/session.js";
import { type BorrowedLoadBalancer, listenerOf } from "./borrowed-load-balancer.js";
import { borrow, type Use } from "./lending.js";

/** Listeners after which no limit is looked for any more, and milliseconds likewise: a limit that nobody reaches is none. */
const MOST = 20;
const MOST_MS = 60_000;

/** What load balancers are borrowed for; `all that fit`: one listener, after which there is room for no other. */
export type Purpose = Use | "all that fit";

/**
 * The number of listeners that a load balancer of the target takes.
 * @param session of whoever asks first; what it takes to find out is on its account. It must not have a load balancer for itself
 * @returns `undefined` where that cannot be found out, or no limit was reached
 */
export function limitOf(session: Session): Promise<number | undefined> {
  const { knowledge } = session;
  knowledge.listenerLimit ??= findLimit(session);
  return knowledge.listenerLimit;
}

async function findLimit(session: Session): Promise<number | undefined> {
  // Where each listener uses a load balancer up, the limit is not worth them.
  if (session.stage.isScarce || !session.lenses.includes("create")) return undefined;
  try {
    return await borrow(session, 0, 1, async ([one]) => (one === undefined ? undefined : countUntilFull(one)));
  } catch {
    // Whoever needs a load balancer meets the same trouble, and says so.
    return undefined;
  }
}

async function countUntilFull(one: BorrowedLoadBalancer): Promise<number | undefined> {
  const startedAt = performance.now();
  for (let made = 0; made <= MOST && performance.now() - startedAt < MOST_MS; made += 1) {
    const attempt = await one.create(MINIMAL_DRAFT);
    if (isFull(attempt.answer)) return made > 0 ? made : undefined;
    const listener = listenerOf(one, attempt);
    // The same one again is no further one.
    if (listener === undefined || one.listeners.size <= made) return undefined;
    if (!(await one.waitRunning(listener)) || !(await one.waitReady())) return undefined;
  }
  return undefined;
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
  const limit = (await limitOf(session)) ?? 1;
  return borrow(session, depth, count, async (lent) => {
    await Promise.all(lent.map((one) => one.fill(limit - 1)));
    return use(lent);
  });
}

/** Whether the load balancer that stands for an occupied one holds as many listeners as it takes. */
export async function isFullyOccupied(session: Session): Promise<boolean> {
  const limit = await limitOf(session);
  if (limit === undefined || limit === 1) return true;
  const list = await listListeners(session.client, session.idOf("load-balancer/occupied"));
  return list.is === "listed" && list.views.length >= limit;
}
