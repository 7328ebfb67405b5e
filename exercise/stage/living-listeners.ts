/** The listeners that stand on a load balancer and are of concern to a case there. */
import type { ListenerView } from "../../contract/listener.js";
import { isStateOfTheDead } from "../../target/ledger/removal.js";
import { listListeners } from "../session/listener-reads.js";
import type { Session } from "../session/session.js";

/**
 * Listeners that are listed, and found when read one by one: a list may lag behind, and show what was deleted.
 * @returns `undefined` when the target cannot list
 */
export async function livingListeners(
  session: Session,
  loadBalancerId: string,
): Promise<readonly ListenerView[] | undefined> {
  const { client, reader } = session;
  const list = await listListeners(client, loadBalancerId);
  if (list.is !== "listed") return undefined;
  const reads = await Promise.all(
    list.views.map(async (view) => {
      if (view.listenerId === undefined) return view;
      const read = await reader.read(client, view.listenerId, loadBalancerId);
      return read.is === "found" ? read.view : undefined;
    }),
  );
  return reads.flatMap((view) => (view === undefined || isRemnant(session, loadBalancerId, view) ? [] : [view]));
}

/** Whether a listener is dead, or only takes up room. */
export function isRemnant(
  { knowledge }: Session,
  loadBalancerId: string,
  { listenerId, status }: ListenerView,
): boolean {
  if (isStateOfTheDead(status)) return true;
  return (
    listenerId !== undefined && (knowledge.isRemnant(listenerId) || knowledge.fillersOn(loadBalancerId).has(listenerId))
  );
}
