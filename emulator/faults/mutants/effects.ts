/** Mutants that refuse a request and do something all the same. */
import { commit, newId } from "../../server/listener/creation.js";
import { isDryRun } from "../../server/listener/request.js";
import { loadBalancerOf, serverGroupOf } from "../../server/listener/state-rules.js";
import type { CreateContext, Reply } from "../../server/parts.js";
import { type Refusal, refuse } from "../../server/refusal.js";
import type { Listener } from "../../server/world.js";
import { alsoRefuse, onRefusal, spare, withRefusedTokens } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

const TOO_MANY = "OperationDenied.TooManyListeners";
const FULL = refuse(400, TOO_MANY, "The operation is not allowed because of TooManyListener.");

/** Whether a refused request would have had a place for its listener. */
function hasPlace(context: CreateContext): boolean {
  const loadBalancer = loadBalancerOf(context);
  const { world, now } = context.call;
  return (
    loadBalancer !== undefined &&
    loadBalancer.fixedStatus === undefined &&
    serverGroupOf(context) !== undefined &&
    world.listenersOf(loadBalancer, now).length === 0
  );
}

/** Makes the listener of some refused requests all the same. */
function createsAnyway(when: (refusal: Refusal) => boolean): Change {
  return onRefusal((context, refusal) => {
    if (isDryRun(context.request) || !when(refusal) || !hasPlace(context)) return false;
    commit(context);
    return true;
  });
}

/** Does something to the listener that is in the way of another one. */
function harmsFirst(effect: (listener: Listener, context: CreateContext) => void): Change {
  return onRefusal((context, refusal) => {
    const loadBalancer = refusal.code === TOO_MANY ? loadBalancerOf(context) : undefined;
    const [first] = loadBalancer === undefined ? [] : context.call.world.listenersOf(loadBalancer, context.call.now);
    if (first === undefined) return false;
    effect(first, context);
    return true;
  });
}

/** A load balancer counts as full after a refusal, although nothing is on it. */
function refusalTakesPlace(): Change {
  return (parts, fire) => {
    const taken = new Set<string>();
    const noting = onRefusal((context) => {
      if (!hasPlace(context)) return false;
      taken.add(context.request.loadBalancerId ?? "");
      return true;
    })(parts, fire);
    return alsoRefuse("listener-count", FULL, ({ loadBalancerId = "" }) => taken.has(loadBalancerId))(noting, fire);
  };
}

/** Whoever was refused once is told with the same token that there is no room. */
const refusedTokenFindsNoPlace = withRefusedTokens((refused) =>
  alsoRefuse("listener-count", FULL, ({ clientToken = "" }) => refused.has(clientToken)),
);

