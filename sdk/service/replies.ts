/** Answers of the service, as the page and the gateway write them. */
import type { Reply } from "./script.js";

/** A listener as GetListenerAttribute tells it. */
export interface ListenerAttributes {
  readonly ListenerId: string;
  readonly ListenerStatus: string;
  readonly ListenerDescription: string;
  readonly LoadBalancerId: string;
  readonly ServerGroupId: string;
  readonly TcpIdleTimeout: number;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | null;
}

/** An answer in JSON. */
export function json(status: number, value: unknown): Reply {
  return { status, body: JSON.stringify(value) };
}

/** A listener that was made. */
export function created(ListenerId: string, RequestId: string): Reply {
  return json(200, { ListenerId, RequestId });
}

/** What is read of a listener. */
export function attributes(listener: ListenerAttributes, RequestId: string): Reply {
  return json(200, { ...listener, RegionId: "cn-hangzhou", RequestId });
}

/** An error in the gateway's envelope. */
export function refusal(status: number, Code: string, Message: string, RequestId: string): Reply {
  return json(status, { RequestId, HostId: "gwlb.cn-hangzhou.aliyuncs.com", Code, Message });
}

/** A page of HTML, as load balancers and proxies write them. */
export function html(status: number): Reply {
  return {
    status,
    headers: { "Content-Type": "text/html" },
    body: `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center></body>\r\n</html>\r\n`,
  };
}

/** An answer without a body. */
export function bodiless(status: number): Reply {
  return { status, body: "" };
}
