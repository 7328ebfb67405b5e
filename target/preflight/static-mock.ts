/** Telling a static mock, which answers CreateListener in the same way whatever it is asked. Nothing is changed: all is asked for as a dry run, of what cannot exist. */
import { jsonObjectOf, textMember } from "../../contract/answer.js";
import { DRY_RUN_PASSED } from "../../contract/errors.js";
import type { Exchange } from "../../contract/exchange.js";
import { LEARNED_FROM_ONE_ANSWER } from "../../contract/needs.js";
import type { Parameter } from "../../contract/request.js";
import type { TargetClient } from "../wire/client.js";

/** Requests that no implementation accepts all, least of all as the same: without any parameter, of other places, against several rules. */
const REQUESTS: readonly (readonly Parameter[])[] = [
  [["DryRun", "true"]],
  [
    ["DryRun", "true"],
    ["LoadBalancerId", "gwlb-gwlbconformancedoctor"],
    ["ServerGroupId", "sgp-gwlbconformancedoctor"],
  ],
  [
    ["DryRun", "true"],
    ["LoadBalancerId", "gwlb-another"],
    ["ServerGroupId", "sgp-another"],
    ["TcpIdleTimeout", "1"],
    ["ListenerDescription", "a"],
  ],
];

/**
 * Looks whether the target is a static mock.
 * @returns what to tell people; `undefined` when it is none
 */
export async function staticMock(
  client: TargetClient,
): Promise<{ readonly message: string; readonly advice: string } | undefined> {
  let first: string | undefined;
  for (const parameters of REQUESTS) {
    const said = successIn(await client.call("CreateListener", parameters));
    first ??= said;
    if (said === undefined || said !== first) return undefined;
  }
  return {
    message: `it answers the same to everything: a static mock; these clauses can be learned: ${LEARNED_FROM_ONE_ANSWER.join(", ")}`,
    advice: "for the others a target is needed that looks at what it is asked",
  };
}

/** What a success says, but for what is new in each answer; `undefined` when it is none. */
function successIn({ outcome }: Exchange): string | undefined {
  if (outcome.is === "no-answer") return undefined;
  const { status, body: text } = outcome.response;
  const body = jsonObjectOf(text);
  if (status < 200 || status > 299 || textMember(body, "Code") === DRY_RUN_PASSED) return undefined;
  const { RequestId: _, ...says } = body ?? { text };
  return JSON.stringify([status, says]);
}
