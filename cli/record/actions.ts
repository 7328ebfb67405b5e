/** How many requests of each action stand behind creations and questions. */

/** Reads and deletions for each listener at most; a test holds a recording to them. */
const PER_LISTENER = { GetListenerAttribute: 8, ListListeners: 4, GetLoadBalancerAttribute: 4, DeleteListener: 1.5 };
/** Reads of the listeners that are watched for staying Running. */
const WATCHING = 200;
/** What is sent once, to learn what the target offers. */
const LEARNING = 40;

/**
 * Requests by action.
 * @param requests of CreateListener
 * @param listeners that are made
 */
export function actionsOf(requests: number, listeners: number): Readonly<Record<string, number>> {
  if (requests === 0) return {};
  const others = Object.entries(PER_LISTENER).map(([action, each]) => {
    const watching = action === "GetListenerAttribute" ? WATCHING : 0;
    return [action, Math.ceil(each * listeners) + LEARNING + watching] as const;
  });
  return { CreateListener: requests, ...Object.fromEntries(others) };
}
