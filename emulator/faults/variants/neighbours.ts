/** Differences of the operations beside CreateListener: the page promises nothing of them. */
import type { Answer, JsonObject } from "../../server/answer.js";
import { all, everyAnswer, replaceOperation, withBody, withText } from "../alterations.js";
import type { Change, VariantDescription } from "../fault.js";

/** An operation that this target does not have. */
function lacks(action: string): Change {
  return replaceOperation(action, (_, fire) => () => {
    fire();
    const message = "Specified api is not found, please check your url and method.";
    return { is: "refusal", refusal: { status: 404, code: "InvalidAction.NotFound", message } };
  });
}

/** Operations that the page names, or that it is about. */
const OF_THE_PAGE: ReadonlySet<string> = new Set(["CreateListener", "GetListenerAttribute"]);

const lacksAllOthers: Change = (parts, fire) =>
  all(...[...parts.operations.keys()].filter((action) => !OF_THE_PAGE.has(action)).map(lacks))(parts, fire);

const ignoresFilters: Change = replaceOperation("ListListeners", (operation, fire) => (call) => {
  const parameters = new Map(
    [...call.parameters].filter(([name]) => !/^(LoadBalancerIds|ListenerIds|Tag)\./.test(name)),
  );
  if (parameters.size < call.parameters.size) fire();
  return operation({ ...call, parameters });
});

/** ListListeners with some parameters of the caller left out or replaced. */
const listsWith = (change: (parameters: Map<string, string>) => void): Change =>
  replaceOperation("ListListeners", (operation, fire) => (call) => {
    const parameters = new Map(call.parameters);
    change(parameters);
    fire();
    return operation({ ...call, parameters });
  });

/** Other words about pages in the answers of ListListeners. */
const saysOfPages = (change: (body: JsonObject) => JsonObject): Change =>
  everyAnswer((answer, { action }) =>
    action === "ListListeners" && answer.status < 300 ? withBody(answer, change) : undefined,
  );

/** Operations that change something, whose answer says no more than that it was done. */
const CHANGES: ReadonlySet<string> = new Set([
  "DeleteListener",
  "UpdateListenerAttribute",
  "DeleteLoadBalancer",
  "DeleteServerGroup",
  "TagResources",
  "UntagResources",
]);

/** Another way to say that a change was made. */
const saysDone = (change: (answer: Answer) => Answer): Change =>
  everyAnswer((answer, { action }) => (CHANGES.has(action) && answer.status < 300 ? change(answer) : undefined));

/** Another way for all operations but CreateListener to refuse. */
const refusesOthers = (change: (answer: Answer) => Answer): Change =>
  everyAnswer((answer, { action }) =>
    action !== "CreateListener" && answer.status >= 400 ? change(answer) : undefined,
  );

const ANOTHER = "it is another operation";

/** Differences in operations that are not judged. */
export const neighbourVariants: readonly VariantDescription[] = [
  {
    name: "lists-ignore-filters",
    title: "ListListeners gives all listeners whatever is asked for.",
    because: ANOTHER,
    vary: ignoresFilters,
  },
  {
    name: "lists-give-the-same-token-again",
    title: "ListListeners gives a NextToken with each page, always the same, and begins from the front with it.",
    because: ANOTHER,
    vary: all(
      listsWith((parameters) => parameters.delete("NextToken")),
      saysOfPages((body) => ({ ...body, NextToken: "bmV4dA==" })),
    ),
  },
  {
    name: "lists-in-small-pages",
    title: "ListListeners ignores filters and MaxResults, and gives four listeners at a time.",
    because: ANOTHER,
    vary: all(
      ignoresFilters,
      listsWith((parameters) => parameters.set("MaxResults", "4")),
    ),
  },
  {
    name: "lists-count-wrongly",
    title: "ListListeners says that there are ninety-nine listeners, however many there are.",
    because: ANOTHER,
    vary: saysOfPages((body) => ({ ...body, TotalCount: 99 })),
  },
  {
    name: "lists-without-pages",
    title: "ListListeners gives neither NextToken nor TotalCount, and ignores filters.",
    because: ANOTHER,
    vary: all(
      ignoresFilters,
      saysOfPages(({ NextToken: _, TotalCount: __, MaxResults: ___, ...body }) => body),
    ),
  },
  {
    name: "no-list-listeners",
    title: "There is no ListListeners.",
    because: ANOTHER,
    vary: lacks("ListListeners"),
  },
  {
    name: "no-get-load-balancer-attribute",
    title: "There is no GetLoadBalancerAttribute.",
    because: ANOTHER,
    vary: lacks("GetLoadBalancerAttribute"),
  },
  {
    name: "no-delete-listener",
    title: "There is no DeleteListener.",
    because: ANOTHER,
    vary: lacks("DeleteListener"),
  },
  {
    name: "two-operations-only",
    title: "There is CreateListener and GetListenerAttribute, and nothing else.",
    because: "the page names no other operation",
    vary: lacksAllOthers,
  },
  {
    name: "deletion-answered-204",
    title: "Changes by other operations are answered 204, without a body.",
    because: ANOTHER,
    vary: saysDone((answer) => ({ ...withText(answer, ""), status: 204 })),
  },
  {
    name: "deletion-answered-in-words",
    title: "Changes by other operations are answered with a word that is no JSON.",
    because: ANOTHER,
    vary: saysDone((answer) => ({
      ...withText(answer, "OK"),
      headers: { ...answer.headers, "content-type": "text/plain" },
    })),
  },
  {
    name: "deletion-answered-with-a-list",
    title: "Changes by other operations are answered with JSON of another shape.",
    because: ANOTHER,
    vary: saysDone((answer) => withText(answer, '[{"deleted":true}]')),
  },
  {
    name: "neighbours-without-request-id",
    title: "Only answers of CreateListener carry a RequestId.",
    because: ANOTHER,
    vary: everyAnswer((answer, { action }) =>
      action === "CreateListener" ? undefined : withBody(answer, ({ RequestId: _, ...body }) => body),
    ),
  },
  {
    name: "neighbours-refuse-in-words",
    title: "Refusals by other operations are a page of text.",
    because: ANOTHER,
    vary: refusesOthers((answer) => ({
      ...withText(answer, "<html><body>not here</body></html>"),
      headers: { ...answer.headers, "content-type": "text/html" },
    })),
  },
  {
    name: "neighbours-refuse-without-body",
    title: "Refusals by other operations have no body.",
    because: ANOTHER,
    vary: refusesOthers((answer) => withText(answer, "")),
  },
  {
    name: "lists-of-another-shape",
    title: "ListListeners gives its list under another name.",
    because: ANOTHER,
    vary: everyAnswer((answer, { action }) =>
      action === "ListListeners"
        ? withBody(answer, ({ Listeners, ...body }) => ({ ...body, Items: Listeners ?? [] }))
        : undefined,
    ),
  },
  {
    name: "deletion-answers-500",
    title: "DeleteListener answers HTTP 500 and removes nothing.",
    because: ANOTHER,
    vary: replaceOperation("DeleteListener", (_, fire) => () => {
      fire();
      return { is: "refusal", refusal: { status: 500, code: "InternalError", message: "Something went wrong." } };
    }),
  },
];
