/** The last look at the load balancers before the first listener is made: two runs that begin in the same moment see nothing of each other before. */
import { createHash } from "node:crypto";
import { othersAtWork } from "../../target/preflight/others-at-work.js";
import type { Session } from "./session.js";

/** Moments at which runs that begin together may begin indeed, and milliseconds between them, at least and at most: time for a first listener to be seen. */
const MOMENTS = 8;
const LEAST_APART_MS = 250;
const MOST_APART_MS = 2_000;

/**
 * Looks for a while that is another one for each run whether somebody makes listeners on the load balancers of a session. Whoever looks longer
 * sees those of the other one, and makes none.
 * @param session nothing of which was made yet
 * @param nonce letters and digits that no other run has
 * @param openedInMs how long it took to open the session: its first listener takes about as long
 */
export async function lookForOthers(session: Session, nonce: string, openedInMs: number): Promise<void> {
  const { client, stage, capabilities, ledger } = session;
  const loadBalancers = stage.left;
  if (loadBalancers.length === 0 || !capabilities.listsListeners || !session.lenses.includes("create")) return;
  const apartMs = Math.min(Math.max(openedInMs, LEAST_APART_MS), MOST_APART_MS);
  const others = await othersAtWork(client, { loadBalancers, known: ledger.named, emptyMs: momentOf(nonce) * apartMs });
  if (others === undefined) return;
  if (others.onlyOn === undefined) stage.stop(others.words);
  else session.leaveTo(others.onlyOn.listenerId, others.onlyOn.loadBalancerId);
}

/** From 1 on; the same for the same nonce. */
function momentOf(nonce: string): number {
  return 1 + (createHash("sha256").update(nonce).digest().readUInt8(0) % MOMENTS);
}
