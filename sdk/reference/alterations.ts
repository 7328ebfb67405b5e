/** The verbs that faults and differences of the client are written in: each changes one replaceable part, and fires where that makes a difference. */
import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../../contract/answer.js";
import type { Change, Fire } from "./change.js";
import { ServiceError, type ServiceErrorDetails, UnsupportedError } from "./errors.js";
import type { AttemptMade, ClientParts, Draft, Event, HttpAnswer, Message, Pair, WaiterParts } from "./parts.js";
import type { ClientSettings, CreatedListener, CreateListenerRequest, ListenerAttributes } from "./requests.js";
import { signedV3 } from "./signing.js";

/**
 * Several changes one after the other.
 * @param changes in their order
 */
export function all(...changes: readonly Change[]): Change {
  return (parts, fire) => changes.reduce((changed, change) => change(changed, fire), parts);
}

/** What was made in place of what is correct; fires where the two differ. */
function instead<Value>(correct: Value, other: Value, fire: Fire): Value {
  if (!isDeepStrictEqual(correct, other)) fire();
  return other;
}

/** Other parameters of a creation. */
export function send(change: (pairs: readonly Pair[], request: CreateListenerRequest) => readonly Pair[]): Change {
  return (parts, fire) => ({
    ...parts,
    parametersOf: (request) => {
      const correct = parts.parametersOf(request);
      return instead(correct, change(correct, request), fire);
    },
  });
}

/** Other values of the parameters of a creation. */
export function sendValues(change: (value: string, name: string) => string): Change {
  return send((pairs) => pairs.map(([name, value]) => [name, change(value, name)]));
}

/** Another name for one parameter. */
export function rename(name: string, other: string): Change {
  return send((pairs) => pairs.map(([one, value]) => [one === name ? other : one, value]));
}

/** Parameters that are not sent. */
export function drop(when: (name: string, value: string) => boolean): Change {
  return send((pairs) => pairs.filter(([name, value]) => !when(name, value)));
}

/** Requests that the client cannot express. */
export function cannotSay(what: (request: CreateListenerRequest) => unknown, why: string): Change {
  return (parts, fire) => ({
    ...parts,
    refusalOf: (request) => {
      if (what(request) === undefined) return parts.refusalOf(request);
      fire();
      throw new UnsupportedError(why);
    },
  });
}

/** Another spelling of forms and queries. */
export function spell(change: (spelled: string, pairs: readonly Pair[]) => string): Change {
  return (parts, fire) => ({
    ...parts,
    spelling: (pairs) => {
      const correct = parts.spelling(pairs);
      return instead(correct, change(correct, pairs), fire);
    },
  });
}

/** Another message than the correct one, changed after it was signed. */
export function onWire(change: (message: Message, draft: Draft) => Message): Change {
  return (parts, fire) => ({
    ...parts,
    compose: (draft, spelling) => {
      const correct = parts.compose(draft, spelling);
      return instead(correct, change(correct, draft), fire);
    },
  });
}

/**
 * Another message by version 3, changed before it is signed.
 * @param change of the message without its signature
 * @param hashed text whose hash is signed; absent: the body
 */
export function beforeSigning(
  change: (message: Message, draft: Draft) => Message,
  hashed: (body: string) => string = (body) => body,
): Change {
  return onWire((message, draft) => {
    const headers = message.headers.filter(([name]) => name !== "Authorization");
    const changed = change({ ...message, headers }, draft);
    return signedV3(draft, changed, hashed(changed.body));
  });
}

/** Another value of one header, before the request is signed; `undefined` takes it out. */
export function header(name: string, value: (correct: string, draft: Draft) => string | undefined): Change {
  return beforeSigning((message, draft) => ({
    ...message,
    headers: message.headers.flatMap((one) => {
      if (one[0] !== name) return [one];
      const other = value(one[1], draft);
      return other === undefined ? [] : [[name, other] as const];
    }),
  }));
}

/** Another header besides, signed with the others where it begins with `x-acs-`. */
export function addHeader(name: string, value: (draft: Draft) => string): Change {
  return beforeSigning((message, draft) => ({ ...message, headers: [...message.headers, [name, value(draft)]] }));
}

/** Another nonce. */
export function nonce(make: (settings: ClientSettings) => string): Change {
  return (parts, fire) => ({
    ...parts,
    nonce: (settings) => {
      fire();
      return make(settings);
    },
  });
}

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

function firing<Value>(make: () => Value, fire: Fire): Value {
  try {
    return make();
  } catch (error) {
    fire();
    throw error;
  }
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

/** Other attempts. */
export function attempt(change: (made: AttemptMade, correct: number | undefined) => number | undefined): Change {
  return (parts, fire) => ({
    ...parts,
    pauseBefore: (made) => {
      const correct = parts.pauseBefore(made);
      return instead(correct, change(made, correct), fire);
    },
  });
}

/** Other parameters, nonce or date when a request is sent again. */
export function sendAgain(change: (next: Draft, last: Draft) => Draft): Change {
  return (parts, fire) => ({
    ...parts,
    again: (last, fresh) => {
      const correct = parts.again(last, fresh);
      return instead(correct, change(correct, last), fire);
    },
  });
}

/** Other parts of the waiter; they fire by themselves. */
export function waiting(change: (correct: WaiterParts, fire: Fire) => Partial<WaiterParts>): Change {
  return (parts, fire) => ({ ...parts, waiter: { ...parts.waiter, ...change(parts.waiter, fire) } });
}

/** Lines on standard error; `undefined` writes none. */
export function log(line: (event: Event) => string | undefined): Change {
  return (parts, fire) => ({
    ...parts,
    note: (event) => {
      const text = line(event);
      if (text === undefined) return;
      fire();
      process.stderr.write(`${text}\n`);
    },
  });
}

/** Another way of sending. */
export function carry(change: (parts: ClientParts, fire: Fire) => ClientParts["transport"]): Change {
  return (parts, fire) => ({ ...parts, transport: change(parts, fire) });
}
