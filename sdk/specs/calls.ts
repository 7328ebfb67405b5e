/** Calls that the specs have in common, and the usual scripts for them. */
import type { CallTag, ListenerCall } from "../../contract/call.js";
import type { RequestDraft } from "../../contract/request.js";
import type { ConversationPlan, SdkCall } from "../check/conversation.js";
import { WORLD } from "../service/emulated-gateway.js";
import { attributes, created, type ListenerAttributes } from "../service/replies.js";
import { always, type Reply, type Script } from "../service/script.js";

export const LISTENER_ID = "lsn-7xk2p9qm4v8wz1ab3c";
export const REQUEST_ID = "7B6E1C2A-94F3-5D0E-8A71-3C5F2E9D4B60";
export const TOKEN = "3f1c9a52-7e0b-4d86-9c11-5a2e8f40d7b3";

/** The least call that the page allows. */
export const PLAIN: ListenerCall = {
  LoadBalancerId: WORLD.loadBalancerIds[0] ?? "",
  ServerGroupId: WORLD.serverGroupId,
};

/** A call in which everything is set. */
export const FULL: ListenerCall = {
  ...PLAIN,
  ListenerDescription: "edge-firewall",
  TcpIdleTimeout: 900,
  DryRun: false,
  ClientToken: TOKEN,
  Tag: [
    { Key: "team", Value: "network" },
    { Key: "stage", Value: "production" },
  ],
};

/** A listener as it is read. */
export const LISTENER: ListenerAttributes = {
  ListenerId: LISTENER_ID,
  ListenerStatus: "Running",
  ListenerDescription: "edge-firewall",
  LoadBalancerId: PLAIN.LoadBalancerId ?? "",
  ServerGroupId: PLAIN.ServerGroupId ?? "",
  TcpIdleTimeout: 900,
  Tags: [
    { Key: "team", Value: "network" },
    { Key: "stage", Value: "production" },
  ],
};

export const CREATED: Reply = created(LISTENER_ID, REQUEST_ID);

/** Makes a listener. */
export function create(request: ListenerCall = PLAIN): SdkCall {
  return { do: "create-listener", request };
}

/** Reads a listener. */
export function read(ListenerId = LISTENER_ID): SdkCall {
  return { do: "get-listener-attribute", request: { ListenerId } };
}

/** Answers every request with success, whatever it says. */
export const accepting: Script = always(CREATED);

/** One creation that is accepted. */
export function creation(request: ListenerCall): ConversationPlan {
  return { script: accepting, calls: [create(request)] };
}

/** One read that is answered. */
export function reading(listener: ListenerAttributes): ConversationPlan {
  return answeredWith(attributes(listener, REQUEST_ID), read());
}

/** One call that is answered alike however often it is made. */
export function answeredWith(reply: Reply, call: SdkCall = create()): ConversationPlan {
  return { script: always(reply), calls: [call] };
}

/** A generated request as a call. */
export function callOf({ listenerDescription, tcpIdleTimeout, dryRun, clientToken, tags }: RequestDraft): ListenerCall {
  return {
    ...PLAIN,
    ...(listenerDescription === undefined ? {} : { ListenerDescription: listenerDescription }),
    ...(typeof tcpIdleTimeout === "number" ? { TcpIdleTimeout: tcpIdleTimeout } : {}),
    ...(typeof dryRun === "boolean" ? { DryRun: dryRun } : {}),
    ...(clientToken === undefined ? {} : { ClientToken: clientToken.text }),
    ...(tags === undefined
      ? {}
      : {
          Tag: tags.map(
            ({ key, value }): CallTag => ({
              ...(key === undefined ? {} : { Key: key }),
              ...(value === undefined ? {} : { Value: value }),
            }),
          ),
        }),
  };
}

/** Plain tags with different keys. */
export function tagsOfCount(count: number): CallTag[] {
  return Array.from({ length: count }, (_, i) => ({ Key: `key-${i + 1}`, Value: `value-${i + 1}` }));
}
