/** Lending load balancers to a case, and making them idle again behind it. */
import type { RequestDraft } from "../../contract/request.js";
import { SituationMissing } from "../session/resolve-references.js";
import type { Session } from "../session/session.js";
import { BorrowedLoadBalancer } from "./borrowed-load-balancer.js";
import { onAnotherPlace } from "./somebody-else.js";

/** What a case makes on load balancers that are lent to it: listeners, or nothing that stays. */
export type Use = "listeners" | "nothing";

/**
 * Lends idle load balancers to a case; where somebody else turns out to use one of them, the case is put to others.
 * @param depth number of the case among those of its clause
 * @param count how many, at once or not at all
 * @param use what is done with them
 * @param makes what is made there: where listeners cannot be removed, those who make none use no load balancer up
 * @throws NoLoadBalancerLeft, UsedUp, TurnDenied, SomebodyElse
 */
export async function borrow<T>(
  session: Session,
  depth: number,
  count: number,
  use: (lent: readonly BorrowedLoadBalancer[]) => Promise<T>,
  makes: Use = "listeners",
): Promise<T> {
  return onAnotherPlace(
    () => borrowOnce(session, { depth, count, makes }, use),
    () => session.stage.left.length >= count,
  );
}

async function borrowOnce<T>(
  session: Session,
  { depth, count, makes }: { readonly depth: number; readonly count: number; readonly makes: Use },
  use: (lent: readonly BorrowedLoadBalancer[]) => Promise<T>,
): Promise<T> {
  let lent: readonly BorrowedLoadBalancer[] = [];
  return session.stage.lend(
    { depth, count, by: session.by, spends: makes === "listeners" },
    (ids) => {
      lent = ids.map((id) => new BorrowedLoadBalancer(session, id, true));
      for (const id of ids) session.lent.add(id);
      return use(lent);
    },
    () => {
      for (const { id } of lent) session.lent.delete(id);
      const restoring = Promise.all(lent.map((one) => restore(session, one)));
      session.bookCleanUp(restoring.then(() => {}));
      return restoring;
    },
  );
}

/**
 * Sends a creation to the load balancer that a draft names, lent when that is an idle one; what it creates is removed.
 * @param depth number of the case
 * @param use what is done with the load balancer
 * @param makes what is made there
 */
export async function borrowFor<T>(
  session: Session,
  depth: number,
  draft: RequestDraft,
  use: (one: BorrowedLoadBalancer) => Promise<T>,
  makes: Use = "listeners",
): Promise<T> {
  const { loadBalancer } = draft;
  if (loadBalancer.is === "situation" && loadBalancer.situation !== "load-balancer/idle") {
    const one = new BorrowedLoadBalancer(session, session.idOf(loadBalancer.situation), false);
    try {
      return await use(one);
    } finally {
      await one.restore();
    }
  }
  const useOne = async ([one]: readonly BorrowedLoadBalancer[]) => {
    if (one === undefined) throw new SituationMissing("load-balancer/idle");
    return use(one);
  };
  return borrow(session, depth, 1, useOne, makes);
}

/**
 * Removes what a dry run has created after all, so that it does not stand in the way of the next one.
 * @param session of the check
 * @param id where it was sent
 */
export async function clearDryRunPlace(session: Session, id: string | undefined): Promise<void> {
  if (id === undefined || session.lent.has(id) || !session.stage.left.includes(id)) return;
  const one = new BorrowedLoadBalancer(session, id, true);
  one.suspectLeftovers();
  await restore(session, one);
}

/** @returns how many listeners were made there */
async function restore(session: Session, one: BorrowedLoadBalancer): Promise<number> {
  try {
    await one.restore();
  } catch {
    // Nobody waits for it, and what could not be removed stays in the ledger.
    session.stage.retire(one.id);
  }
  return one.made;
}
