/** Mutants that make something of dry runs, spare them rules, or misread DryRun; those about tokens are in `dry-run-token.ts`. */
import { commit, newId } from "../../server/listener/creation.js";
import { remember } from "../../server/listener/idempotency.js";
import { type CreateListenerRequest, isDryRun } from "../../server/listener/request.js";
import type { CreateContext, Reply } from "../../server/parts.js";
import { DRY_RUN_OPERATION, refuse } from "../../server/refusal.js";
import { all, alsoRefuse, misread, spare } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

/** A dry run that no rule is against ends otherwise. */
function endsDryRun(reply: (context: CreateContext, correct: Reply) => Reply): Change {
  return (parts, fire) => ({
    ...parts,
    creation: {
      ...parts.creation,
      dryRunPassed: (context) => {
        fire();
        return reply(context, parts.creation.dryRunPassed(context));
      },
    },
  });
}

/** Rules that dry runs are not held to. */
function skips(...rules: readonly string[]): Change {
  return all(...rules.map((rule) => spare(rule, isDryRun)));
}

/** A DryRun that is read as another text; undefined leaves it. */
function readsDryRun(change: (text: string | undefined) => string | undefined): Change {
  return misread((request) => {
    const text = change(request.dryRun);
    return text === undefined ? undefined : { ...request, dryRun: text };
  });
}

/** A dry run whose load balancer is full afterwards, although nothing is on it. */
function takesPlace(): Change {
  return (parts, fire) => {
    const taken = new Set<string>();
    const refusal = refuse(
      400,
      "OperationDenied.TooManyListeners",
      "The operation is not allowed because of TooManyListener.",
    );
    const isTaken = ({ loadBalancerId = "" }: CreateListenerRequest) => taken.has(loadBalancerId);
    const changed = alsoRefuse("listener-count", refusal, isTaken)(parts, fire);
    const noting = endsDryRun(({ request }, correct) => {
      taken.add(request.loadBalancerId ?? "");
      return correct;
    });
    return noting(changed, fire);
  };
}

const isBoolean = (text: string) => /^(true|false)$/i.test(text);
const PASSES: readonly MutantText[] = [
  {
    name: "dry-run-answers-200",
    title: "A dry run that passes is answered with 200 and the id of a listener that does not exist.",
    requirement: "create-listener.dry-run.passes",
    mutate: endsDryRun(() => ({ is: "success", body: { ListenerId: newId("lsn") } })),
  },
  {
    name: "dry-run-answers-200-without-listener",
    title: "A dry run that passes is answered with 200 and a RequestId only.",
    requirement: "create-listener.dry-run.passes",
    mutate: endsDryRun(() => ({ is: "success", body: {} })),
  },
  {
    name: "dry-run-other-code",
    title: "A dry run that passes is answered with the code DryRunSucceeded.",
    requirement: "create-listener.dry-run.passes",
    mutate: endsDryRun(() => ({ is: "refusal", refusal: { ...DRY_RUN_OPERATION, code: "DryRunSucceeded" } })),
  },
  {
    name: "dry-run-code-in-small-letters",
    title: "A dry run that passes is answered with the code dryRunOperation.",
    requirement: "create-listener.dry-run.passes",
    mutate: endsDryRun(() => ({ is: "refusal", refusal: { ...DRY_RUN_OPERATION, code: "dryRunOperation" } })),
  },
  {
    name: "dry-run-server-error",
    title: "A dry run that passes is answered with a server error.",
    requirement: "create-listener.dry-run.passes",
    mutate: endsDryRun(() => ({ is: "refusal", refusal: refuse(500, "InternalError", "Not implemented.") })),
  },
  {
    name: "dry-run-status-500",
    title: "DryRunOperation comes with HTTP 500.",
    requirement: "create-listener.dry-run.status",
    graded: false,
    mutate: endsDryRun(() => ({ is: "refusal", refusal: { ...DRY_RUN_OPERATION, status: 500 } })),
  },
  {
    name: "dry-run-ignored",
    title: "DryRun is ignored.",
    requirement: "create-listener.dry-run.passes",
    mutate: readsDryRun((text) => (text === "true" ? "false" : undefined)),
  },
  {
    name: "dry-run-creates",
    title: "A dry run says DryRunOperation and creates the listener all the same.",
    requirement: "create-listener.dry-run.creates-nothing",
    mutate: endsDryRun((context, correct) => {
      commit(context);
      return correct;
    }),
  },
  {
    name: "dry-run-takes-place",
    title: "A dry run takes up the place of the load balancer's listener.",
    requirement: "create-listener.dry-run.creates-nothing",
    mutate: takesPlace(),
  },
  {
    name: "dry-run-uses-token-up",
    title: "The real request with the token of a dry run is answered DryRunOperation.",
    requirement: "create-listener.dry-run.leaves-token",
    mutate: (parts, fire) => {
      const remembering = endsDryRun((context, correct) => {
        remember(context, "dry-run");
        return correct;
      })(parts, fire);
      return {
        ...remembering,
        tokens: {
          ...remembering.tokens,
          replay: (use, context) =>
            use.listenerId === "dry-run"
              ? { is: "refusal", refusal: DRY_RUN_OPERATION }
              : remembering.tokens.replay(use, context),
        },
      };
    },
  },
  {
    name: "dry-run-token-names-nothing",
    title: "The real request with the token of a dry run is answered with a listener that was never made.",
    requirement: "create-listener.dry-run.leaves-token",
    mutate: endsDryRun((context, correct) => {
      remember(context, newId("lsn"));
      return correct;
    }),
  },
];

