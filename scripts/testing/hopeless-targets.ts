/** Targets on which a run cannot come far: the emulator behind a server that spoils some of its answers. Each has to be given up in little time. */
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";
import { request } from "undici";
import { answerJson, type SeenRequest, serveHttp, type TestingServer } from "../../target/testing/server.js";

/** An answer of the emulator behind. */
interface Forwarded {
  readonly status: number;
  readonly body: Buffer;
}

/** What a hopeless target does with one request. */
interface Spoiled {
  readonly action: string;
  /** The how many-th request of the run it is, from 1. */
  readonly nth: number;
  readonly response: ServerResponse;
  readonly forward: () => Promise<Forwarded>;
}

/** One target: a name, a sentence, and how it answers. */
export interface HopelessTarget {
  readonly name: string;
  readonly title: string;
  readonly answer: (request: Spoiled) => Promise<void>;
  /** What can be seen of it may well conform. */
  readonly mayConform?: true;
}

const READS: ReadonlySet<string> = new Set(["GetListenerAttribute", "ListListeners"]);
const UNAVAILABLE = { Code: "ServiceUnavailable", Message: "The service is unavailable.", RequestId: "R" };
const BROKEN = { Code: "InternalError", Message: "Something went wrong.", RequestId: "R" };

function refuses(status: number, body: object, which: (one: Spoiled) => boolean): HopelessTarget["answer"] {
  return async (one) => (which(one) ? answerJson(one.response, status, body) : pass(one));
}

async function pass({ response, forward }: Spoiled): Promise<void> {
  const { status, body } = await forward();
  response.writeHead(status, { "content-type": "application/json" }).end(body);
}

/** All hopeless targets, by name. */
export const HOPELESS: readonly HopelessTarget[] = [
  { name: "unavailable", title: "503 to everything.", answer: refuses(503, UNAVAILABLE, () => true) },
  {
    name: "unavailable-later",
    title: "503 to everything after forty answers.",
    answer: refuses(503, UNAVAILABLE, ({ nth }) => nth > 40),
  },
  {
    name: "creations-unavailable",
    title: "503 to every creation.",
    answer: refuses(503, UNAVAILABLE, ({ action }) => action === "CreateListener"),
  },
  {
    name: "reads-broken",
    title: "500 to every read of listeners.",
    answer: refuses(500, BROKEN, ({ action }) => READS.has(action)),
  },
  {
    name: "reads-denied",
    title: "403 to every read of listeners: the caller may not read.",
    mayConform: true,
    answer: refuses(
      403,
      { Code: "NoPermission", Message: "You are not authorized to do this operation.", RequestId: "R" },
      ({ action }) => READS.has(action),
    ),
  },
  {
    name: "reads-unavailable",
    title: "503 to every read of listeners.",
    answer: refuses(503, UNAVAILABLE, ({ action }) => READS.has(action)),
  },
  {
    name: "reads-nothing",
    title: "No listener is ever found by its id.",
    answer: refuses(
      404,
      { Code: "ResourceNotFound.listener", Message: "The listener does not exist.", RequestId: "R" },
      ({ action }) => action === "GetListenerAttribute",
    ),
  },
  {
    name: "deletions-broken",
    title: "500 to every deletion.",
    mayConform: true,
    answer: refuses(500, BROKEN, ({ action }) => action === "DeleteListener"),
  },
  {
    name: "deletions-idle",
    title: "Deletions are accepted and delete nothing.",
    mayConform: true,
    answer: refuses(200, { RequestId: "R" }, ({ action }) => action === "DeleteListener"),
  },
  {
    name: "yes",
    title: "Every request is accepted, whatever it asks for.",
    answer: async ({ response, nth }) => answerJson(response, 200, { RequestId: `R${nth}`, ListenerId: `lsn-${nth}` }),
  },
  {
    name: "unasked-encoding",
    title: "Creations are answered in an encoding nobody asked for.",
    answer: async (one) => {
      if (one.action !== "CreateListener") return pass(one);
      const { status, body } = await one.forward();
      const headers = { "content-type": "application/json", "content-encoding": "compress" };
      one.response.writeHead(status, headers).end(brotliCompressSync(body));
    },
  },
  {
    name: "slow",
    title: "Answers take up to three seconds, in no order.",
    mayConform: true,
    answer: async (one) => {
      // Spread evenly, and the same in each run.
      await sleep((one.nth * 1_237) % 3_000);
      await pass(one);
    },
  },
];

/**
 * Serves a hopeless target.
 * @param target which
 * @param emulator address of the emulator behind it, which takes requests that are not signed
 */
export function serveHopeless(target: HopelessTarget, emulator: string): Promise<TestingServer> {
  let nth = 0;
  return serveHttp((seen, response) => {
    nth += 1;
    const action = String(seen.headers["x-acs-action"]);
    target.answer({ action, nth, response, forward: () => forward(emulator, seen) }).catch(() => response.destroy());
  });
}

async function forward(emulator: string, { url, headers, body }: SeenRequest): Promise<Forwarded> {
  const { host: _, connection: __, ...others } = headers;
  const answer = await request(new URL(url, emulator), { method: "POST", headers: others, body });
  return { status: answer.statusCode, body: Buffer.from(await answer.body.arrayBuffer()) };
}
