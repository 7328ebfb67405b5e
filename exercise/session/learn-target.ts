/** What a session learns of a target before the first case: which operations can be used, and which load balancers are idle. */
import { isStateOfTheDead } from "../../target/ledger/removal.js";
import { type ListenerRemoval, removesListeners } from "../../target/neighbours/offered.js";
import type { TargetClient } from "../../target/wire/client.js";
import type { Capabilities } from "./listener-reader.js";
import { listListeners, readLoadBalancerStatus, readsListeners } from "./listener-reads.js";
import { unusableOnes } from "./notes.js";

const UNASKED: ListenerRemoval = { is: "possible", answered: "nothing" };
const NOTHING: ReadonlyMap<string, string> = new Map();
const NONE: Capabilities = { listsListeners: false, readsLoadBalancers: false, readsListeners: undefined };

/**
 * Asks a target for what a session has to know of it.
 * @param ids load balancers that are named as idle
 * @returns what it offers, which of them are idle indeed, and what was odd about its answers
 */
export async function learnTarget(client: TargetClient, ids: readonly string[]) {
  const [first] = ids;
  if (first === undefined)
    return { capabilities: NONE, usable: [], held: NOTHING, removal: UNASKED, unusable: [], habits: [] };
  const [list, status, reads, removal] = await Promise.all([
    listListeners(client, first),
    readLoadBalancerStatus(client, first),
    readsListeners(client),
    removesListeners(client),
  ]);
  const capabilities: Capabilities = {
    listsListeners: list.is === "listed",
    readsLoadBalancers: status !== undefined,
    readsListeners: reads,
  };
  return {
    capabilities,
    removal,
    unusable: await unusableOnes(client, capabilities, first, list),
    habits: list.is === "listed" ? list.habits : [],
    ...(capabilities.listsListeners ? await emptyOnes(client, ids) : { usable: ids, held: NOTHING }),
  };
}

/** Load balancers without a listener: only those are idle, whatever the configuration says. */
async function emptyOnes(client: TargetClient, ids: readonly string[]) {
  const lists = await Promise.all(ids.map(async (id) => ({ id, list: await listListeners(client, id) })));
  const held = new Map<string, string>();
  for (const { id, list } of lists) {
    const living = list.is === "listed" ? list.views.find(({ status }) => !isStateOfTheDead(status)) : undefined;
    if (living !== undefined) held.set(id, living.listenerId ?? "without an id");
  }
  return { usable: ids.filter((id) => !held.has(id)), held };
}
