/**
 * The verbs that faults and differences of the client are written in, as far as they are about requests: each changes one replaceable part, and
 * fires where that makes a difference.
 */
import type { Change, Fire } from "./change.js";
import { UnsupportedError } from "./errors.js";
import { instead } from "./firing.js";
import type { AttemptMade, ClientParts, Draft, Event, Message, Pair, WaiterParts } from "./parts.js";
import type { ClientSettings, CreateListenerRequest } from "./requests.js";
import { signedV3 } from "./signing.js";

/**
 * Several changes one after the other.
 * @param changes in their order
 */
export function all(...changes: readonly Change[]): Change {
  return (parts, fire) => changes.reduce((changed, change) => change(changed, fire), parts);
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
