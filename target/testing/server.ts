/** Servers for tests that have to answer in ways the emulator never does. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";

/** A server on loopback that lives as long as one unit test. */
export interface TestingServer {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** A request as the unit tests' server saw it. */
export interface SeenRequest {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/**
 * Serves HTTP for a unit test.
 * @param answer answers one request; its body has arrived
 */
export function serveHttp(
  answer: (request: SeenRequest, response: ServerResponse) => void,
  onConnection: () => void = () => undefined,
): Promise<TestingServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      answer({ url: request.url ?? "", headers: request.headers, body }, response);
    });
  });
  server.on("connection", onConnection);
  return listen(server, () => server.closeAllConnections());
}

/** Serves bare connections for a unit test. */
export function serveTcp(onConnection: (socket: Socket) => void): Promise<TestingServer> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    onConnection(socket);
  });
  return listen(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

/** Answers with JSON. */
export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function listen(server: Server, dropConnections: () => void): Promise<TestingServer> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      resolve({
        endpoint: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            dropConnections();
          }),
      });
    });
  });
}
