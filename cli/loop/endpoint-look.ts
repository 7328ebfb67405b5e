/** A look at an endpoint: whether it answers, and by what it can be told from another build of the same. */
import type { ReceivedResponse } from "../../contract/exchange.js";
import type { TargetClient } from "../../target/wire/client.js";
import type { Sight } from "./sightings.js";

/** Names nothing, at any target. */
const UNKNOWN_LISTENER = "lsn-gwlbconformancewatch";

/** What stands before a target says so while there is nothing behind it. */
const NOBODY_BEHIND: readonly number[] = [502, 503, 504];

const MARKS = /^(?:server|x-powered-by)$|version|build|revision|commit|release/u;

/**
 * Looks at an endpoint with one read of a listener that does not exist, unsigned; it changes nothing.
 * @param client of that endpoint
 * @param signal gives up; the look then rejects
 */
export async function lookAtEndpoint(client: TargetClient, signal?: AbortSignal): Promise<Sight> {
  const { outcome } = await client.call("GetListenerAttribute", [["ListenerId", UNKNOWN_LISTENER]], {
    caller: { is: "unsigned" },
    retryThrottled: false,
    ...(signal === undefined ? {} : { signal }),
  });
  if (outcome.is === "no-answer" || NOBODY_BEHIND.includes(outcome.response.status)) return { is: "away" };
  return { is: "there", marks: marksOf(outcome.response) };
}

/** Headers that name a server or its version, as one text. */
function marksOf({ headers }: ReceivedResponse): string {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => MARKS.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
