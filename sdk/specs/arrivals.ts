/** What specs say of the requests of a conversation. */
import type { ListenerCall } from "../../contract/call.js";
import { type Conversation, STORM } from "../check/conversation.js";
import { flattened } from "../check/evidence.js";
import { valuesOf } from "../check/parameters.js";
import type { Judgement } from "../check/sdk-check.js";
import type { Arrival } from "../service/arrival.js";

/**
 * Whether parameters arrive as they were set, with every request of a conversation; booleans in any case.
 * @param isMeant which parameters
 */
export function arrivesAs(
  conversation: Conversation,
  call: ListenerCall,
  isMeant: (name: string, value: string) => boolean,
): Judgement {
  return firstOf(conversation, (arrival) => {
    for (const [name, value] of Object.entries(flattened(call))) {
      if (!isMeant(name, value)) continue;
      const got = valuesOf(arrival, name);
      const same = name === "DryRun" ? got.map((one) => one.toLowerCase()) : got;
      if (same.length === 1 && same[0] === value) continue;
      return { expected: `${name}=${JSON.stringify(value)}`, got: `${name}: ${valuesInWords(got)}` };
    }
    return undefined;
  });
}

/** Values as people read them. */
export function valuesInWords(values: readonly string[]): string {
  return values.length === 0 ? "not sent" : values.map((value) => JSON.stringify(value)).join(" and ");
}

/** The first thing that is wrong with a request of a conversation. */
export function firstOf({ arrivals }: Conversation, judge: (arrival: Arrival) => Judgement): Judgement {
  for (const arrival of arrivals) {
    if (arrival.query === undefined || arrival.form === undefined)
      return { expected: "parameters in URL encoding", got: "a query or form that cannot be decoded" };
    const judgement = judge(arrival);
    if (judgement !== undefined) return judgement;
  }
  return undefined;
}

/** The first request whose signature is not valid. */
export function validlySigned({ arrivals }: Conversation): Judgement {
  const wrong = arrivals.find(({ signature }) => signature.problem !== undefined);
  return wrong && { expected: "a valid signature", got: `${wrong.signature.problem} (request ${wrong.nth + 1})` };
}

/** Whether a call ended without the suite's doing. How many attempts it makes is its own affair, short of a storm. */
export function endsByItself({ arrivals: { length }, released }: Conversation): Judgement {
  if (!released) return undefined;
  return length >= STORM
    ? { expected: "an end of the call", got: `none after ${length} requests` }
    : { inconclusive: `after ${length} attempts the call was still going on` };
}
