/** Checks on simultaneous calls; the clauses are in `contract/requirements/sdk/overlap.ts`. */
import type { ListenerCall } from "../../contract/call.js";
import type { Conversation, ConversationPlan, SdkCall } from "../check/conversation.js";
import { sdkRequirement } from "../check/declare.js";
import { flattened, inWords } from "../check/evidence.js";
import { valuesOf } from "../check/parameters.js";
import type { Judgement, SdkCheck } from "../check/sdk-check.js";
import { attributes, created } from "../service/replies.js";
import type { Script } from "../service/script.js";
import { validlySigned } from "./arrivals.js";
import { create, LISTENER, PLAIN, read } from "./calls.js";

const nameOf = (index: number) => `call-${index + 1}-of-many`;
const loadBalancerOf = (name: string) => `gwlb-${name}`;
const listenerOf = (name: string) => `lsn-${name}`;
const requestIdOf = (name: string) => `REQUEST-${name}`;

/** Creations and reads by turns, each unlike all others; ids tell them apart, which every client can express. */
function callsOf(count: number): SdkCall[] {
  return Array.from({ length: count }, (_, index) => {
    const name = nameOf(index);
    if (index % 3 === 2) return read(listenerOf(name));
    return create({
      ...PLAIN,
      LoadBalancerId: loadBalancerOf(name),
      ListenerDescription: name,
      TcpIdleTimeout: 60 + index,
      Tag: [{ Key: name, Value: `of ${name}` }],
    });
  });
}

/** Milliseconds after which an answer comes: `sinceFirst` have gone by since the first request of the conversation. */
type Delay = (nth: number, sinceFirst: number) => number;

/** The last one that comes is answered first, each a while after the one before. */
const backwards =
  (count: number): Delay =>
  (nth) =>
    100 + 8 * Math.max(0, count - nth);

/** All are answered at the same moment: what a client keeps in one place for a short while only is mixed up there alone. */
const atOnce: Delay = (_, sinceFirst) => Math.max(0, 200 - sinceFirst);

function answered(delay: Delay): Script {
  let firstAt: number | undefined;
  return (arrival, nth) => {
    firstAt ??= arrival.at;
    const [listener = ""] = valuesOf(arrival, "ListenerId");
    const [loadBalancer] = valuesOf(arrival, "LoadBalancerId");
    const name = loadBalancer?.slice("gwlb-".length) ?? listener.slice("lsn-".length);
    const reply =
      loadBalancer === undefined
        ? attributes({ ...LISTENER, ListenerId: listener, ListenerDescription: name }, requestIdOf(name))
        : created(listenerOf(name), requestIdOf(name));
    return { does: "reply", reply, delayMs: delay(nth, arrival.at - firstAt) };
  };
}

function together(count: number, delay: Delay): ConversationPlan {
  return { script: answered(delay), calls: callsOf(count), together: true, slow: true };
}

/** A client that cannot read makes the creations alone: what a call says tells which one it is, not its place. */
function nameIn(call: SdkCall): string | undefined {
  return call.do === "create-listener"
    ? call.request.ListenerDescription
    : call.request.ListenerId.slice(listenerOf("").length);
}

function unmixed(conversation: Conversation): Judgement {
  for (const [index, { call, answer }] of conversation.told.entries()) {
    const name = nameIn(call) ?? nameOf(index);
    if (answer.is !== "ok") return { expected: `success of call ${index + 1}`, got: inWords(answer) };
    const meant = { ListenerId: listenerOf(name), RequestId: requestIdOf(name) };
    for (const [member, value] of Object.entries(meant)) {
      if (answer.ok[member] !== value)
        return {
          expected: `${member} ${value} of call ${index + 1}`,
          got: JSON.stringify(answer.ok[member]) ?? "none",
        };
    }
    if (call.do !== "create-listener") continue;
    const judgement = arrivedOnce(conversation, call.request, name);
    if (judgement !== undefined) return judgement;
  }
  return validlySigned(conversation);
}

function arrivedOnce({ arrivals }: Conversation, request: ListenerCall, name: string): Judgement {
  const id = loadBalancerOf(name);
  const own = arrivals.filter((arrival) => valuesOf(arrival, "LoadBalancerId").includes(id));
  if (own.length !== 1) return { expected: `one request for ${id}`, got: `${own.length}` };
  for (const [parameter, value] of Object.entries(flattened(request))) {
    const got = own.flatMap((arrival) => valuesOf(arrival, parameter));
    if (got.length !== 1 || got[0] !== value)
      return { expected: `${parameter}=${value} beside ${id}`, got: got.join(" and ") || "none" };
  }
  return undefined;
}

async function overlap(sdk: SdkCheck, count: number): Promise<void> {
  if (!sdk.has("concurrent")) return;
  await sdk.all([
    { name: `${count} calls`, plan: () => together(count, backwards(count)), judge: unmixed },
    { name: `${count} calls, answered at once`, plan: () => together(count, atOnce), judge: unmixed },
  ]);
}

sdkRequirement("sdk.overlap.eight-calls", ({ sdk }) => overlap(sdk, 8));
sdkRequirement("sdk.overlap.thirty-two-calls", ({ sdk }) => overlap(sdk, 32));
