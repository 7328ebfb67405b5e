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
/** Milliseconds for which is watched where something stands, or has changed: whoever is at work changes more by then, unless the target is very slow. */
const WATCH_MS = 3_000;

/** Somebody who is at work. */
export interface OthersAtWork {
  /** What was seen, one sentence. */
  readonly words: string;
  /**
   * The only load balancer that they use, by the listener that was seen there, where nothing came, went or stood on any other one: another run
   * would use more of them.
   */
  readonly onlyOn?: { readonly loadBalancerId: string; readonly listenerId: string };
}

export interface WatchOptions {
  /** Idle load balancers of the run. */
  readonly loadBalancers: readonly string[];
  /** Ids of listeners of earlier runs of ours: they may still be on their way out, or only be listed for a while. */
  readonly known: ReadonlySet<string>;
  /** Milliseconds for which is looked where nothing stands; a default when absent. */
  readonly emptyMs?: number;
  /** Gives up; the promise then rejects. */
  readonly signal?: AbortSignal;
}

/**
 * Watches the load balancers of a run for a moment before it begins.
 * @returns what was seen; `undefined` when nobody is at work, or nothing shows it
 */
export async function othersAtWork(client: TargetClient, options: WatchOptions): Promise<OthersAtWork | undefined> {
  const first = await listenersOf(client, options);
  if (first === undefined) return undefined;
  const { emptyMs = EMPTY_MS, signal } = options;
  const places = new Set(first.values());
  let seen: Change | undefined;
  let deadline = performance.now() + (first.size === 0 ? emptyMs : WATCH_MS);
  for (;;) {
    await sleep(Math.min(GLANCE_MS, emptyMs), undefined, { signal });
    const now = await listenersOf(client, options);
    if (now === undefined) return undefined;
    for (const place of now.values()) places.add(place);
    if (seen === undefined) {
      seen = changeBetween(first, now);
      if (seen !== undefined) deadline = performance.now() + WATCH_MS;
    }
    if (seen !== undefined && (places.size > 1 || options.loadBalancers.length === 1)) return { words: sentence(seen) };
    if (performance.now() < deadline) continue;
    if (seen === undefined) return undefined;
    const { place: loadBalancerId, id: listenerId } = seen;
    return { words: sentence(seen), onlyOn: { loadBalancerId, listenerId } };
  }
}

function sentence({ id, place, what }: Change): string {
  return (
    `somebody else is at work on the load balancers of this run: listener ${id} ${what} ${place} before anything was created. Two runs on the ` +
    "same load balancers would take each other's listeners for faults of the target; wait until the other one has ended, or name other load balancers"
  );
}

/** A listener that came or went. */
interface Change {
  readonly id: string;
  readonly place: string;
  readonly what: "appeared on" | "vanished from";
}

/** Load balancers by the ids of the listeners on them. */
type Standing = ReadonlyMap<string, string>;

function changeBetween(before: Standing, now: Standing): Change | undefined {
  for (const [id, place] of now) if (!before.has(id)) return { id, place, what: "appeared on" };
  for (const [id, place] of before) if (!now.has(id)) return { id, place, what: "vanished from" };
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
