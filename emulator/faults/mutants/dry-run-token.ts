/** Faults of dry runs under a token that was used before. */
import { recall } from "../../server/listener/idempotency.js";
import { isDryRun } from "../../server/listener/request.js";
import type { CreateContext, Reply } from "../../server/parts.js";
import { refuse } from "../../server/refusal.js";
import { replaceOperation } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

/** Answers dry runs of some contexts before anything is looked at; undefined leaves them. */
function dryRuns(answer: (context: CreateContext) => Reply | undefined): Change {
  return replaceOperation("CreateListener", (operation, fire) => (call) => {
    const context = { call, request: call.parts.readRequest(call.parameters) };
    const other = isDryRun(context.request) && context.request.clientToken ? answer(context) : undefined;
    if (other === undefined) return operation(call);
    fire();
    return other;
  });
}

/** Whether a creation has used the token. */
const isUsed = (context: CreateContext) => recall(context) !== undefined;

const refused = (status: number, code: string): Reply => ({ is: "refusal", refusal: refuse(status, code, "Refused.") });

/** A second dry run under one token. */
function repeated(reply: Reply): Change {
  return (parts, fire) => {
    const seen = new Set<string>();
    return dryRuns(({ request: { clientToken = "" } }) => {
      if (seen.has(clientToken)) return reply;
      seen.add(clientToken);
      return undefined;
    })(parts, fire);
  };
}

/** A dry run makes the token of a creation free again. */
const frees: Change = (parts, fire) => {
  const freed = new Set<string>();
  const noting = dryRuns((context) => {
    if (isUsed(context)) freed.add(context.request.clientToken ?? "");
    return undefined;
  })(parts, fire);
  return {
    ...noting,
    tokens: {
      ...parts.tokens,
      replay: (use, context) => {
        if (!freed.has(context.request.clientToken ?? "")) return parts.tokens.replay(use, context);
        fire();
        return undefined;
      },
    },
  };
};

const MUTANTS: readonly MutantText[] = [
  {
    name: "dry-run-answered-as-replay",
    title: "A dry run under a token that a creation has used is answered 200 with that creation's listener.",
    requirement: "create-listener.dry-run.used-token",
    profile: "smoke",
    mutate: dryRuns((context) => recall(context)),
  },
  {
    name: "dry-run-under-used-token-server-error",
    title: "A dry run under a token that a creation has used is answered with a server error.",
    requirement: "create-listener.dry-run.used-token",
    profile: "smoke",
    mutate: dryRuns((context) => (isUsed(context) ? refused(500, "InternalError") : undefined)),
  },
  {
    name: "dry-run-frees-token",
    title: "A dry run under a token that a creation has used makes the token free again.",
    requirement: "create-listener.dry-run.used-token",
    profile: "smoke",
    mutate: frees,
  },
  {
    name: "dry-run-repeated-is-full",
    title: "A dry run that is repeated under its token is refused because the load balancer is full.",
    requirement: "create-listener.dry-run.used-token",
    profile: "smoke",
    mutate: repeated(refused(400, "OperationDenied.TooManyListeners")),
  },
  {
    name: "dry-run-repeated-answers-200",
    title: "A dry run that is repeated under its token is answered 200 with a listener that does not exist.",
    requirement: "create-listener.dry-run.used-token",
    profile: "smoke",
    mutate: repeated({ is: "success", body: { ListenerId: "lsn-0123456789abcdef01" } }),
  },
];

export const dryRunTokenMutants = area("dry-run-token", MUTANTS);
