/** The verbs that faults and differences of the client are written in, as far as they are about answers and errors; see alterations.ts for the others. */
import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../../contract/answer.js";
import type { Change } from "./change.js";
import { ServiceError, type ServiceErrorDetails } from "./errors.js";
import { firing, instead } from "./firing.js";
import type { Draft, HttpAnswer } from "./parts.js";
import type { CreatedListener, ListenerAttributes } from "./requests.js";

/** Answers as they come from the wire, changed. */
export function answered(change: (answer: HttpAnswer) => HttpAnswer): Change {
  return (parts, fire) => ({
    ...parts,
    transport: async (message, settings) => {
      const correct = await parts.transport(message, settings);
      return instead(correct, change(correct), fire);
    },
  });
}

/** Another text of an answer. */
export function read(change: (text: string, answer: HttpAnswer) => string): Change {
  return (parts, fire) => ({
    ...parts,
    reading: {
      ...parts.reading,
      textOf: (answer) => {
        const correct = parts.reading.textOf(answer);
        return instead(correct, change(correct, answer), fire);
      },
    },
  });
}

/**
 * Another reading of the text of an answer. It may throw, which fires as well; text that is no JSON is not asked about.
 * @param parse the whole text; `correct` is what stands in it
 */
export function parse(parse: (text: string, correct: unknown) => unknown): Change {
  return (parts, fire) => ({
    ...parts,
    reading: {
      ...parts.reading,
      parse: (text) => {
        const correct = parts.reading.parse(text);
        return firing(() => instead(correct, parse(text, correct), fire), fire);
      },
    },
  });
}

/**
 * Answers that are taken for a success although they are none.
 * @param bodyOf the body to go on with; `undefined` for those that are judged as is correct
 */
export function takeForSuccess(bodyOf: (answer: HttpAnswer, text: string) => JsonObject | undefined): Change {
  return (parts, fire) => ({
    ...parts,
    successOf: (answer, reading) => {
      const body = bodyOf(answer, reading.textOf(answer));
      if (body === undefined) return parts.successOf(answer, reading);
      fire();
      return body;
    },
    created: (body, draft) => {
      const { ListenerId, RequestId } = body;
      return typeof ListenerId === "string"
        ? parts.created(body, draft)
        : typeof RequestId === "string"
          ? { RequestId }
          : {};
    },
  });
}

/** Another result of a creation. It may throw. */
export function give(change: (result: CreatedListener, body: JsonObject, draft: Draft) => CreatedListener): Change {
  return (parts, fire) => ({
    ...parts,
    created: (body, draft) => {
      const correct = parts.created(body, draft);
      return firing(() => instead(correct, change(correct, body, draft), fire), fire);
    },
  });
}

/** Other attributes of a listener. It may throw. */
export function show(
  change: (result: ListenerAttributes, body: JsonObject, draft: Draft) => ListenerAttributes,
): Change {
  return (parts, fire) => ({
    ...parts,
    attributes: (body, draft) => {
      const correct = parts.attributes(body, draft);
      return firing(() => instead(correct, change(correct, body, draft), fire), fire);
    },
  });
}

/** Other types or members of a result, as the caller gets it. */
export function write(change: (result: Readonly<Record<string, unknown>>) => object): Change {
  return (parts, fire) => ({
    ...parts,
    adapter: {
      ...parts.adapter,
      written: (result) => {
        const correct = parts.adapter.written(result);
        return instead(correct, change({ ...correct }), fire);
      },
    },
  });
}

/** Another error in place of the one that a call ends with. */
export function report(change: (error: unknown, draft: Draft) => unknown): Change {
  return (parts, fire) => ({
    ...parts,
    reported: (error, draft) => {
      const correct = parts.reported(error, draft);
      const other = change(correct, draft);
      if (other !== correct) fire();
      return other;
    },
  });
}

/** Other details of an error of the service; `undefined` leaves them. */
export function detail(
  change: (details: ServiceErrorDetails, draft: Draft) => ServiceErrorDetails | undefined,
): Change {
  return report((error, draft) => {
    const details = error instanceof ServiceError ? change(error.details, draft) : undefined;
    return details === undefined || !(error instanceof ServiceError) || isDeepStrictEqual(details, error.details)
      ? error
      : new ServiceError(details);
  });
}
