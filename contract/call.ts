/** A call of CreateListener as a program states it to a client library: typed, with whatever is left out absent. */
export interface ListenerCall {
  readonly LoadBalancerId?: string;
  readonly ServerGroupId?: string;
  readonly ListenerDescription?: string;
  readonly TcpIdleTimeout?: number;
  readonly DryRun?: boolean;
  readonly ClientToken?: string;
  readonly Tag?: readonly CallTag[];
}

/** A tag of a call. */
export interface CallTag {
  readonly Key?: string;
  readonly Value?: string;
}
