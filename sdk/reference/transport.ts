/** Sends one request over HTTP and reads its answer to the end, each within its time. */
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { ConnectionError, TimeoutError } from "./errors.js";
import type { HttpAnswer, Message, Pair, Transport } from "./parts.js";
import type { ClientSettings } from "./requests.js";

/** Answers that are longer than this are given up. */
const LONGEST_ANSWER = 32 * 1024 * 1024;

/**
 * A transport over connections of its own.
 * @param agent that holds them
 * @returns it sends each request once, and follows no redirect
 */
export function httpTransport(agent: Agent = new Agent({ keepAlive: true })): Transport {
  return (message, settings) => new Promise((resolve, reject) => send(message, settings, agent, resolve, reject));
}

function send(
  message: Message,
  settings: ClientSettings,
  agent: Agent,
  resolve: (answer: HttpAnswer) => void,
  reject: (error: Error) => void,
): void {
  const { hostname, port } = new URL(settings.endpoint);
  const { method, path } = message;
  const request = httpRequest({ agent, host: hostname, port, method, path, headers: wireHeaders(message) });
  let timer: NodeJS.Timeout | undefined;
  const allow = (ms: number, what: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => fail(new TimeoutError(`${what} after ${ms} ms`)), ms);
  };
  const fail = (error: Error) => {
    clearTimeout(timer);
    request.destroy();
    reject(error);
  };
  const awaitAnswer = () => allow(settings.readTimeoutMs, "no whole answer");
  allow(settings.connectTimeoutMs, "no connection");
  request.on("socket", (socket) => {
    if (socket.connecting) socket.once("connect", awaitAnswer);
    else awaitAnswer();
  });
  request.on("error", (error) => fail(new ConnectionError(`the connection failed: ${error.message}`)));
  request.on("response", (response) => {
    read(response).then((answer) => {
      clearTimeout(timer);
      resolve(answer);
    }, fail);
  });
  request.end(message.body);
}

function wireHeaders({ headers, chunked, body, method }: Message): string[] {
  const framing: Pair[] = chunked
    ? [["Transfer-Encoding", "chunked"]]
    : [["Content-Length", `${Buffer.byteLength(body)}`]];
  return [...headers, ...(method === "GET" ? [] : framing)].flat();
}

async function read(response: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > LONGEST_ANSWER) throw new Error(`the answer is longer than ${LONGEST_ANSWER} bytes`);
      chunks.push(bytes);
    }
  } catch (error) {
    throw new ConnectionError(`the answer broke off: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { status: response.statusCode ?? 0, headers: pairsOf(response.rawHeaders), chunks };
}

function pairsOf(raw: readonly string[]): Pair[] {
  return raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ""] as const] : []));
}

/**
 * A header of an answer.
 * @param name in any case
 */
export function headerOf({ headers }: HttpAnswer, name: string): string | undefined {
  return headers.find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];
}