const MUTANTS: readonly MutantText[] = [
  {
    name: "refused-parameters-create",
    title: "A request refused for a parameter makes its listener all the same.",
    requirement: "create-listener.error.no-effect",
    mutate: createsAnyway(({ code }) => code.startsWith("IllegalParam.") && !code.startsWith("IllegalParam.Tag")),
  },
  {
    name: "refused-tags-create",
    title: "A request refused for its tags makes its listener all the same.",
    requirement: "create-listener.error.no-effect",
    mutate: createsAnyway(({ code }) => code.includes("Tag")),
  },
  {
    name: "refused-state-creates",
    title: "A request refused for its server group makes its listener all the same.",
    requirement: "create-listener.error.no-effect",
    mutate: createsAnyway(({ code }) => /ServerGroup|VpcId|Scheduler|ResourceInUse/.test(code)),
  },
  {
    name: "refusal-takes-place",
    title: "A refused request takes up the place of the load balancer's listener.",
    requirement: "create-listener.error.no-effect",
    mutate: refusalTakesPlace(),
  },
  {
    name: "refusal-locks-load-balancer",
    title: "A refused request leaves its load balancer Configuring.",
    requirement: "create-listener.error.no-effect",
    mutate: onRefusal((context) => {
      const loadBalancer = loadBalancerOf(context);
      if (loadBalancer === undefined || !hasPlace(context)) return false;
      context.call.world.loadBalancers.set(loadBalancer.id, { ...loadBalancer, fixedStatus: "Configuring" });
      return true;
    }),
  },
  {
    name: "illegal-second-listener-changes-first",
    title: "An illegal request for a load balancer that has its listener sets the time-out of that one back.",
    requirement: "create-listener.error.too-many-listeners",
    mutate: onRefusal((context, refusal) => {
      const loadBalancer = refusal.code.startsWith("IllegalParam") ? loadBalancerOf(context) : undefined;
      const [first] = loadBalancer === undefined ? [] : context.call.world.listenersOf(loadBalancer, context.call.now);
      if (first === undefined || isDryRun(context.request)) return false;
      first.attributes = { ...first.attributes, tcpIdleTimeout: 350 };
      return true;
    }),
  },
  {
    name: "second-listener-in-other-group-made",
    title: "A second listener is made when it names another server group.",
    requirement: "create-listener.error.too-many-listeners",
    mutate: spare("listener-count", ({ serverGroupId }, context) => {
      const loadBalancer = loadBalancerOf(context);
      const [first] = loadBalancer === undefined ? [] : context.call.world.listenersOf(loadBalancer, context.call.now);
      return first !== undefined && first.attributes.serverGroupId !== serverGroupId;
    }),
  },
  {
    name: "refused-token-finds-no-place",
    title: "A token of a refused request finds every load balancer full.",
    requirement: "create-listener.error.no-effect",
    mutate: refusedTokenFindsNoPlace,
  },
  {
    name: "second-listener-replaces-first",
    title: "A refused second listener replaces the first.",
    requirement: "create-listener.error.too-many-listeners",
    mutate: harmsFirst((first, context) => {
      context.call.world.forgetListener(first);
      commit(context);
    }),
  },
  {
    name: "second-listener-deletes-first",
    title: "A refused second listener deletes the first.",
    requirement: "create-listener.error.too-many-listeners",
    mutate: harmsFirst((first, { call }) => call.world.forgetListener(first)),
  },
  {
    name: "second-listener-changes-first",
    title: "A refused second listener changes the time-out of the first.",
    requirement: "create-listener.error.too-many-listeners",
    mutate: harmsFirst((first) => {
      first.attributes = { ...first.attributes, tcpIdleTimeout: first.attributes.tcpIdleTimeout + 1 };
    }),
  },
  {
    name: "second-listener-made",
    title: "A refused second listener is made all the same.",
    requirement: "create-listener.error.too-many-listeners",
    mutate: harmsFirst((first, { call }) =>
      call.world.addListener({ ...first, id: newId("lsn"), createdAt: call.now }),
    ),
  },
  {
    name: "refusal-uses-token-up",
    title: "A refused request uses its token up.",
    requirement: "create-listener.client-token.after-refusal",
    graded: false,
    mutate: (parts, fire) => {
      const used = new Set<string>();
      const noting = onRefusal(({ request }) => {
        if (!request.clientToken || isDryRun(request)) return false;
        used.add(request.clientToken);
        return true;
      })(parts, fire);
      const refusal = refuse(400, "IdempotentParameterMismatch", "The client token was used before.");
      return alsoRefuse("listener-count", refusal, ({ clientToken = "" }) => used.has(clientToken))(noting, fire);
    },
  },
  {
    name: "two-violations-accepted",
    title: "A request that breaks two rules at once is accepted.",
    requirement: "create-listener.error.two-violations",
    mutate: twoViolations((context) => ({ is: "success", body: { ListenerId: commit(context).id } })),
  },
  {
    name: "two-violations-server-error",
    title: "A request that breaks two rules at once is answered with a server error.",
    requirement: "create-listener.error.two-violations",
    mutate: twoViolations(() => ({ is: "refusal", refusal: refuse(500, "InternalError", "Unknown error.") })),
  },
];

/** Ends requests that at least two rules about parameters are against. */
function twoViolations(reply: (context: CreateContext) => Reply): Change {
  return (parts, fire) => ({
    ...parts,
    creation: {
      ...parts.creation,
      refused: (refusal, context) => {
        const broken = parts.requestRules.filter((rule) => rule.check(context) !== undefined);
        if (broken.length < 2) return parts.creation.refused(refusal, context);
        fire();
        return reply(context);
      },
    },
  });
}

export const effectMutants = area("effects", MUTANTS);
