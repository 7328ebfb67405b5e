/** Finding out whether a place that is taken was taken by somebody else: a listener that goes by itself was removed by whoever made it. */
import { setTimeout as sleep } from "node:timers/promises";
import { isStateOfTheDead } from "../../target/ledger/removal.js";
import type { TargetClient } from "../../target/wire/client.js";
import { strangerAmong } from "../stage/somebody-else.js";
import type { Knowledge } from "./knowledge.js";
import { listListeners } from "./listener-reads.js";

/** Milliseconds for which is watched at least: time enough for another run on a quick target. */
const LEAST_WATCH_MS = 1_000;
/** How many times longer than it takes a listener to run one is watched: whoever made it waits for that, and removes it then. */
const LIVES = 4;
const LOOK_MS = 50;
/** Listeners that have to have stayed before it is this target's way to leave them, and no other is watched. */
const LASTING_KNOWN = 3;

/**
 * Watches the listeners on a load balancer of this run that no answer named: a request that should have had no effect may have made them, or
 * somebody else.
 * @param client the target
 * @param knowledge of the run; remembers what stayed, so that it is not watched again
 * @param loadBalancerId which
 * @returns the id of a listener that is somebody else's, if one is
 */
export async function strangerBehind(
  client: TargetClient,
  knowledge: Knowledge,
  loadBalancerId: string,
): Promise<string | undefined> {
  const { explained, strangers } = knowledge;
  const watchMs = Math.max(LEAST_WATCH_MS, LIVES * (knowledge.waits.of("running").least ?? 0));
  const deadline = performance.now() + watchMs;
  let watched: readonly string[] = [];
  for (;;) {
    const list = await listListeners(client, loadBalancerId);
    if (list.is !== "listed") return undefined;
    const stranger = strangerAmong(knowledge, loadBalancerId, list.views);
    if (stranger !== undefined) return stranger;
    const standing = list.views.flatMap(({ listenerId, status }) =>
      listenerId === undefined || isStateOfTheDead(status) ? [] : [listenerId],
    );
    const gone = watched.find((id) => !standing.includes(id));
    if (gone !== undefined) return gone;
    watched = standing.filter((id) => !explained.has(id) && !knowledge.removed.has(id));
    const leavesSome = strangers.size === 0 && knowledge.lasting >= LASTING_KNOWN;
    if (watched.length === 0 || leavesSome) return undefined;
    if (performance.now() >= deadline) break;
    await sleep(LOOK_MS);
  }
  for (const id of watched) explained.add(id);
  knowledge.lasting += watched.length;
  return undefined;
}
