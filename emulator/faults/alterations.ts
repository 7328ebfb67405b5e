/** The verbs that mutants and variants are written in: each makes a change of one replaceable part. */

import type { Answer, JsonObject } from "../server/answer.js";
import type { CreateListenerRequest } from "../server/listener/request.js";
import type {
  Call,
  CallHead,
  CreateContext,
  EmulatorParts,
  Operation,
  Presenter,
  Reply,
  Rule,
} from "../server/parts.js";
import type { Refusal } from "../server/refusal.js";
import type { Listener, ListenerAttributes } from "../server/world.js";
import type { Change, Fire } from "./fault.js";

/** Picks requests out. */
type RequestTest = (request: CreateListenerRequest, context: CreateContext) => boolean;

type Check = Rule["check"];

/**
 * Changes the check of one rule of CreateListener, wherever it stands.
 * @throws Error when there is no such rule
 */
function changeRule(parts: EmulatorParts, name: string, change: (check: Check) => Check): EmulatorParts {
  if (![...parts.requestRules, ...parts.stateRules].some((rule) => rule.name === name)) {
    throw new Error(`there is no rule "${name}"`);
  }
  const changed = (rules: readonly Rule[]) =>
    rules.map((rule) => (rule.name === name ? { name, check: change(rule.check) } : rule));
  return { ...parts, requestRules: changed(parts.requestRules), stateRules: changed(parts.stateRules) };
}

/**
 * A rule that lets requests through that it ought to refuse.
 * @param when which of them; all when absent
 */
export function spare(name: string, when: RequestTest = () => true): Change {
  return (parts, fire) =>
    changeRule(parts, name, (check) => (context) => {
      const refusal = check(context);
      if (refusal === undefined || !when(context.request, context)) return refusal;
      fire();
      return undefined;
    });
}

/** A rule that also refuses requests that it ought to let through. */
export function alsoRefuse(name: string, refusal: Refusal, when: RequestTest): Change {
  return (parts, fire) =>
    changeRule(parts, name, (check) => (context) => {
      const correct = check(context);
      if (correct !== undefined || !when(context.request, context)) return correct;
      fire();
      return refusal;
    });
}

/** Several changes one after the other. */
export function all(...changes: readonly Change[]): Change {
  return (parts, fire) => changes.reduce((changed, change) => change(changed, fire), parts);
}

/**
 * A request that is read differently.
 * @param change from what was sent to what is understood; undefined leaves it
 */
export function misread(change: (request: CreateListenerRequest) => CreateListenerRequest | undefined): Change {
  return (parts, fire) => ({
    ...parts,
    readRequest: (parameters) => {
      const request = parts.readRequest(parameters);
      const changed = change(request);
      if (changed === undefined) return request;
      fire();
      return changed;
    },
  });
}

/**
 * A listener that is kept with other attributes than asked for.
 * @param change from correct to kept attributes; undefined leaves them
 */
export function keep(
  change: (attributes: ListenerAttributes, request: CreateListenerRequest) => Partial<ListenerAttributes> | undefined,
): Change {
  return (parts, fire) => ({
    ...parts,
    creation: {
      ...parts.creation,
      attributesOf: (request) => {
        const attributes = parts.creation.attributesOf(request);
        const difference = change(attributes, request);
        if (difference === undefined) return attributes;
        fire();
        return { ...attributes, ...difference };
      },
    },
  });
}

/** Errors of CreateListener that are answered differently. */
export function answerRefusal(
  when: (code: string) => boolean,
  change: (answer: Answer, refusal: Refusal, head: CallHead) => Answer,
): Change {
  return changePresenter((presenter, fire) => ({
    refusal: (refusal, head) => {
      const answer = presenter.refusal(refusal, head);
      if (head.action !== "CreateListener" || !when(refusal.code)) return answer;
      fire();
      return change(answer, refusal, head);
    },
  }));
}

/** Successes of CreateListener that are answered differently. */
export function answerSuccess(change: (answer: Answer, head: CallHead) => Answer): Change {
  return changePresenter((presenter, fire) => ({
    success: (body, head) => {
      const answer = presenter.success(body, head);
      if (head.action !== "CreateListener") return answer;
      fire();
      return change(answer, head);
    },
  }));
}

/** What a view of a listener is changed to; undefined leaves it. */
type ViewChange = (view: JsonObject, listener: Listener, call: Call) => JsonObject | undefined;

