/** How answers look: success, refusal, and the attributes of a listener. */
import type { Answer, Json, JsonObject } from "./answer.js";
import type { Call, CallHead, Presenter } from "./parts.js";
import type { Refusal } from "./refusal.js";
import type { Listener, Tag } from "./world.js";

const CONTENT_TYPE = "application/json;charset=utf-8";

/** Shapes as the product documents them; the error envelope as its gateway is known to send it. */
export const correctPresenter: Presenter = {
  success: (body, { requestId }) => answerJson(200, { ...body, RequestId: requestId }, requestId),
  refusal: (refusal, head) => answerJson(refusal.status, errorEnvelope(refusal, head), head.requestId),
  listener: presentListener,
  listedListener: presentListener,
};

/** A JSON answer with the customary headers. */
function answerJson(status: number, value: Json, requestId: string): Answer {
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

/** Tags in the shape all read operations share. */
export function presentTags(tags: readonly Tag[]): JsonObject[] {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}
