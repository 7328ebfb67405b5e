/**
 * A server for a tool to be run against: the emulator, and before it a relay that plays the user's fixture. A load balancer holds one
 * listener; so the relay takes every new listener away again before the tool learns of it, and every request meets an idle load balancer.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { API_VERSION } from "../../contract/parameters.js";
import { startEmulator } from "../../emulator/index.js";

/** A running server under test. */
export interface Subject {
  /** For example `http://127.0.0.1:40123`. */
  readonly endpoint: string;
  readonly loadBalancerId: string;
  readonly serverGroupId: string;
  /** When each request of the tool came, on the clock of `performance.now()`. The relay's own requests are not among them. */
  arrivals(): readonly number[];
  /** How often the fault took effect. */
  fired(): number;
  close(): Promise<void>;
}

const TRANSITION_MS = 1;
const BODY_BYTES = 1 << 20;
const REQUEST_TIMEOUT_MS = 10_000;
/** Milliseconds until a listener that cannot be removed is left where it is. */
const REMOVAL_MS = 500;
const REMOVAL_PAUSE_MS = 2;
const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);

/**
 * Starts a server under test.
 * @param mutant name of its fault; absent: the correct one
 * @throws Error for an unknown mutant
 */
export async function startSubject(mutant?: string): Promise<Subject> {
  const emulator = await startEmulator({
    transitionMs: TRANSITION_MS,
    auth: "none",
    idleLoadBalancers: 1,
    ...(mutant === undefined ? {} : { mutant }),
  });
  const pool = new Pool(emulator.endpoint, { headersTimeout: REQUEST_TIMEOUT_MS, bodyTimeout: REQUEST_TIMEOUT_MS });
  const arrivals: number[] = [];
  const relay = createServer((request, response) => {
    arrivals.push(performance.now());
    void pass(request, response, pool).catch(() => response.destroy());
  });
  relay.requestTimeout = REQUEST_TIMEOUT_MS;
  return {
    endpoint: await listen(relay),
    loadBalancerId: firstOf(emulator.situations["load-balancer/idle"]),
    serverGroupId: firstOf(emulator.situations["server-group/available"]),
    arrivals: () => arrivals,
    fired: () => emulator.fired(),
    close: async () => {
      relay.closeAllConnections();
      relay.close();
      await pool.destroy();
      await emulator.close();
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the relay has no port");
  return `http://127.0.0.1:${address.port}`;
}

function firstOf(ids: unknown): string {
  const first: unknown = Array.isArray(ids) ? ids[0] : undefined;
  if (typeof first !== "string") throw new Error("the emulator does not have the situation that the description needs");
  return first;
}

/** Hands one request on and its answer back, both as they are. */
async function pass(request: IncomingMessage, response: ServerResponse, pool: Pool): Promise<void> {
  const body = await bodyOf(request);
  const answer = await pool.request({
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.has(name))),
    body,
  });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  const listenerId = listenerIn(bytes);
  if (listenerId !== undefined) await remove(listenerId, pool);
  const headers = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.has(name));
  response.writeHead(answer.statusCode, Object.fromEntries(headers));
  response.end(bytes);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > BODY_BYTES) throw new Error("the request is too long to be handed on");
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}

function listenerIn(bytes: Buffer): string | undefined {
  const found = /"ListenerId"\s*:\s*"(lsn-[A-Za-z0-9]+)"/u.exec(bytes.toString("utf8"));
  return found?.[1];
}

/** Deletes a listener as soon as it lets itself be deleted, and waits until it is gone. */
async function remove(listenerId: string, pool: Pool): Promise<void> {
  const deadline = performance.now() + REMOVAL_MS;
  let status = 0;
  while (status !== 404 && performance.now() < deadline) {
    const query = new URLSearchParams({ Action: "DeleteListener", Version: API_VERSION, ListenerId: listenerId });
    const answer = await pool.request({ method: "POST", path: `/?${query}` });
    await answer.body.dump();
    status = answer.statusCode;
    if (status !== 404) await sleep(REMOVAL_PAUSE_MS);
  }
}
