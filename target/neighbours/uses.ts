/** What the suite uses beside CreateListener, as data: the documents, `doctor` and the notes of a run all say the same of an operation. */

/** One operation that is used, and what for. */
export interface NeighbourUse {
  /** Members of its answers that are read; where the operation changes something, none has to be there. */
  readonly members: readonly string[];
  /** What it is needed for. */
  readonly neededFor: string;
  /** What a run does without it. */
  readonly without: string;
}

/** Operations that a run can tell to be there before it begins. */
export const NEIGHBOUR_USES = {
  GetListenerAttribute: {
    members: [
      "ListenerId",
      "ListenerStatus",
      "LoadBalancerId",
      "ServerGroupId",
      "ListenerDescription",
      "TcpIdleTimeout",
      "Tags[].Key",
      "Tags[].Value",
    ],
    neededFor: "the life of a listener, and what is read back of it: the page itself names this operation",
    without: "listeners are looked for in lists instead; without lists either, nothing is known of their life",
  },
  ListListeners: {
    members: ["Listeners[] with the members of GetListenerAttribute", "NextToken"],
    neededFor:
      "seeing that dry runs and refused requests leave nothing behind, and that load balancers are idle at the beginning",
    without:
      "effects of refused requests are seen only by what the load balancer takes next, and load balancers are taken to be idle",
  },
  DeleteListener: {
    members: [],
    neededFor: "using a load balancer again after a listener was made there, and cleaning up",
    without: "each idle load balancer is worth one creation, and the listeners made there stay",
  },
  GetLoadBalancerAttribute: {
    members: ["LoadBalancerId", "LoadBalancerStatus", "VpcId"],
    neededFor: "waiting until a load balancer is Active again",
    without: "load balancers are taken to be ready once their listener is gone",
  },
} as const satisfies Record<string, NeighbourUse>;

export type NeighbourOperation = keyof typeof NEIGHBOUR_USES;

/** Operations that are used only where the configuration asks for it, or in passing. */
export const OCCASIONAL_USES = {
  UpdateListenerAttribute: {
    members: [],
    neededFor: "courses of operations in which a listener is changed",
    without: "those courses do without changes",
  },
  CreateLoadBalancer: {
    members: ["LoadBalancerId"],
    neededFor: "making load balancers, where `provision` asks for it",
    without: "load balancers have to be named under `situations`",
  },
  DeleteLoadBalancer: {
    members: [],
    neededFor: "removing load balancers that were made",
    without: "those that were made stay",
  },
  CreateServerGroup: {
    members: ["ServerGroupId"],
    neededFor: "making server groups, where `provision` asks for it",
    without: "server groups have to be named under `situations`",
  },
  ListServerGroups: {
    members: ["ServerGroups[].ServerGroupId", "ServerGroups[].ServerGroupName", "ServerGroups[].ServerGroupStatus"],
    neededFor: "waiting until server groups that were made are Available, and knowing them again",
    without: "those that were made are taken to be ready at once",
  },
  DeleteServerGroup: {
    members: [],
    neededFor: "removing server groups that were made",
    without: "those that were made stay",
  },
} as const satisfies Record<string, NeighbourUse>;

/** An operation that cannot be used, and what it answered. */
export interface Unusable {
  readonly operation: NeighbourOperation;
  /** What was answered: a status, a code, the beginning of a body. */
  readonly answered: string;
}

/** What it costs that an operation cannot be used, in one sentence. */
export function costInWords({ operation, answered }: Unusable, more?: string): string {
  return `${operation} cannot be used, it answered ${answered}: ${more ?? NEIGHBOUR_USES[operation].without}`;
}
