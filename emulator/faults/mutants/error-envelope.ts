/** Mutants that refuse the right requests in the wrong form. */
import type { Json } from "../../server/answer.js";
import { answerRefusal, withBody, withText } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

const everyRefusal = (change: Parameters<typeof answerRefusal>[1]): Change =>
  answerRefusal((code) => code !== "DryRunOperation", change);
const without = (member: string): Change =>
  everyRefusal((answer) =>
    withBody(answer, (body) => Object.fromEntries(Object.entries(body).filter(([name]) => name !== member))),
  );
const giving = (member: string, value: Json): Change =>
  everyRefusal((answer) => withBody(answer, (body) => ({ ...body, [member]: value })));
const saying = (text: string): Change => everyRefusal((answer) => withText(answer, text));

/** Faults of the envelope, in every refusal or in those without a documented code. */
const ENVELOPE: readonly MutantText[] = [
  {
    name: "error-code-missing",
    title: "Refusals have no Code.",
    requirement: "create-listener.error.envelope",
    mutate: without("Code"),
  },
  {
    name: "error-code-empty",
    title: "The Code of refusals is empty.",
    requirement: "create-listener.error.envelope",
    mutate: giving("Code", ""),
  },
  {
    name: "error-code-number",
    title: "The Code of refusals is a number.",
    requirement: "create-listener.error.envelope",
    mutate: giving("Code", 400),
  },
  {
    name: "error-code-empty-where-undocumented",
    title: "The Code is empty where the page names none.",
    requirement: "create-listener.error.envelope",
    mutate: answerRefusal(
      (code) => /^(Missing[A-Z][a-z]+(?!Param)|IllegalParam\.(?!Tag))/.test(code) && !code.startsWith("MissingParam"),
      (answer) => withBody(answer, (body) => ({ ...body, Code: "" })),
    ),
  },
  {
    name: "error-message-missing",
    title: "Refusals have no Message.",
    requirement: "create-listener.error.envelope",
    mutate: without("Message"),
  },
  {
    name: "error-message-empty",
    title: "The Message of refusals is empty.",
    requirement: "create-listener.error.envelope",
    mutate: giving("Message", ""),
  },
  {
    name: "error-message-object",
    title: "The Message of refusals is an object.",
    requirement: "create-listener.error.envelope",
    mutate: giving("Message", { en: "refused" }),
  },
  {
    name: "error-message-other-words",
    title: "Documented errors come with other words than the page gives.",
    requirement: "create-listener.error.message",
    graded: false,
    mutate: giving("Message", "Sorry."),
  },
  {
    name: "error-request-id-missing",
    title: "Refusals have no RequestId.",
    requirement: "create-listener.error.request-id",
    mutate: without("RequestId"),
  },
  {
    name: "error-request-id-empty",
    title: "The RequestId of refusals is empty.",
    requirement: "create-listener.error.request-id",
    mutate: giving("RequestId", ""),
  },
  {
    name: "error-request-id-null",
    title: "The RequestId of refusals is null.",
    requirement: "create-listener.error.request-id",
    mutate: giving("RequestId", null),
  },
  {
    name: "error-nested",
    title: "Refusals are inside an Error object.",
    requirement: "create-listener.error.envelope",
    mutate: everyRefusal((answer) => withBody(answer, (body) => ({ Error: body, RequestId: body.RequestId }))),
  },
  {
    name: "error-members-in-small-letters",
    title: "The members of refusals start with small letters.",
    requirement: "create-listener.error.envelope",
    mutate: everyRefusal((answer) =>
      withBody(answer, (body) =>
        Object.fromEntries(
          Object.entries(body).map(([name, value]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value]),
        ),
      ),
    ),
  },
  {
    name: "error-as-text",
    title: "Refusals are plain text.",
    requirement: "create-listener.error.envelope",
    mutate: saying("Bad Request"),
  },
  {
    name: "error-as-html",
    title: "Refusals are a web page.",
    requirement: "create-listener.error.envelope",
    mutate: saying("<html><body>400</body></html>"),
  },
  {
    name: "error-without-body",
    title: "Refusals have no body.",
    requirement: "create-listener.error.envelope",
    mutate: saying(""),
  },
  {
    name: "error-all-200",
    title: "Every refusal comes with HTTP 200.",
    requirement: "create-listener.error.status",
    mutate: everyRefusal((answer) => ({ ...answer, status: 200 })),
  },
  {
    name: "error-all-500",
    title: "Every refusal comes with HTTP 500.",
    requirement: "create-listener.error.status",
    mutate: everyRefusal((answer) => ({ ...answer, status: 500 })),
  },
  {
    name: "error-all-302",
    title: "Every refusal is a redirect.",
    requirement: "create-listener.error.status",
    mutate: everyRefusal((answer) => ({ ...answer, status: 302, headers: { ...answer.headers, location: "/error" } })),
  },
  {
    name: "error-undocumented-200",
    title: "Refusals without a documented code come with HTTP 200.",
    requirement: "create-listener.error.status",
    mutate: answerRefusal(
      (code) => code === "IllegalParam.ListenerDescription" || code === "IllegalParam.TcpIdleTimeout",
      (answer) => ({ ...answer, status: 200 }),
    ),
  },
];

export const errorEnvelopeMutants = area("error-envelope", ENVELOPE);
