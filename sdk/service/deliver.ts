/** Writing an answer to the wire, whole or not. */
import type { ServerResponse } from "node:http";
import type { Reply } from "./script.js";

const PIECES_AT_MOST = 4096;

/** How far an answer is to go before somebody says that it may go on. */
interface Halt {
  readonly after: "head" | "half";
  readonly until: Promise<void>;
}

/**
 * Answers a request.
 * @param response where to
 * @param reply what
 * @param halt where to fall silent, and for how long
 * @returns when everything is written or the caller is gone
 */
export async function deliver(response: ServerResponse, reply: Reply, halt?: Halt): Promise<void> {
  const body = Buffer.from(reply.body, "utf8");
  const framing = reply.framing ?? "length";
  response.writeHead(reply.status, headersOf(reply, body.length));
  response.flushHeaders();
  const half = Math.floor(body.length / 2);
  const isCut = framing === "cut" || framing === "cut-chunks";
  if (halt?.after === "head") await halt.until;
  if (halt?.after === "half") {
    await write(response, body.subarray(0, half), reply);
    await halt.until;
    await write(response, body.subarray(half), reply);
  } else await write(response, isCut ? body.subarray(0, half) : body, reply);
  if (isCut) {
    // What was written is to arrive before the end does.
    await new Promise<void>((resolve) => setTimeout(resolve, 20));
    response.socket?.destroy();
  } else response.end();
}

function headersOf(reply: Reply, length: number): Record<string, string> {
  const own = reply.headers ?? {};
  const has = (name: string) => Object.keys(own).some((one) => one.toLowerCase() === name);
  const isChunked = reply.framing === "chunked" || reply.framing === "cut-chunks";
  return {
    ...(has("content-type") || length === 0 ? {} : { "Content-Type": "application/json;charset=utf-8" }),
    ...(isChunked || has("content-length") ? {} : { "Content-Length": String(length) }),
    ...(reply.close ? { Connection: "close" } : {}),
    ...own,
  };
}

async function write(response: ServerResponse, bytes: Buffer, { pieceBytes }: Reply): Promise<void> {
  const size = Math.max(pieceBytes ?? bytes.length, Math.ceil(bytes.length / PIECES_AT_MOST), 1);
  const inPiecesUntil = performance.now() + IN_PIECES_MS;
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    response.write(bytes.subarray(at, at + size));
    if (size < bytes.length && performance.now() < inPiecesUntil) await pauseBetween(Math.ceil(bytes.length / size));
  }
}

/** All pauses of an answer together take about this, and each at most the other, in milliseconds. */
const PAUSES_MS = 200;
const PAUSE_MS = 8;
/** After this the rest goes out at once: on a busy machine every pause is a long one, and a caller waits for the whole answer. */
const IN_PIECES_MS = 2000;

/** Pieces are to be read one by one: what comes together is read together. */
function pauseBetween(pieces: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(PAUSE_MS, PAUSES_MS / pieces)));
}
