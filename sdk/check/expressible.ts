/** What of a call an SDK cannot express at all: found out once, so that only the clause on that parameter fails by it. */
import type { ListenerCall } from "../../contract/call.js";
import { created } from "../service/replies.js";
import { always } from "../service/script.js";
import type { SdkSession } from "../session.js";
import { converse, type SdkCall } from "./conversation.js";

const IDS = { LoadBalancerId: "gwlb-expressible", ServerGroupId: "sgp-expressible" };

const OPTIONAL: Required<Omit<ListenerCall, keyof typeof IDS>> = {
  ListenerDescription: "description",
  TcpIdleTimeout: 350,
  DryRun: false,
  ClientToken: "token",
  Tag: [{ Key: "key", Value: "value" }],
};

const READING = "get-listener-attribute";

const found = new WeakMap<SdkSession, Promise<ReadonlySet<string>>>();

/** Names of the optional parameters that the SDK of a session cannot express; `get-listener-attribute` where it cannot read. */
export function inexpressibleIn(session: SdkSession): Promise<ReadonlySet<string>> {
  const known = found.get(session);
  if (known !== undefined) return known;
  const asked = askFor(session);
  found.set(session, asked);
  return asked;
}

async function askFor(session: SdkSession): Promise<ReadonlySet<string>> {
  const names = [...Object.keys(OPTIONAL), READING];
  const calls: readonly SdkCall[] = [
    ...Object.entries(OPTIONAL).map(([name, value]) => ({
      do: "create-listener" as const,
      request: { ...IDS, [name]: value },
    })),
    { do: READING, request: { ListenerId: "lsn-expressible" } },
  ];
  const { told } = await converse(session, { script: always(created("lsn-expressible", "R")), calls });
  return new Set(names.filter((_, index) => told[index]?.answer.is === "unsupported"));
}

/**
 * A call without what cannot be expressed. A call that is about one parameter alone stays as it is.
 * @param inexpressible names of parameters
 */
export function expressible(call: ListenerCall, inexpressible: ReadonlySet<string>): ListenerCall {
  const optional = Object.keys(call).filter((name) => name in OPTIONAL);
  if (optional.length < 2) return call;
  return Object.fromEntries(Object.entries(call).filter(([name]) => !inexpressible.has(name)));
}

/**
 * Calls without what cannot be expressed: without reads, where the SDK cannot read and listeners are created as well.
 * @param inexpressible names of parameters and calls
 */
export function expressibleCalls(calls: readonly SdkCall[], inexpressible: ReadonlySet<string>): readonly SdkCall[] {
  const isWithoutReads = inexpressible.has(READING) && calls.some((call) => call.do === "create-listener");
  return calls
    .filter((call) => !isWithoutReads || call.do !== READING)
    .map((call) =>
      call.do === "create-listener" ? { ...call, request: expressible(call.request, inexpressible) } : call,
    );
}
