/** Finding out whether a place that is taken was taken by somebody else: a listener that goes by itself was removed by whoever made it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { TargetClient } from "../../target/wire/client.js";
import { strangerAmong } from "../stage/somebody-else.js";
import type { Knowledge } from "./knowledge.js";
import { listListeners } from "./listener-reads.js";

/** Milliseconds for which is watched at least: time enough for another run on a quick target. */
const LEAST_WATCH_MS = 1_000;
/** How many times longer than it takes a listener to run one is watched: whoever made it waits for that, and removes it then. */
const LIVES = 4;
const LOOK_MS = 50;

/**
 * Watches a load balancer that was said to be full though nothing of this run stands there.
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
  const watchMs = Math.max(LEAST_WATCH_MS, LIVES * (knowledge.waits.of("running").least ?? 0));
  const deadline = performance.now() + watchMs;
  let doubtful: readonly string[] = [];
  for (;;) {
    const list = await listListeners(client, loadBalancerId);
    if (list.is !== "listed") return undefined;
    const stranger = strangerAmong(knowledge, loadBalancerId, list.views);
    if (stranger !== undefined) return stranger;
    const standing = new Set(list.views.map(({ listenerId }) => listenerId));
    const gone = doubtful.find((id) => !standing.has(id));
    if (gone !== undefined) return gone;
    doubtful = [...standing].flatMap((id) => (id === undefined || knowledge.isAccountedFor(id) ? [] : [id]));
    if (doubtful.length === 0) return undefined;
    if (performance.now() >= deadline) break;
    await sleep(LOOK_MS);
  }
  for (const id of doubtful) knowledge.lasting.add(id);
  return undefined;
}
