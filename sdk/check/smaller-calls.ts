/** Making a failing call smaller, step by step, until it is the one a person would have written. */
import type { CallTag, ListenerCall } from "../../contract/call.js";
import { TCP_IDLE_TIMEOUT } from "../../contract/parameters.js";

/**
 * Calls that say less than a call, those that say least first.
 * @param call one that shows a failure
 */
export function* smallerCalls(call: ListenerCall): Generator<ListenerCall> {
  const { LoadBalancerId: _, ServerGroupId: __, ...optional } = call;
  for (const name of Object.keys(optional)) {
    yield Object.fromEntries(Object.entries(call).filter(([other]) => other !== name));
  }
  if (call.Tag !== undefined) {
    for (const Tag of smallerLists(call.Tag)) yield { ...call, Tag };
    for (const [index, tag] of call.Tag.entries()) {
      for (const smaller of smallerTags(tag)) {
        yield { ...call, Tag: call.Tag.map((other, i) => (i === index ? smaller : other)) };
      }
    }
  }
  for (const ListenerDescription of smallerTexts(call.ListenerDescription)) yield { ...call, ListenerDescription };
  for (const ClientToken of smallerTexts(call.ClientToken)) yield { ...call, ClientToken };
  for (const TcpIdleTimeout of smallerNumbers(call.TcpIdleTimeout)) yield { ...call, TcpIdleTimeout };
}

/** Numbers nearer to those that are allowed; within the range, the least one. */
function* smallerNumbers(number: number | undefined): Generator<number> {
  const { minimum, maximum } = TCP_IDLE_TIMEOUT;
  if (number === undefined || number === minimum) return;
  if (number >= minimum && number <= maximum) yield minimum;
  else if (Math.abs(number) > 2 * maximum) yield Math.trunc(number / 2);
}

function* smallerLists<T>(list: readonly T[]): Generator<readonly T[]> {
  const half = Math.ceil(list.length / 2);
  if (list.length < 2) return;
  yield list.slice(0, half);
  yield list.slice(half);
  for (const index of list.keys()) yield list.filter((_, i) => i !== index);
}

function* smallerTags({ Key, Value }: CallTag): Generator<CallTag> {
  for (const key of smallerTexts(Key)) yield { Key: key, ...(Value === undefined ? {} : { Value }) };
  for (const value of smallerTexts(Value)) yield { ...(Key === undefined ? {} : { Key }), Value: value };
}

/** Shorter texts that are not empty: an empty text is a case of its own. */
function* smallerTexts(text: string | undefined): Generator<string> {
  const characters = [...(text ?? "")];
  if (characters.length < 2) return;
  const half = Math.ceil(characters.length / 2);
  const shorter = [characters.slice(0, half), characters.slice(half), characters.slice(1), characters.slice(0, -1)];
  for (const one of shorter) if (one.length > 0) yield one.join("");
}
