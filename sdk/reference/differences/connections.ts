/** Legitimate differences of connections, framing and of the adapter's own manners. */
import { Agent } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { all, attempt, carry, onWire } from "../alterations.js";
import type { Change, ClientDifference } from "../change.js";
import { TimeoutError } from "../errors.js";
import { headerOf, httpTransport } from "../transport.js";

const OWN_CONNECTIONS = "Which connections requests travel on is up to the client.";
/** Longer than any call takes. */
const KEPT_MS = 120_000;
const PROTOCOL = "The protocol leaves it to the adapter.";

/** Connections of another kind; it fires with each request. */
function over(agent: Agent): Change {
  const transport = httpTransport(agent);
  return carry((_, fire) => (message, settings) => {
    fire();
    return transport(message, settings);
  });
}

/** Connections of attempts that timed out are closed with the next answer, or with the end of the call. */
const leavingOpen: Change = (parts, fire) => {
  const left = new Map<string, Agent[]>();
  return {
    ...parts,
    transport: async (message, settings) => {
      const agent = new Agent();
      const { accessKeyId } = settings.credentials;
      const timer = new AbortController();
      const late = wait(settings.readTimeoutMs, undefined, { signal: timer.signal }).then(() => {
        fire();
        left.set(accessKeyId, [...(left.get(accessKeyId) ?? []), agent]);
        throw new TimeoutError(`no answer after ${settings.readTimeoutMs} ms`);
      });
      const answered = httpTransport(agent)(message, { ...settings, readTimeoutMs: KEPT_MS });
      try {
        return await Promise.race([answered, late]);
      } finally {
        timer.abort();
      }
    },
    note: (event) => {
      parts.note(event);
      if (event.is === "sending") return;
      const { accessKeyId } = event.settings.credentials;
      for (const agent of left.get(accessKeyId) ?? []) agent.destroy();
      left.delete(accessKeyId);
    },
  };
};

export const connectionDifferences: readonly ClientDifference[] = [
  {
    name: "chunked",
    title: "Bodies are sent in chunks, without their length.",
    because: "It is a framing of HTTP like the other.",
    change: onWire((message) => ({ ...message, chunked: message.method === "POST" })),
  },
  {
    name: "absolute-form",
    title: "Requests name scheme and host before the path, as to a proxy.",
    because: "A server has to take either form.",
    change: onWire((message, { settings }) => ({ ...message, path: `${settings.endpoint}${message.path}` })),
  },
  {
    name: "no-keep-alive",
    title: "Each request has a connection of its own, and says that it ends with it.",
    because: OWN_CONNECTIONS,
    change: over(new Agent({ keepAlive: false })),
  },
  {
    name: "one-connection",
    title: "All requests wait for one connection.",
    because: OWN_CONNECTIONS,
    change: over(new Agent({ keepAlive: true, maxSockets: 1 })),
  },
  {
    name: "connections-kept-for-none",
    title: "A connection is kept alive and used by one request only.",
    because: OWN_CONNECTIONS,
    change: carry((_, fire) => async (message, settings) => {
      fire();
      const agent = new Agent({ keepAlive: true });
      try {
        return await httpTransport(agent)(message, settings);
      } finally {
        agent.destroy();
      }
    }),
  },
  {
    name: "closed-at-the-end-of-the-call",
    title: "An attempt that met no answer leaves its connection open until the call is over.",
    because: OWN_CONNECTIONS,
    change: all(
      leavingOpen,
      attempt(({ attempt: made, nth }, correct) => {
        if (correct === undefined || made.is !== "failure" || !(made.error instanceof TimeoutError)) return correct;
        return nth < 2 ? 600 : undefined;
      }),
    ),
  },
  {
    name: "gzip",
    title: "Compressed answers are asked for, and read.",
    because: "It is a choice that HTTP gives to a client.",
    change: (parts, fire) => {
      const asking = onWire((message) => ({ ...message, headers: [...message.headers, ["Accept-Encoding", "gzip"]] }));
      const { reading } = parts;
      return {
        ...asking(parts, fire),
        reading: {
          ...reading,
          textOf: (answer) =>
            headerOf(answer, "content-encoding") === "gzip"
              ? reading.textOf({ ...answer, chunks: [gunzipSync(Buffer.concat(answer.chunks))] })
              : reading.textOf(answer),
        },
      };
    },
  },
  {
    name: "not-concurrent",
    title: "The adapter does not announce that calls may overlap.",
    because: PROTOCOL,
    change: (parts, fire) => {
      fire();
      return { ...parts, adapter: { ...parts.adapter, features: ["sts", "wait-until-running"] } };
    },
  },
  {
    name: "no-temporary-credentials",
    title: "The client takes no security token.",
    because: PROTOCOL,
    change: (parts, fire) => {
      fire();
      return { ...parts, adapter: { ...parts.adapter, features: ["concurrent", "wait-until-running"] } };
    },
  },
  {
    name: "no-waiter",
    title: "The client has no waiter.",
    because: PROTOCOL,
    change: (parts, fire) => {
      fire();
      return { ...parts, adapter: { ...parts.adapter, features: ["concurrent", "sts"] } };
    },
  },
  {
    name: "answers-out-of-order",
    title: "The adapter holds back every second answer a little.",
    because: PROTOCOL,
    change: (parts, fire) => ({
      ...parts,
      adapter: {
        ...parts.adapter,
        holdMs: (id) => {
          if (id % 2 === 0) fire();
          return id % 2 === 0 ? 15 : 0;
        },
      },
    }),
  },
  {
    name: "slow-start",
    title: "The adapter needs a while before it takes commands.",
    because: PROTOCOL,
    change: (parts, fire) => {
      fire();
      return { ...parts, adapter: { ...parts.adapter, startMs: 1_500 } };
    },
  },
];