/** A listener that is shown differently. */
export function show(change: ViewChange, where: "read" | "list" | "both" = "both"): Change {
  return changePresenter((presenter, fire) => {
    const changed = (view: JsonObject, listener: Listener, call: Call) => {
      const other = change(view, listener, call);
      if (other === undefined) return view;
      fire();
      return other;
    };
    return {
      listener: (listener, call) => {
        const view = presenter.listener(listener, call);
        return where === "list" ? view : changed(view, listener, call);
      },
      listedListener: (listener, call) => {
        const view = presenter.listedListener(listener, call);
        return where === "read" ? view : changed(view, listener, call);
      },
    };
  });
}

function changePresenter(change: (presenter: Presenter, fire: Fire) => Partial<Presenter>): Change {
  return (parts, fire) => ({ ...parts, presenter: { ...parts.presenter, ...change(parts.presenter, fire) } });
}

/** Changes the body of an answer that is a JSON object. */
export function withBody(answer: Answer, change: (body: JsonObject) => JsonObject): Answer {
  const { payload } = answer;
  if (payload.is !== "json" || !isObject(payload.value)) return answer;
  return { ...answer, payload: { is: "json", value: change(payload.value) } };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An answer with a text that is not JSON, or not well formed. */
export function withText(answer: Answer, text: string): Answer {
  return { ...answer, payload: { is: "text", text } };
}

/**
 * An operation that does something else.
 * @throws Error when there is no such operation
 */
export function replaceOperation(action: string, change: (operation: Operation, fire: Fire) => Operation): Change {
  return (parts, fire) => {
    const operation = parts.operations.get(action);
    if (operation === undefined) throw new Error(`there is no operation "${action}"`);
    return { ...parts, operations: new Map([...parts.operations, [action, change(operation, fire)]]) };
  };
}

/**
 * What else happens when CreateListener refuses a request.
 * @param effect does it; says whether it did anything
 */
export function onRefusal(effect: (context: CreateContext, refusal: Refusal) => boolean): Change {
  return (parts, fire) => ({
    ...parts,
    creation: {
      ...parts.creation,
      refused: (refusal, context): Reply => {
        if (effect(context, refusal)) fire();
        return parts.creation.refused(refusal, context);
      },
    },
  });
}

/** A change that hangs on which tokens came with a request that was refused. */
export function withRefusedTokens(change: (refused: ReadonlySet<string>) => Change): Change {
  return (parts, fire) => {
    const refused = new Set<string>();
    const noting = onRefusal(({ request }) => {
      if (request.clientToken !== undefined) refused.add(request.clientToken);
      return false;
    })(parts, fire);
    return change(refused)(noting, fire);
  };
}

/**
 * Every answer of every operation, changed last of all.
 * @param change from the correct answer to another; undefined leaves it
 */
export function everyAnswer(change: (answer: Answer, head: CallHead) => Answer | undefined): Change {
  return (parts, fire) => ({
    ...parts,
    finish: (answer, head) => {
      const correct = parts.finish(answer, head);
      const other = change(correct, head);
      if (other === undefined) return correct;
      fire();
      return other;
    },
  });
}

/**
 * Another reason to refuse a request, looked at before the rule it is put in front of.
 * @param before name of that rule
 * @throws Error when there is no rule of that name
 */
export function insertRule(before: string, rule: Rule): Change {
  return (parts, fire) => {
    const firing: Rule = {
      name: rule.name,
      check: (context) => {
        const refusal = rule.check(context);
        if (refusal !== undefined) fire();
        return refusal;
      },
    };
    const insert = (rules: readonly Rule[]) =>
      rules.flatMap((other) => (other.name === before ? [firing, other] : [other]));
    return { ...parts, requestRules: insert(parts.requestRules), stateRules: insert(parts.stateRules) };
  };
}

/** The rules of CreateListener in another order. */
export function changeOrder(change: (rules: readonly Rule[]) => readonly Rule[]): Change {
  return (parts, fire) => {
    const correctOrder = [...parts.requestRules, ...parts.stateRules];
    const noting = onRefusal((context, refusal) => {
      const correct = correctOrder.map((rule) => rule.check(context)).find((other) => other !== undefined);
      return correct?.code !== refusal.code;
    })(parts, fire);
    return { ...noting, requestRules: change(parts.requestRules), stateRules: change(parts.stateRules) };
  };
}
