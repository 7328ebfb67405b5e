/** Clients for tests, with a server or without a network. */
import assert from "node:assert/strict";
import { after } from "node:test";
import type { Exchange, NoAnswer, ReceivedResponse } from "../../contract/exchange.js";
import { type ClientOptions, createClient, type TargetClient } from "../wire/client.js";
import { Gate } from "../wire/gate.js";
import { Places } from "../wire/places.js";
import { answerJson, type SeenRequest, serveHttp, type TestingServer } from "./server.js";

export const CREDENTIALS = { accessKeyId: "LTAI5tExampleKeyId01", accessKeySecret: "example/secret+text=1" };
export const LIMITS = { concurrency: 4, requestTimeoutMs: 500, responseBytes: 2_000 };

const opened: (() => Promise<void>)[] = [];
after(async () => {
  for (const close of opened.reverse()) await close();
});

/**
 * Opens a client of a unit test's server; both are closed when the tests of the file have ended.
 * @param options what differs from short limits and V3 signatures
 */
export function open(server: TestingServer, options: Partial<ClientOptions> = {}): TargetClient {
  const client = createClient({
    endpoint: server.endpoint,
    auth: "acs3",
    credentials: CREDENTIALS,
    limits: LIMITS,
    waits: { throttled: 2_000 },
    ...options,
  });
  opened.push(
    () => server.close(),
    () => client.close(),
  );
  return client;
}

/** A client without a network, for tests of what stands on one. */
export function clientAnswering(call: TargetClient["call"]): TargetClient {
  return {
    call,
    together: (_count, send) => send(new Places(new Gate(0), 0, 0)),
    requests: () => 0,
    throttled: () => 0,
    learnedRates: () => ({ together: undefined, byAction: {} }),
    forgetRates: () => {},
    gaveUp: () => ({ calls: 0, inARow: 0, throttledForMs: 0 }),
    resent: () => 0,
    close: () => Promise.resolve(),
  };
}

/** Serves a success to every request, and keeps what was asked. */
export async function serveEcho(): Promise<{ server: TestingServer; seen: SeenRequest[] }> {
  const seen: SeenRequest[] = [];
  const server = await serveHttp((request, response) => {
    seen.push(request);
    answerJson(response, 200, { RequestId: "R" });
  });
  return { server, seen };
}

/** The answer of an exchange, which must have one. */
export function responseOf(exchange: Exchange): ReceivedResponse {
  if (exchange.outcome.is === "no-answer") assert.fail(`no answer: ${exchange.outcome.problem.detail}`);
  return exchange.outcome.response;
}

/** Why an exchange has no answer, which it must not have. */
export function problemOf(exchange: Exchange): NoAnswer {
  if (exchange.outcome.is === "response") assert.fail(`an answer: ${exchange.outcome.response.status}`);
  return exchange.outcome.problem;
}
