/** What a target has made of a run, once for all clauses: which operation could not be used, what it answered and what that cost. */
import { counted } from "../../contract/words.js";
import { call } from "../../target/neighbours/neighbour.js";
import { answerOf, type ListenerRemoval } from "../../target/neighbours/offered.js";
import { costInWords, type Unusable } from "../../target/neighbours/uses.js";
import type { TargetClient } from "../../target/wire/client.js";
import type { Stage } from "../stage/stage.js";
import type { Capabilities } from "./listener-reader.js";
import type { ListenerList } from "./listener-reads.js";

/**
 * Asks the operations that cannot be used once more for what they answer.
 * @param list what came of listing the listeners of the load balancer
 */
export async function unusableOnes(
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

/**
 * The notes of a run so far.
 * @param unusable operations that were found to be of no use before the run
 * @param removal what DeleteListener answered before the run
 */
export function notesOf(
  unusable: readonly Unusable[],
  removal: ListenerRemoval,
  stage: Pick<Stage, "removal" | "supplied" | "lacking">,
  listeners: number,
): readonly string[] {
  const notes = unusable.map((one) => costInWords(one));
  if (stage.removal !== "impossible") return notes;
  const { supplied, lacking } = stage;
  const made = `each idle load balancer is worth one creation, ${counted(listeners, "listener")} on ${counted(supplied, "load balancer")} were made, and they stay`;
  const more =
    lacking === 0 ? "" : `; ${counted(lacking, "more load balancer")} would exercise the clauses that went without`;
  return [costInWords({ operation: "DeleteListener", answered: removal.answered }, `${made}${more}`), ...notes];
}

/**
 * How far the budget of a run has come.
 * @param minutes of the budget, if there is one
 * @param deeper further cases by family and lens
 * @returns one sentence, or none
 */
export function budgetInWords(minutes: number | undefined, deeper: readonly number[]): string[] {
  if (minutes === undefined) return [];
  const cases = deeper.reduce((sum, count) => sum + count, 0);
  const least = deeper.length === 0 ? 0 : Math.min(...deeper);
  return [
    `the budget of ${counted(Number(minutes.toFixed(2)), "minute")} went into ${counted(cases, "case")} beyond those of the profile: at least ${least} of each of ${counted(deeper.length, "family", "families")}`,
  ];
}