const SKIPS: readonly MutantText[] = [
  {
    name: "dry-run-skips-everything",
    title: "A dry run passes without any check.",
    requirement: "create-listener.dry-run.checks-parameters",
    mutate: (parts, fire) =>
      skips(...[...parts.requestRules, ...parts.stateRules].map(({ name }) => name))(parts, fire),
  },
  {
    name: "dry-run-skips-description",
    title: "A dry run does not check the description.",
    requirement: "create-listener.dry-run.checks-parameters",
    mutate: skips("description-too-short", "description-too-long", "description-characters"),
  },
  {
    name: "dry-run-skips-timeout",
    title: "A dry run does not check the time-out.",
    requirement: "create-listener.dry-run.checks-parameters",
    mutate: skips("tcp-idle-timeout-integer", "tcp-idle-timeout-range"),
  },
  {
    name: "dry-run-skips-tags",
    title: "A dry run does not check the text of tags.",
    requirement: "create-listener.dry-run.checks-parameters",
    mutate: skips("tag-key-length", "tag-key-prefix", "tag-key-url", "tag-value-length", "tag-value-url"),
  },
  {
    name: "dry-run-skips-missing-tag-key",
    title: "A dry run accepts a tag without a key.",
    requirement: "create-listener.dry-run.checks-parameters",
    mutate: skips("tag-key-missing"),
  },
  {
    name: "dry-run-skips-duplicate-tags",
    title: "A dry run accepts the same tag key twice.",
    requirement: "create-listener.dry-run.checks-parameters",
    mutate: skips("tag-key-duplicate"),
  },
  {
    name: "dry-run-skips-token",
    title: "A dry run accepts a token outside ASCII.",
    requirement: "create-listener.dry-run.checks-parameters",
    mutate: skips("client-token-ascii"),
  },
  {
    name: "dry-run-skips-load-balancer-id",
    title: "A dry run needs no load balancer.",
    requirement: "create-listener.dry-run.checks-parameters",
    mutate: skips("load-balancer-id-required", "load-balancer-exists"),
  },
  {
    name: "dry-run-skips-server-group-id",
    title: "A dry run needs no server group.",
    requirement: "create-listener.dry-run.checks-parameters",
    mutate: skips("server-group-id-required", "server-group-exists"),
  },
  {
    name: "dry-run-skips-tag-count",
    title: "A dry run does not count tags.",
    requirement: "create-listener.dry-run.checks-limits",
    mutate: skips("tag-count"),
  },
  {
    name: "dry-run-skips-listener-count",
    title: "A dry run does not see that the load balancer has its listener.",
    requirement: "create-listener.dry-run.checks-limits",
    mutate: skips("listener-count"),
  },
];

const VALUES: readonly MutantText[] = [
  {
    name: "dry-run-false-is-true",
    title: "Any DryRun, also false, makes a dry run.",
    requirement: "create-listener.dry-run.false-creates",
    mutate: readsDryRun((text) => (text === "false" ? "true" : undefined)),
  },
  {
    name: "dry-run-by-default",
    title: "A request without DryRun is a dry run.",
    requirement: "create-listener.dry-run.absent-creates",
    mutate: readsDryRun((text) => (text === undefined ? "true" : undefined)),
  },
  {
    name: "dry-run-malformed-is-false",
    title: "A DryRun that is no boolean is taken for false.",
    requirement: "create-listener.dry-run.malformed",
    mutate: readsDryRun((text) => (text !== undefined && !isBoolean(text) ? "false" : undefined)),
  },
  {
    name: "dry-run-malformed-is-true",
    title: "A DryRun that is no boolean is taken for true.",
    requirement: "create-listener.dry-run.malformed",
    mutate: readsDryRun((text) => (text !== undefined && !isBoolean(text) ? "true" : undefined)),
  },
];

export const dryRunMutants = area("dry-run", [...PASSES, ...SKIPS, ...VALUES]);
