/** The listeners of one load balancer, all pages of them, whatever the target makes of filters and pages: none of that is part of this contract. */
import { isJsonObject, type JsonObject, textMember } from "../../contract/answer.js";
import type { Exchange } from "../../contract/exchange.js";
import type { Parameter } from "../../contract/request.js";
import type { TargetClient } from "../wire/client.js";
import { type NeighbourAnswer, readNeighbour } from "./neighbour.js";

/** What was asked to read a list, last one last. */
interface Asked {
  readonly exchanges: readonly Exchange[];
}

type Listing = Asked &
  (
    | {
        readonly is: "listed";
        readonly listeners: readonly JsonObject[];
        /** What the target does with filters and pages that is not what they are for, in words. */
        readonly habits: readonly string[];
      }
    /** The load balancer is not there. */
    | { readonly is: "not-found" }
    /** `reading`: the answer that is no list; absent where it is one that cannot be read to its end. */
    | { readonly is: "not-listed"; readonly reason: string; readonly reading?: NeighbourAnswer }
  );

/** A list is read to its end, but not further than this many pages, nor longer than this many milliseconds. */
const LONGEST_LIST = 200;
const LONGEST_READING_MS = 30_000;
/** Pages in a row that may show nothing new, each under a NextToken of its own. */
const STALE_PAGES = 3;
/** Listeners asked for at once, and where that leaves some out that nothing leads to. */
const PAGE = 100;
const LARGE_PAGE = 1_000;

/**
 * Lists the listeners of a load balancer. Where pages lead nowhere, the list is asked for in another way; one that cannot be had as a whole is
 * none.
 */
export async function listenersOn(
  client: TargetClient,
  loadBalancerId: string,
  signal?: AbortSignal,
): Promise<Listing> {
  const first = await readPages(client, loadBalancerId, PAGE, signal);
  if (first.is !== "pages" || first.missing === undefined) return concluded(first, loadBalancerId, []);
  const second = await readPages(client, loadBalancerId, LARGE_PAGE, signal);
  const exchanges = [...first.exchanges, ...second.exchanges];
  if (second.is === "pages" && second.missing === undefined)
    return concluded({ ...second, exchanges }, loadBalancerId, [...first.habits, first.missing]);
  return { is: "not-listed", reason: `ListListeners cannot be read to its end: ${first.missing}`, exchanges };
}

type Pages = Asked &
  (
    | {
        readonly is: "pages";
        readonly entries: readonly JsonObject[];
        readonly habits: readonly string[];
        /** Why there may be more; absent: there is no more. */
        readonly missing: string | undefined;
      }
    | { readonly is: "unread"; readonly reading: NeighbourAnswer }
  );

function concluded(pages: Pages, loadBalancerId: string, habits: readonly string[]): Listing {
  const { exchanges } = pages;
  if (pages.is === "unread") {
    const { reading } = pages;
    if (reading.is === "not-found") return { is: "not-found", exchanges };
    const reason =
      reading.is === "done"
        ? `ListListeners answered ${reading.unreadable ?? "without a list of Listeners"}`
        : reading.reason;
    return { is: "not-listed", reason, reading, exchanges };
  }
  const listeners = pages.entries.filter((one) => one.LoadBalancerId === loadBalancerId);
  const isFiltered = listeners.length === pages.entries.length;
  const filter = isFiltered ? [] : ["its filter LoadBalancerIds has no effect"];
  return { is: "listed", listeners, habits: [...new Set([...habits, ...pages.habits, ...filter])], exchanges };
}

async function readPages(
  client: TargetClient,
  loadBalancerId: string,
  size: number,
  signal: AbortSignal | undefined,
): Promise<Pages> {
  const exchanges: Exchange[] = [];
  const entries: JsonObject[] = [];
  const known = new Set<string>();
  const habits: string[] = [];
  const deadline = performance.now() + LONGEST_READING_MS;
  let token: string | undefined;
  let stale = 0;
  while (exchanges.length < LONGEST_LIST && performance.now() < deadline) {
    const parameters: Parameter[] = [
      ["LoadBalancerIds.1", loadBalancerId],
      ["MaxResults", String(size)],
      ...(token === undefined ? [] : ([["NextToken", token]] as const)),
    ];
    const exchange = await client.call("ListListeners", parameters, signal === undefined ? {} : { signal });
    exchanges.push(exchange);
    const reading = readNeighbour(exchange);
    if (reading.is !== "done" || !Array.isArray(reading.body.Listeners)) return { is: "unread", reading, exchanges };
    const page: readonly unknown[] = reading.body.Listeners;
    // What stands in one page twice is listed twice; what an earlier page had is only read again.
    const news = page.filter(isJsonObject).filter((one) => !known.has(textMember(one, "ListenerId") ?? ""));
    for (const one of news) known.add(textMember(one, "ListenerId") ?? `entry ${known.size}`);
    entries.push(...news);
    if (page.length > size) habits.push("MaxResults has no effect");
    const next = textMember(reading.body, "NextToken");
    const total = reading.body.TotalCount;
    const lacks = typeof total === "number" && total > known.size;
    stale = news.length > 0 ? 0 : stale + 1;
    if (next === undefined) {
      const missing =
        token === undefined && page.length === size && lacks ? `it ends at ${size} of ${total}` : undefined;
      if (typeof total === "number" && total !== known.size && missing === undefined)
        habits.push(`TotalCount says ${total} where it lists ${known.size}`);
      return { is: "pages", entries, habits, missing, exchanges };
    }
    const leadsNowhere = stale > 0 && (next === token || stale >= STALE_PAGES);
    if (leadsNowhere) {
      habits.push("NextToken leads to what was listed before");
      // Nothing new came though there was more to be had.
      const missing = page.length >= size || (lacks && page.length > 0) ? habits.at(-1) : undefined;
      return { is: "pages", entries, habits, missing, exchanges };
    }
    token = next;
  }
  return { is: "pages", entries, habits, missing: "it has no end", exchanges };
}
