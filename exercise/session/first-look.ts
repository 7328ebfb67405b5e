/** The last look at the load balancers before the first listener is made: two runs that begin in the same moment see nothing of each other before. */
import { createHash } from "node:crypto";
import { othersAtWork } from "../../target/preflight/others-at-work.js";
import type { Session } from "./session.js";

/** Moments at which runs that begin together may begin indeed, and milliseconds between them: time for a first listener to be seen. */
const MOMENTS = 8;
const APART_MS = 250;
/** How many times longer than a list takes they are apart at least. */
const LISTS_APART = 3;

/**
 * Looks for a while that is another one for each run whether somebody makes listeners on the load balancers of a session. Whoever looks longer
 * sees those of the other one, and makes none.
 * @param session nothing of which was made yet
 * @param nonce letters and digits that no other run has
 */
export async function lookForOthers(session: Session, nonce: string): Promise<void> {
  const { client, stage, capabilities, ledger } = session;
  const loadBalancers = stage.left;
  const [first] = loadBalancers;
  if (first === undefined || !capabilities.listsListeners || !session.lenses.includes("create")) return;
  const startedAt = performance.now();
  await client.call("ListListeners", [["LoadBalancerIds.1", first]]);
  const apartMs = Math.max(APART_MS, LISTS_APART * (performance.now() - startedAt));
  const known = new Set(ledger.owned().flatMap(({ id }) => (id === undefined ? [] : [id])));
  const others = await othersAtWork(client, { loadBalancers, known, emptyMs: momentOf(nonce) * apartMs });
  if (others === undefined) return;
  if (others.onlyOn === undefined) stage.stop(others.words);
  else session.leaveTo(others.onlyOn.listenerId, others.onlyOn.loadBalancerId);
}

/** From 1 on; the same for the same nonce. */
function momentOf(nonce: string): number {
  return 1 + (createHash("sha256").update(nonce).digest().readUInt8(0) % MOMENTS);
}
