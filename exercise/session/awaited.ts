/** What a run waits for at this moment, in words for whoever watches it. */
import type { Activity } from "../../target/wire/activity.js";
import type { Session } from "./session.js";

/**
 * What is waited for, the nearest thing first: answers, then what listeners and load balancers are to become, then whose turn it is.
 * @param session of the run
 * @param activity of its client
 * @returns words that follow "waiting for"
 */
export function awaitedBy({ knowledge, stage }: Session, activity: Activity): string {
  const { waits, deletions } = knowledge;
  const states = [
    [waits.of("running").underWay, "a listener to be Running"],
    [deletions.of("listener").ending.underWay, "a removed listener to be gone"],
    [deletions.of("listener").accepting.underWay, "a listener to be removable"],
    [waits.of("ready").underWay, "a load balancer to be Active again"],
    [waits.of("place").underWay, "the place of a removed listener to be free again"],
    [stage.waiting, "a load balancer to be idle"],
  ] as const;
  if (activity.inWords !== undefined) return activity.inWords;
  const [count, what] = states.find(([waiting]) => waiting > 0) ?? [1, "the suite itself, no request is under way"];
  return count === 1 ? what : `${what} (${count} times)`;
}
