/** From an answer on the wire to what a caller gets, or to the error that the caller gets in place of it. */
import { isJsonObject, type JsonObject } from "../../contract/answer.js";
import { ServiceError, UnreadableAnswerError } from "./errors.js";
import type { HttpAnswer, Reading } from "./parts.js";
import type { CreatedListener, ListenerAttributes, ListenerTag } from "./requests.js";

/**
 * The text of an answer, its chunks put together before they are decoded.
 * @param answer whole
 */
export function textOf({ chunks }: HttpAnswer): string {
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/**
 * The body of a success: status 2xx, a JSON object, and no error code in it.
 * @param answer whole
 * @param reading how text and JSON are read
 * @throws ServiceError for an error of the service, UnreadableAnswerError for a success whose body says nothing
 */
export function successOf(answer: HttpAnswer, { textOf, parse }: Reading): JsonObject {
  const body = objectIn(textOf(answer), parse);
  const isSuccess = answer.status >= 200 && answer.status < 300;
  if (isSuccess && body !== undefined && textIn(body, "Code") === undefined) return body;
  if (isSuccess && body === undefined)
    throw new UnreadableAnswerError("the service answered with what is no JSON object");
  throw serviceError(answer.status, body);
}

function objectIn(text: string, parse: (text: string) => unknown): JsonObject | undefined {
  try {
    const value = parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function serviceError(status: number, body: JsonObject | undefined): ServiceError {
  const code = body === undefined ? undefined : textIn(body, "Code");
  const requestId = body === undefined ? undefined : textIn(body, "RequestId");
  const message =
    (body === undefined ? undefined : textIn(body, "Message")) ?? `the service answered with status ${status}`;
  return new ServiceError({
    message,
    status,
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/**
 * What CreateListener made.
 * @param body of a success
 * @throws UnreadableAnswerError when it names no listener
 */
export function created(body: JsonObject): CreatedListener {
  const ListenerId = textIn(body, "ListenerId");
  if (ListenerId === undefined)
    throw new UnreadableAnswerError("the service answered with success and named no listener");
  return { ListenerId, ...texts(body, ["RequestId"]) };
}

/**
 * What GetListenerAttribute tells of a listener. Members it does not know are left out, states are passed on as they are.
 * @param body of a success
 */
export function attributes(body: JsonObject): ListenerAttributes {
  const { TcpIdleTimeout, Tags } = body;
  return {
    ...texts(body, [
      "ListenerId",
      "ListenerStatus",
      "ListenerDescription",
      "LoadBalancerId",
      "ServerGroupId",
      "RequestId",
    ]),
    ...(typeof TcpIdleTimeout === "number" ? { TcpIdleTimeout } : {}),
    ...(Array.isArray(Tags) ? { Tags: Tags.filter(isJsonObject).map(tagOf) } : {}),
  };
}

function tagOf(tag: JsonObject): ListenerTag {
  return texts(tag, ["Key", "Value"]);
}

function texts<Name extends string>(body: JsonObject, names: readonly Name[]): { [Member in Name]?: string } {
  const found: { [Member in Name]?: string } = {};
  for (const name of names) {
    const value = textIn(body, name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/**
 * A text in a body; `undefined` for anything else.
 * @param name of the member
 */
export function textIn(body: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
