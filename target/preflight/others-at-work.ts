/** Whether somebody else is at work on the load balancers of a run that is about to begin: seen by listeners that come and go there. */
import { setTimeout as sleep } from "node:timers/promises";
import { textMember } from "../../contract/answer.js";
import type { Parameter } from "../../contract/request.js";
import { call, listed } from "../neighbours/neighbour.js";
import type { TargetClient } from "../wire/client.js";

/** Load balancers that one ListListeners call is asked for. Source: the filter's limit on the page of ListListeners. */
const IDS_PER_CALL = 20;
/** Milliseconds between looks, and how long is looked where nothing stands: whoever is at work there is rarely between two listeners for so long. */
const GLANCE_MS = 200;
const EMPTY_MS = 800;
/** Milliseconds for which is watched where something stands: whoever is at work changes something by then, unless the target is very slow. */
const WATCH_MS = 3_000;

interface WatchOptions {
  /** Idle load balancers of the run. */
  readonly loadBalancers: readonly string[];
  /** Ids of listeners that an earlier run of ours has left: they may still be on their way out. */
  readonly known: ReadonlySet<string>;
  /** Gives up; the promise then rejects. */
  readonly signal?: AbortSignal;
}

/**
 * Watches the load balancers of a run for a moment before it begins.
 * @returns what was seen, in one sentence; `undefined` when nobody is at work, or nothing shows it
 */
export async function othersAtWork(client: TargetClient, options: WatchOptions): Promise<string | undefined> {
  const first = await listenersOf(client, options);
  if (first === undefined) return undefined;
  const deadline = performance.now() + (first.size === 0 ? EMPTY_MS : WATCH_MS);
  for (;;) {
    await sleep(GLANCE_MS, undefined, { signal: options.signal });
    const now = await listenersOf(client, options);
    if (now === undefined) return undefined;
    const change = changeBetween(first, now);
    if (change !== undefined) return sentence(change);
    if (performance.now() >= deadline) return undefined;
  }
}

function sentence(change: string): string {
  return (
    `somebody else is at work on the load balancers of this run: ${change} before anything was created. Two runs on the same load balancers ` +
    "would take each other's listeners for faults of the target; wait until the other one has ended, or name other load balancers"
  );
}

/** Load balancers by the ids of the listeners on them. */
type Standing = ReadonlyMap<string, string>;

function changeBetween(before: Standing, now: Standing): string | undefined {
  for (const [id, place] of now) if (!before.has(id)) return `listener ${id} appeared on ${place}`;
  for (const [id, place] of before) if (!now.has(id)) return `listener ${id} vanished from ${place}`;
  return undefined;
}

async function listenersOf(client: TargetClient, options: WatchOptions): Promise<Standing | undefined> {
  const { loadBalancers, known, signal } = options;
  const standing = new Map<string, string>();
  for (let at = 0; at < loadBalancers.length; at += IDS_PER_CALL) {
    const ids = loadBalancers.slice(at, at + IDS_PER_CALL);
    const filters = ids.map((id, i): Parameter => [`LoadBalancerIds.${i + 1}`, id]);
    const reading = await call(client, "ListListeners", [...filters, ["MaxResults", "100"]], signal);
    if (reading.is !== "done" || !Array.isArray(reading.body.Listeners)) return undefined;
    for (const listener of listed(reading.body, "Listeners")) {
      const place = textMember(listener, "LoadBalancerId");
      const id = textMember(listener, "ListenerId");
      if (id !== undefined && place !== undefined && ids.includes(place) && !known.has(id)) standing.set(id, place);
    }
  }
  return standing;
}
