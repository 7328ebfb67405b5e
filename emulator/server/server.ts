/** The HTTP server around the gateway; nothing of GWLB is known here. */
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Answer } from "./answer.js";
import { type GatewayContext, newRequestId, type Served, serve } from "./gateway.js";
import { type Refusal, refuse } from "./refusal.js";

/** Bytes of a request body: all parameters at their limits, every byte percent-encoded, fit in twice. */
const BODY_LIMIT = 256 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/** Bytes of one piece of a chunked answer. */
const PIECE = 64;

const NO_SUCH_PATH = refuse(
  404,
  "InvalidApi.NotFound",
  "Specified api is not found, please check your url and method.",
);
const NO_SUCH_METHOD = refuse(405, "UnsupportedHTTPMethod", "This http method is not supported.");

/** Told of every answered request. */
type Listener = (served: Served) => void;

/**
 * Builds the HTTP server around a gateway: one route, raw bodies, errors of HTTP itself in the same envelope.
 * @param latencyMs milliseconds that every answer takes on its way, asked for each request
 */
export function buildServer(context: GatewayContext, served: Listener, latencyMs: () => number): FastifyInstance {
  const server = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    // The gateway decodes the query itself, because signatures need it as it was sent.
    routerOptions: { querystringParser: () => ({}) },
    frameworkErrors: (_error, request, reply) => sendRefusal(NO_SUCH_PATH, request, reply, context),
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  server.route({
    method: ["GET", "POST"],
    url: "/",
    handler: async (request, reply) => {
      const halfMs = latencyMs() / 2;
      if (halfMs > 0) await wait(halfMs);
      const result = await serve(toRawRequest(request), context);
      served(result);
      if (halfMs > 0) await wait(halfMs);
      return send(result.answer, reply);
    },
  });
  server.setNotFoundHandler((request, reply) => {
    const atRoot = request.raw.url === "/" || request.raw.url?.startsWith("/?");
    return sendRefusal(atRoot ? NO_SUCH_METHOD : NO_SUCH_PATH, request, reply, context);
  });
  server.setErrorHandler((error, request, reply) => sendRefusal(asRefusal(error), request, reply, context));
  return server;
}

function toRawRequest(request: FastifyRequest) {
  const url = request.raw.url ?? "/";
  const at = url.indexOf("?");
  const connection: Socket = request.raw.socket;
  return {
    method: request.method,
    query: at < 0 ? "" : url.slice(at + 1),
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    connection,
  };
}

async function send(answer: Answer, reply: FastifyReply): Promise<FastifyReply> {
  if (answer.delayMs !== undefined) await wait(answer.delayMs);
  reply.code(answer.status).headers(answer.headers);
  const text = answer.payload.is === "json" ? JSON.stringify(answer.payload.value) : answer.payload.text;
  return reply.send(answer.chunked ? Readable.from(pieces(text)) : text);
}

function* pieces(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function sendRefusal(refusal: Refusal, request: FastifyRequest, reply: FastifyReply, { parts, now }: GatewayContext) {
  const host = request.headers.host ?? "";
  const head = { action: "", requestId: newRequestId(), host, now: now() };
  return send(parts.presenter.refusal(refusal, head), reply);
}

/** Errors of the HTTP layer that are the caller's keep their status; anything else is a fault of the emulator. */
function asRefusal(error: unknown): Refusal {
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return refuse(status, "InvalidRequest", "The request could not be read.");
  return refuse(500, "InternalError", "The request processing has failed due to some unknown error.");
}
