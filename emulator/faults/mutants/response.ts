/** Mutants of the answer to an accepted request: its members, their types, its status and its headers. */
import type { Answer, Json, JsonObject } from "../../server/answer.js";
import { answerRefusal, answerSuccess, everyAnswer, withBody, withText } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

const changesBody = (change: (body: JsonObject) => JsonObject): Change =>
  answerSuccess((answer) => withBody(answer, change));

/** The same fault for each of the two members of a success. */
function ofMember(member: "ListenerId" | "RequestId", clause: "listener-id" | "request-id"): readonly MutantText[] {
  const requirement = `create-listener.response.${clause}` as const;
  const gives = (value: Json) => changesBody((body) => ({ ...body, [member]: value }));
  return [
    {
      name: `${clause}-missing`,
      title: `The answer has no ${member}.`,
      requirement,
      mutate: changesBody((body) => Object.fromEntries(Object.entries(body).filter(([name]) => name !== member))),
    },
    { name: `${clause}-null`, title: `${member} is null.`, requirement, mutate: gives(null) },
    { name: `${clause}-empty`, title: `${member} is empty.`, requirement, mutate: gives("") },
    { name: `${clause}-number`, title: `${member} is a number.`, requirement, mutate: gives(4711) },
    {
      name: `${clause}-renamed`,
      title: `${member} starts with a small letter.`,
      requirement,
      mutate: changesBody(({ [member]: value, ...rest }) => ({
        ...rest,
        [`${member.charAt(0).toLowerCase()}${member.slice(1)}`]: value,
      })),
    },
    {
      name: `${clause}-nested`,
      title: `${member} is inside a Data object.`,
      requirement,
      mutate: changesBody(({ [member]: value, ...rest }) => ({ ...rest, Data: { [member]: value } })),
    },
    {
      name: `${clause}-in-list`,
      title: `${member} is in a list.`,
      requirement,
      mutate: changesBody((body) => ({ ...body, [member]: [body[member] ?? null] })),
    },
  ];
}

const status = (code: number): Change => answerSuccess((answer) => ({ ...answer, status: code }));
const text = (change: (json: string) => string): Change =>
  answerSuccess((answer) => withText(answer, change(jsonOf(answer))));

function jsonOf({ payload }: Answer): string {
  return payload.is === "json" ? JSON.stringify(payload.value) : payload.text;
}

