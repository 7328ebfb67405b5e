/** Variants whose answers have more, or other, members than the page shows, and targets with fewer operations. */
import type { JsonObject } from "../../server/answer.js";
import { answerSuccess, everyAnswer, show, withBody, withText } from "../alterations.js";
import type { Change, VariantDescription } from "../fault.js";

const withHeaders = (headers: Readonly<Record<string, string>>): Change =>
  everyAnswer((answer) => ({ ...answer, headers: { ...answer.headers, ...headers } }));

/** Other request ids, the same in body and header. */
function requestIds(change: (id: string) => string): Change {
  return everyAnswer((answer, { requestId }) => ({
    ...withBody(answer, (body) => ({ ...body, RequestId: change(requestId) })),
    headers: { ...answer.headers, "x-acs-request-id": change(requestId) },
  }));
}

/** Shows a listener without a description, or without tags, in another way. */
function showsNone(member: "ListenerDescription" | "Tags", change: (view: JsonObject) => JsonObject): Change {
  return show((view) => {
    const value = view[member];
    const none = value === "" || (Array.isArray(value) && value.length === 0);
    return none ? change(view) : undefined;
  });
}

function without(view: JsonObject, ...members: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(view).filter(([name]) => !members.includes(name)));
}

const EXTRA_ALLOWED = "answers may carry more than the page lists";
const NONE_OPEN = "the page does not say how the lack of it is shown";
const NOT_ON_PAGE = "the page does not mention it";

export const shapeVariants: readonly VariantDescription[] = [
  {
    name: "extra-members",
    title: "Every answer has members and headers that nobody asked for.",
    because: EXTRA_ALLOWED,
    vary: everyAnswer((answer) => ({
      ...withBody(answer, (body) => ({ ...body, JobId: "job-1", Extra: { Nested: [1, null, true] } })),
      headers: { ...answer.headers, "x-acs-trace-id": "0af7651916cd43dd", "access-control-allow-origin": "*" },
    })),
  },
  {
    name: "success-code",
    title: "A success carries the Code 200 and a Message.",
    because: "a success word is no error code to any client",
    vary: answerSuccess((answer) => withBody(answer, (body) => ({ ...body, Code: "200", Message: "successful" }))),
  },
  {
    name: "no-request-id-header",
    title: "Answers have no x-acs-request-id header.",
    because: NOT_ON_PAGE,
    vary: everyAnswer((answer) => {
      const { "x-acs-request-id": _, ...headers } = answer.headers;
      return { ...answer, headers };
    }),
  },
  {
    name: "plain-content-type",
    title: "The content type has no charset.",
    because: NOT_ON_PAGE,
    vary: withHeaders({ "content-type": "application/json" }),
  },
  {
    name: "chunked-answers",
    title: "Answers are sent in chunks.",
    because: "HTTP allows it",
    vary: everyAnswer((answer) => ({ ...answer, chunked: true })),
  },
  {
    name: "closed-connections",
    title: "The connection is closed after every answer.",
    because: "HTTP allows it",
    vary: withHeaders({ connection: "close" }),
  },
  {
    name: "lower-case-request-ids",
    title: "Request ids are spelled in small letters.",
    because: "the page calls it a string",
    vary: requestIds((id) => id.toLowerCase()),
  },
  {
    name: "short-request-ids",
    title: "Request ids are no UUIDs.",
    because: "the page calls it a string",
    vary: requestIds((id) => id.replaceAll("-", "").slice(0, 20)),
  },
  {
    name: "listener-ids-without-prefix",
    title: "Ids of listeners are plain hexadecimal.",
    because: "lsn- stands in examples only",
    vary: (parts, fire) => ({
      ...parts,
      creation: {
        ...parts.creation,
        newListenerId: () => {
          fire();
          return parts.creation.newListenerId().slice("lsn-".length);
        },
      },
    }),
  },
  {
    name: "pretty-json",
    title: "Answers are indented and end with a line break.",
    because: "blanks mean nothing in JSON",
    vary: everyAnswer((answer) =>
      answer.payload.is === "json"
        ? withText(answer, `${JSON.stringify(answer.payload.value, null, 2)}\r\n`)
        : undefined,
    ),
  },
  {
    name: "escaped-json",
    title: "Characters outside ASCII are escaped.",
    because: "JSON allows it",
    vary: everyAnswer((answer) => {
      if (answer.payload.is !== "json") return undefined;
      const text = JSON.stringify(answer.payload.value).replace(/[^\p{ASCII}]/gu, (character) =>
        character
          .split("")
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
          .join(""),
      );
      return withText(answer, text);
    }),
  },
  {
    name: "bare-error-envelope",
    title: "Refusals carry Code, Message and RequestId only.",
    because: "the page shows no more",
    vary: everyAnswer((answer) =>
      answer.status < 400 ? undefined : withBody(answer, (body) => without(body, "HostId", "Recommend")),
    ),
  },
  {
    name: "created-201",
    title: "An accepted request is answered 201.",
    because: "the page promises a 2xx status",
    vary: answerSuccess((answer) => ({ ...answer, status: 201 })),
  },
  {
    name: "accepted-202",
    title: "An accepted request is answered 202.",
    because: "the page promises a 2xx status",
    vary: answerSuccess((answer) => ({ ...answer, status: 202 })),
  },
  {
    name: "tags-absent",
    title: "A listener without tags has no Tags member.",
    because: NONE_OPEN,
    vary: showsNone("Tags", (view) => without(view, "Tags")),
  },
  {
    name: "tags-null",
    title: "The Tags of a listener without tags are null.",
    because: NONE_OPEN,
    vary: showsNone("Tags", (view) => ({ ...view, Tags: null })),
  },
  {
    name: "description-absent",
    title: "A listener without a description has no such member.",
    because: NONE_OPEN,
    vary: showsNone("ListenerDescription", (view) => without(view, "ListenerDescription")),
  },
  {
    name: "description-null",
    title: "The description of a listener without one is null.",
    because: NONE_OPEN,
    vary: showsNone("ListenerDescription", (view) => ({ ...view, ListenerDescription: null })),
  },
  {
    name: "tags-in-other-order",
    title: "Tags are read back in reverse order.",
    because: "the page gives them no order",
    vary: show(({ Tags, ...view }) =>
      Array.isArray(Tags) && Tags.length > 1 ? { ...view, Tags: [...Tags].reverse() } : undefined,
    ),
  },
];
