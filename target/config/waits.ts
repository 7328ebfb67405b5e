/** Every wait of the suite: its name, default budget and reason. A budget bounds, it is not slept. */

interface Wait {
  /** Milliseconds. */
  readonly budgetMs: number;
  readonly reason: string;
}

export const WAITS = {
  listenerRunning: {
    budgetMs: 60_000,
    reason:
      "from the answer of CreateListener to the Running state; the page names no time, clients wait up to 5 minutes",
  },
  listenerGone: {
    budgetMs: 60_000,
    reason: "from the answer of DeleteListener until the listener is no longer found; deletion is asynchronous",
  },
  loadBalancerReady: {
    budgetMs: 60_000,
    reason: "until a load balancer is Active again after its listener was made or removed, or after it was created",
  },
  serverGroupReady: { budgetMs: 60_000, reason: "until a created server group is Available" },
  listAgrees: {
    budgetMs: 5_000,
    reason: "until ListListeners shows what GetListenerAttribute shows; lists may lag behind single reads",
  },
  staysRunning: {
    budgetMs: 1_500,
    reason: "for how long a Running listener is watched for going back, vanishing or changing; slept in full",
  },
  tokenReplay: {
    budgetMs: 2_500,
    reason: "how long after its first use a client token is replayed for the last time; slept in full",
  },
  throttled: {
    budgetMs: 30_000,
    reason: "patience with one request that is answered Throttling.*, 429 or 503, from the first such answer on",
  },
} as const satisfies Record<string, Wait>;

export type WaitName = keyof typeof WAITS;
