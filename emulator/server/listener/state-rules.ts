/** Rules that look at the load balancer and the server group, in the order in which they are checked. */
import {
  LISTENERS_PER_LOAD_BALANCER,
  SCHEDULER_WITH_FREE_TIMEOUT,
  TCP_IDLE_TIMEOUT,
} from "../../../contract/parameters.js";
import type { CreateContext, Rule } from "../parts.js";
import { incorrectStatus, notFound, type Refusal, refuse } from "../refusal.js";
import type { LoadBalancer, ServerGroup } from "../world.js";

/** The load balancer a request names, if it exists. */
export function loadBalancerOf({ call, request }: CreateContext): LoadBalancer | undefined {
  return call.world.loadBalancers.get(request.loadBalancerId ?? "");
}

/** The server group a request names, if it exists. */
export function serverGroupOf({ call, request }: CreateContext): ServerGroup | undefined {
  return call.world.serverGroups.get(request.serverGroupId ?? "");
}

/** A rule about a load balancer that exists; the rule before it refuses the others. */
function ofLoadBalancer(
  name: string,
  check: (loadBalancer: LoadBalancer, context: CreateContext) => Refusal | undefined,
): Rule {
  return {
    name,
    check: (context) => {
      const loadBalancer = loadBalancerOf(context);
      return loadBalancer && check(loadBalancer, context);
    },
  };
}

/** The same for the server group. */
function ofServerGroup(
  name: string,
  check: (serverGroup: ServerGroup, context: CreateContext) => Refusal | undefined,
): Rule {
  return {
    name,
    check: (context) => {
      const serverGroup = serverGroupOf(context);
      return serverGroup && check(serverGroup, context);
    },
  };
}

/**
 * The idle timeout a request results in, in seconds.
 * @param text as sent, already known to be in range; undefined when absent
 */
export function effectiveTimeout(text: string | undefined): number {
  return text === undefined ? TCP_IDLE_TIMEOUT.default : Number(text);
}

function loadBalancerStatus(loadBalancer: LoadBalancer, { call }: CreateContext): Refusal | undefined {
  const listeners = call.world.listenersOf(loadBalancer, call.now);
  const status = call.parts.lifeCycle.loadBalancerStatus(loadBalancer, listeners, call.now);
  return status === "Active" ? undefined : incorrectStatus("LoadBalancer", loadBalancer.id);
}

/** Tells whether an idle timeout clashes with the scheduling algorithm of a server group. */
export function timeoutConflict(serverGroup: ServerGroup, seconds: number): Refusal | undefined {
  if (serverGroup.scheduler === SCHEDULER_WITH_FREE_TIMEOUT || seconds === TCP_IDLE_TIMEOUT.default) return undefined;
  return refuse(
    400,
    "OperationDenied.TcpIdleTimeoutConflictWithScheduler",
    "The TCP idle timeout of listener must be default value when the scheduling algorithm of server group is not 5TCH.",
  );
}

/** What the world has against a CreateListener request, in the order it is checked. */
export const stateRules: readonly Rule[] = [
  {
    name: "load-balancer-exists",
    check: (context) => (loadBalancerOf(context) ? undefined : notFound("LoadBalancer")),
  },
  {
    name: "server-group-exists",
    check: (context) => (serverGroupOf(context) ? undefined : notFound("ServerGroup")),
  },
  ofLoadBalancer("load-balancer-business-status", ({ id, businessStatus }) =>
    businessStatus === "Normal"
      ? undefined
      : refuse(
          400,
          "IncorrectBusinessStatus.LoadBalancer",
          `The business status of LoadBalancer [${id}] is incorrect.`,
        ),
  ),
  ofLoadBalancer("load-balancer-status", loadBalancerStatus),
  ofServerGroup("server-group-status", (serverGroup, { call }) =>
    call.parts.lifeCycle.serverGroupStatus(serverGroup, call.now) === "Available"
      ? undefined
      : incorrectStatus("ServerGroup", serverGroup.id),
  ),
  ofServerGroup("vpc-match", ({ vpcId }, context) => {
    const loadBalancer = loadBalancerOf(context);
    if (loadBalancer === undefined || loadBalancer.vpcId === vpcId) return undefined;
    return refuse(400, "Mismatch.VpcId", "The VpcId is mismatched for LoadBalancer and ServerGroup.");
  }),
  ofServerGroup("timeout-scheduler-conflict", (serverGroup, { request }) =>
    timeoutConflict(serverGroup, effectiveTimeout(request.tcpIdleTimeout)),
  ),
  ofServerGroup("ip-in-use", ({ ipInUse }) =>
    ipInUse ? refuse(400, "ResourceInUse.IP", "The specified resource of IP is in use.") : undefined,
  ),
  ofLoadBalancer("listener-count", (loadBalancer, { call }) =>
    call.world.listenersOf(loadBalancer, call.now).length < LISTENERS_PER_LOAD_BALANCER
      ? undefined
      : refuse(400, "OperationDenied.TooManyListeners", "The operation is not allowed because of TooManyListener."),
  ),
];