const SUCCESS: readonly MutantText[] = [
  {
    name: "success-with-500",
    title: "A listener is made and the answer is HTTP 500.",
    requirement: "create-listener.response.status",
    mutate: status(500),
  },
  {
    name: "success-with-400",
    title: "A listener is made and the answer is HTTP 400.",
    requirement: "create-listener.response.status",
    mutate: status(400),
  },
  {
    name: "success-with-302",
    title: "A listener is made and the answer is a redirect.",
    requirement: "create-listener.response.status",
    mutate: answerSuccess((answer) => ({ ...answer, status: 302, headers: { ...answer.headers, location: "/" } })),
  },
  {
    name: "success-not-json",
    title: "The answer is XML.",
    requirement: "create-listener.response.json",
    mutate: text(() => "<CreateListenerResponse><ListenerId>lsn-1</ListenerId></CreateListenerResponse>"),
  },
  {
    name: "success-empty-body",
    title: "The answer has no body.",
    requirement: "create-listener.response.json",
    mutate: text(() => ""),
  },
  {
    name: "success-single-quotes",
    title: "The answer is spelled with single quotes.",
    requirement: "create-listener.response.json",
    mutate: text((json) => json.replaceAll('"', "'")),
  },
  {
    name: "success-cut",
    title: "The last byte of the answer is missing.",
    requirement: "create-listener.response.json",
    mutate: text((json) => json.slice(0, -1)),
  },
  {
    name: "success-in-list",
    title: "The answer is a list with one object.",
    requirement: "create-listener.response.json",
    mutate: text((json) => `[${json}]`),
  },
  {
    name: "success-json-in-text",
    title: "The answer is a JSON text that holds JSON.",
    requirement: "create-listener.response.json",
    mutate: text((json) => JSON.stringify(json)),
  },
  {
    name: "listener-id-constant",
    title: "Every listener has the same id.",
    requirement: "create-listener.response.listener-id-unique",
    mutate: (parts, fire) => ({
      ...parts,
      creation: {
        ...parts.creation,
        newListenerId: () => {
          fire();
          return "lsn-0000000000000000";
        },
      },
    }),
  },
  {
    name: "listener-id-repeats",
    title: "The ids of listeners repeat after every fourth.",
    requirement: "create-listener.response.listener-id-unique",
    mutate: (parts, fire) => {
      let made = 0;
      const newListenerId = () => {
        made += 1;
        fire();
        return `lsn-000000000000000${made % 4}`;
      };
      return { ...parts, creation: { ...parts.creation, newListenerId } };
    },
  },
  {
    name: "listener-id-used-again",
    title: "The ids of listeners are used again after fifty others.",
    requirement: "create-listener.response.listener-id-unique",
    mutate: (parts, fire) => {
      const made: string[] = [];
      const newListenerId = () => {
        const again = made.length < 50 ? undefined : made.shift();
        if (again !== undefined) fire();
        made.push(again ?? parts.creation.newListenerId());
        return made.at(-1) ?? "";
      };
      return { ...parts, creation: { ...parts.creation, newListenerId } };
    },
  },
  {
    name: "request-id-constant",
    title: "Every success has the same RequestId.",
    requirement: "create-listener.response.request-id-distinct",
    mutate: changesBody((body) => ({ ...body, RequestId: "A045E652-D298-5E70-A978-7247135336FB" })),
  },
  {
    name: "request-id-of-everything-constant",
    title: "Every answer of the operation, accepted or refused, has the same RequestId.",
    requirement: "create-listener.response.request-id-distinct",
    mutate: everyAnswer((answer, { action }) =>
      action === "CreateListener"
        ? withBody(answer, (body) => ({ ...body, RequestId: "A045E652-D298-5E70-A978-7247135336FB" }))
        : undefined,
    ),
  },
  {
    name: "request-id-of-refusals-constant",
    title: "Every refusal has the same RequestId.",
    requirement: "create-listener.response.request-id-distinct",
    mutate: answerRefusal(
      () => true,
      (answer) => withBody(answer, (body) => ({ ...body, RequestId: "A045E652-D298-5E70-A978-7247135336FB" })),
    ),
  },
  {
    name: "request-id-from-clock",
    title: "Requests of the same half second have the same RequestId.",
    requirement: "create-listener.response.request-id-distinct",
    mutate: answerSuccess((answer, { now }) =>
      withBody(answer, (body) => ({ ...body, RequestId: `A045E652-${Math.floor(now / 500)}` })),
    ),
  },
  {
    name: "request-id-header-differs",
    title: "The header x-acs-request-id is another request's.",
    requirement: "create-listener.response.request-id-header",
    graded: false,
    mutate: answerSuccess((answer) => ({
      ...answer,
      headers: { ...answer.headers, "x-acs-request-id": "00000000-0000-0000-0000-000000000000" },
    })),
  },
  {
    name: "content-type-html",
    title: "The content type of answers is text/html.",
    requirement: "create-listener.response.content-type",
    graded: false,
    mutate: answerSuccess((answer) => ({ ...answer, headers: { ...answer.headers, "content-type": "text/html" } })),
  },
  {
    name: "success-with-code",
    title: "A success carries a Code that is no success word.",
    requirement: "create-listener.response.no-error-members",
    graded: false,
    mutate: changesBody((body) => ({ ...body, Code: "Accepted", Message: "The listener is being created." })),
  },
];

export const responseMutants = area("response", [
  ...SUCCESS,
  ...ofMember("ListenerId", "listener-id"),
  ...ofMember("RequestId", "request-id"),
]);
