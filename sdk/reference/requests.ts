/** What a caller of the reference client gives and gets: requests and results of the two operations, as data. */

/** One tag of a request. A member that is absent is not sent. */
export interface TagInput {
  readonly Key?: string;
  readonly Value?: string;
}

/** Parameters of CreateListener. Source: section "Request parameters" of the page. */
export interface CreateListenerRequest {
  readonly LoadBalancerId?: string;
  readonly ServerGroupId?: string;
  readonly ListenerDescription?: string;
  readonly TcpIdleTimeout?: number;
  readonly DryRun?: boolean;
  readonly ClientToken?: string;
  readonly Tag?: readonly TagInput[];
}

/** What CreateListener gave; members that the answer does not have are absent. */
export interface CreatedListener {
  readonly ListenerId?: string;
  readonly RequestId?: string;
}

/** One tag of a listener. */
export interface ListenerTag {
  readonly Key?: string;
  readonly Value?: string;
}

/** What GetListenerAttribute gave; members that the answer does not have are absent. */
export interface ListenerAttributes {
  readonly ListenerId?: string;
  readonly ListenerStatus?: string;
  readonly ListenerDescription?: string;
  readonly LoadBalancerId?: string;
  readonly ServerGroupId?: string;
  readonly TcpIdleTimeout?: number;
  readonly Tags?: readonly ListenerTag[];
  readonly RequestId?: string;
}

/** The operations that the client knows. */
export type Operation = "CreateListener" | "GetListenerAttribute";

/** Who signs. */
export interface ClientCredentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** What a client is made with. */
export interface ClientSettings {
  /** For example `http://127.0.0.1:8080`. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: ClientCredentials;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
}
