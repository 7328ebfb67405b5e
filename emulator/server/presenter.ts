import type { Call, CallHead } from "./parts.js";
import type { Refusal } from "./refusal.js";
import type { Listener, Tag } from "./world.js";

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}

/** An HTTP answer before it is put on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: { readonly is: "json"; readonly value: Json } | { readonly is: "text"; readonly text: string };
  /** Sent in pieces of unknown total length. */
  readonly chunked?: boolean;
  /** Milliseconds to hold it back. */
  readonly delayMs?: number;
}

/** Gives results their outward shape. */
export interface Presenter {
  success(body: JsonObject, head: CallHead): Answer;
  refusal(refusal: Refusal, head: CallHead): Answer;
  /** A listener as GetListenerAttribute shows it, but for the RegionId that only that operation adds. */
  listener(listener: Listener, call: Call): JsonObject;
  /** The same as ListListeners shows it. */
  listedListener(listener: Listener, call: Call): JsonObject;
}

const CONTENT_TYPE = "application/json;charset=utf-8";

/** Shapes as the product documents them; the error envelope as its gateway is known to send it. */
export const correctPresenter: Presenter = {
  success: (body, { requestId }) => answerJson(200, { ...body, RequestId: requestId }, requestId),
  refusal: (refusal, head) => answerJson(refusal.status, errorEnvelope(refusal, head), head.requestId),
  listener: presentListener,
  listedListener: presentListener,
};

/**
 * A JSON answer with the customary headers.
 * @param status HTTP status
 * @param value the body
 * @param requestId also sent as a header
 */
export function answerJson(status: number, value: Json, requestId: string): Answer {
  const headers = { "content-type": CONTENT_TYPE, "x-acs-request-id": requestId };
  return { status, headers, payload: { is: "json", value } };
}

function errorEnvelope(refusal: Refusal, { requestId, host }: CallHead): JsonObject {
  const question = new URLSearchParams({ q: refusal.code, product: "Gwlb", requestId });
  return {
    RequestId: requestId,
    HostId: host,
    Code: refusal.code,
    Message: refusal.message,
    Recommend: `https://api.alibabacloud.com/troubleshoot?${question}`,
  };
}

function presentListener(listener: Listener, call: Call): JsonObject {
  const { attributes } = listener;
  return {
    ListenerId: listener.id,
    ListenerDescription: attributes.description ?? "",
    ListenerStatus: call.parts.lifeCycle.listenerStatus(listener, call.now),
    LoadBalancerId: attributes.loadBalancerId,
    ServerGroupId: attributes.serverGroupId,
    TcpIdleTimeout: attributes.tcpIdleTimeout,
    Tags: presentTags(attributes.tags),
  };
}

/**
 * Tags in the shape all read operations share.
 * @param tags as stored
 */
export function presentTags(tags: readonly Tag[]): JsonObject[] {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}
