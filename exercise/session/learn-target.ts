/** What a session learns of a target before the first case: which operations can be used, and which load balancers are idle. */
import { isStateOfTheDead } from "../../target/ledger/removal.js";
import { call } from "../../target/neighbours/neighbour.js";
import { answerOf, type ListenerRemoval, removesListeners } from "../../target/neighbours/offered.js";
import type { Unusable } from "../../target/neighbours/uses.js";
import type { TargetClient } from "../../target/wire/client.js";
import type { Capabilities } from "./listener-reader.js";
import { type ListenerList, listListeners, readLoadBalancerStatus, readsListeners } from "./listener-reads.js";

const UNASKED: ListenerRemoval = { is: "possible", answered: "nothing" };
const NOTHING: ReadonlyMap<string, string> = new Map();
const NONE: Capabilities = { listsListeners: false, readsLoadBalancers: false, readsListeners: undefined };

/** What a target was like before the first case. */
export interface LearnedTarget {
  readonly capabilities: Capabilities;
  /** Load balancers that are idle indeed. */
  readonly usable: readonly string[];
  /** Listeners that stood on load balancers named as idle, by load balancer. */
  readonly held: ReadonlyMap<string, string>;
  readonly removal: ListenerRemoval;
  readonly unusable: readonly Unusable[];
  /** What the target does with filters and pages of lists that is not what they are for. */
  readonly habits: readonly string[];
}

/**
 * Asks a target for what a session has to know of it.
 * @param ids load balancers that are named as idle
 */
export async function learnTarget(client: TargetClient, ids: readonly string[]): Promise<LearnedTarget> {
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

/**
 * Asks the operations that cannot be used once more for what they answer.
 * @param list what came of listing the listeners of the load balancer
 */
async function unusableOnes(
  client: TargetClient,
  { listsListeners, readsLoadBalancers, readsListeners }: Capabilities,
  loadBalancerId: string,
  list: ListenerList,
): Promise<readonly Unusable[]> {
  const asked = [
    [readsListeners !== false, "GetListenerAttribute", "ListenerId", "ListenerStatus"],
    [listsListeners, "ListListeners", "LoadBalancerIds.1", "Listeners"],
    [readsLoadBalancers, "GetLoadBalancerAttribute", "LoadBalancerId", "LoadBalancerStatus"],
  ] as const;
  const found = asked.map(async ([isUsable, operation, parameter, member]): Promise<Unusable[]> => {
    if (isUsable) return [];
    if (operation === "ListListeners" && list.is === "unreadable") return [{ operation, answered: list.reason }];
    const reading = await call(client, operation, [[parameter, loadBalancerId]]);
    const lacksMember = reading.is === "done" && reading.unreadable === undefined;
    return [{ operation, answered: lacksMember ? `without ${member}` : answerOf(operation, reading) }];
  });
  return (await Promise.all(found)).flat();
}
