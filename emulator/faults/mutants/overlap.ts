/** Faults that only show when a request meets one that has no effect, or a deletion. */
import { setTimeout as wait } from "node:timers/promises";
import { commit, firstRefusal } from "../../server/listener/creation.js";
import { isDryRun } from "../../server/listener/request.js";
import { loadBalancerOf } from "../../server/listener/state-rules.js";
import type { CreateContext, Operation, Reply } from "../../server/parts.js";
import { DRY_RUN_OPERATION, refuse } from "../../server/refusal.js";
import { replaceOperation } from "../alterations.js";
import type { Change, Fire } from "../fault.js";
import { area, type MutantText } from "./area.js";

/** Milliseconds that a request is looked at. */
const LOOK_MS = 12;

type Kind = "dry run" | "refused" | "creation";

const TOO_MANY: Reply = {
  is: "refusal",
  refusal: refuse(400, "OperationDenied.TooManyListeners", "The operation is not allowed because of TooManyListener."),
};

function kindOf(context: CreateContext): Kind {
  const { parts } = context.call;
  if (isDryRun(context.request)) return "dry run";
  return firstRefusal([...parts.requestRules, ...parts.stateRules], context) === undefined ? "creation" : "refused";
}

/** What is under way on a load balancer, by kind. */
type UnderWay = Record<Kind, number>;

/**
 * Requests of some kinds take their time, and those of one kind that meet them are answered otherwise.
 * @param slow kinds that take their time
 * @param met kind that is answered otherwise
 * @param beside kind that has to be under way for that
 * @param reply the other answer; undefined leaves the correct one
 */
function meeting(
  slow: readonly Kind[],
  [met, beside]: readonly [met: Kind, beside: Kind],
  reply: (context: CreateContext, fire: Fire) => Reply | undefined,
): Change {
  return (parts, fire) => {
    const places = new Map<string, UnderWay>();
    return replaceOperation("CreateListener", (operation) => async (call) => {
      const context = { call, request: call.parts.readRequest(call.parameters) };
      const id = context.request.loadBalancerId ?? "";
      const kind = kindOf(context);
      const underWay = places.get(id) ?? { "dry run": 0, refused: 0, creation: 0 };
      places.set(id, underWay);
      const meets = kind === met && underWay[beside] > 0;
      underWay[kind] += 1;
      if (slow.includes(kind)) await wait(LOOK_MS);
      underWay[kind] -= 1;
      const other = meets ? reply(context, fire) : undefined;
      return answerWith(other, operation, context, fire);
    })(parts, fire);
  };
}

function answerWith(other: Reply | undefined, operation: Operation, { call }: CreateContext, fire: Fire) {
  if (other === undefined) return operation(call);
  fire();
  return other;
}

/** A listener that is made while another one is being deleted goes with it. */
const deletionTakesNext: Change = (parts, fire) =>
  replaceOperation("CreateListener", (operation) => (call) => {
    const context = { call, request: call.parts.readRequest(call.parameters) };
    const loadBalancer = loadBalancerOf(context);
    const [old] = loadBalancer === undefined ? [] : call.world.listenersOf(loadBalancer, call.now);
    if (old?.deletedAt === undefined || isDryRun(context.request)) return operation(call);
    if (firstRefusal(call.parts.requestRules, context) !== undefined) return operation(call);
    fire();
    const made = commit(context);
    setTimeout(() => call.world.forgetListener(made), LOOK_MS).unref();
    return { is: "success", body: { ListenerId: made.id } };
  })(parts, fire);

const NO_EFFECT = "create-listener.concurrency.without-effect";

const MUTANTS: readonly MutantText[] = [
  {
    name: "creation-full-beside-refused",
    title: "While a refused request is being looked at, a creation on its load balancer is one too many.",
    requirement: NO_EFFECT,
    profile: "smoke",
    mutate: meeting(["refused"], ["creation", "refused"], () => TOO_MANY),
  },
  {
    name: "creation-full-beside-dry-run",
    title: "While a dry run is being looked at, a creation on its load balancer is one too many.",
    requirement: NO_EFFECT,
    profile: "smoke",
    mutate: meeting(["dry run"], ["creation", "dry run"], () => TOO_MANY),
  },
  {
    name: "dry-runs-full-beside-each-other",
    title: "Of dry runs that overlap on a load balancer one passes, and the others are one too many.",
    requirement: NO_EFFECT,
    profile: "smoke",
    mutate: meeting(["dry run"], ["dry run", "dry run"], () => TOO_MANY),
  },
  {
    name: "dry-runs-refused-beside-each-other",
    title: "Of dry runs that overlap on a load balancer one passes, and the others are refused with a 409 of no lock.",
    requirement: NO_EFFECT,
    profile: "smoke",
    mutate: meeting(["dry run"], ["dry run", "dry run"], () => ({
      is: "refusal",
      refusal: refuse(409, "OperationFailed.NotAllowed", "The operation is not allowed now."),
    })),
  },
  {
    name: "dry-runs-denied-beside-each-other",
    title: "Of dry runs that overlap on a load balancer one passes, and the others are denied with a 403.",
    requirement: "create-listener.concurrency.answers-under-overlap",
    graded: false,
    profile: "smoke",
    mutate: meeting(["dry run"], ["dry run", "dry run"], () => ({
      is: "refusal",
      refusal: refuse(403, "OperationDenied.Busy", "The operation is not allowed now."),
    })),
  },
  {
    name: "dry-run-server-error-beside-dry-run",
    title: "Dry runs that overlap on a load balancer are answered with a server error.",
    requirement: NO_EFFECT,
    profile: "smoke",
    mutate: meeting(["dry run"], ["dry run", "dry run"], () => ({
      is: "refusal",
      refusal: refuse(500, "InternalError", "Deadlock found."),
    })),
  },
  {
    name: "creation-beside-dry-run-is-one",
    title: "A creation that meets a dry run on its load balancer is answered as one, and nothing is made.",
    requirement: NO_EFFECT,
    profile: "smoke",
    mutate: meeting(["dry run"], ["creation", "dry run"], () => ({ is: "refusal", refusal: DRY_RUN_OPERATION })),
  },
  {
    name: "dry-run-beside-creation-creates",
    title: "A dry run that meets a creation on its load balancer is answered with a listener.",
    requirement: NO_EFFECT,
    profile: "smoke",
    mutate: meeting(["creation"], ["dry run", "creation"], () => ({
      is: "success",
      body: { ListenerId: "lsn-0123456789abcdef01" },
    })),
  },
  {
    name: "creation-beside-refused-gets-its-answer",
    title: "A creation that meets a refused request on its load balancer is answered with that one's refusal.",
    requirement: NO_EFFECT,
    profile: "smoke",
    mutate: meeting(["refused"], ["creation", "refused"], () => ({
      is: "refusal",
      refusal: refuse(400, "IllegalParam.TagKey", "The param of TagKey is illegal."),
    })),
  },
  {
    name: "refused-beside-creation-made",
    title: "A refused request that meets a creation on its load balancer makes a listener too.",
    requirement: NO_EFFECT,
    profile: "smoke",
    mutate: meeting(["creation"], ["refused", "creation"], (context, fire) => {
      fire();
      commit({ ...context, request: { ...context.request, clientToken: undefined } });
      return undefined;
    }),
  },
  {
    name: "deletion-takes-next-listener",
    title: "A listener that is made while the one before it is being deleted goes away with it.",
    requirement: "create-listener.concurrency.deletion",
    profile: "smoke",
    mutate: deletionTakesNext,
  },
];

export const overlapMutants = area("overlap", MUTANTS);
