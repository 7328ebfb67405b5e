/** What belongs to one loan of a load balancer: shared by what a case does there and by what makes it idle again. */
import type { ListenerView } from "../../contract/listener.js";
import type { Session } from "../session/session.js";
import { strangerBehind } from "../session/stranger-watch.js";
import type { FollowedListener } from "./followed-listener.js";
import { LoanLedger } from "./loan-ledger.js";
import { Readiness } from "./readiness.js";
import { strangerAmong } from "./somebody-else.js";

/** One loan. */
export interface Loan {
  readonly session: Session;
  readonly id: string;
  /** Whether the load balancer is an idle one that the stage has lent, on which everything found is the suite's own. */
  readonly isLent: boolean;
  /** Listeners that are followed here, by id. */
  readonly listeners: Map<string, FollowedListener>;
  readonly ledger: LoanLedger;
  readonly readiness: Readiness;
  /** Whether something may have been created here that no answer named. */
  isSuspect: boolean;
  /** How many listeners were created here. */
  made: number;
}

/** A loan with which nothing was done yet. */
export function beginLoan(session: Session, id: string, isLent: boolean): Loan {
  const ledger = new LoanLedger(session.ledger, id);
  const readiness = new Readiness(session, id);
  return { session, id, isLent, listeners: new Map(), ledger, readiness, isSuspect: false, made: 0 };
}

/** Stops following a listener that was removed, though a later answer named it again. */
export function forget({ listeners, ledger }: Loan, listenerId: string): void {
  listeners.delete(listenerId);
  ledger.removed(listenerId);
}

/** Whether a listener was made by somebody else, though its load balancer was lent to this run; then it is used no more. */
export function isForeign({ session, id, isLent }: Loan, view: ListenerView): boolean {
  const listenerId = isLent ? strangerAmong(session.knowledge, id, [view]) : undefined;
  if (listenerId !== undefined) session.leaveTo(listenerId, id);
  return listenerId !== undefined;
}

/** Where others are known to be at work, what nobody announced here is watched, though one of our requests may have made it. */
export async function isOfOthers(
  { session, id, isLent }: Loan,
  standing: readonly ListenerView[] = [],
): Promise<boolean> {
  const { client, knowledge } = session;
  const isKnown = ({ listenerId = "" }: ListenerView) =>
    knowledge.explained.has(listenerId) || knowledge.wasAnnounced(listenerId);
  if (!isLent || knowledge.strangers.size === 0 || standing.every(isKnown)) return false;
  const stranger = await strangerBehind(client, knowledge, id);
  if (stranger === undefined) return false;
  session.leaveTo(stranger, id);
  return true;
}
