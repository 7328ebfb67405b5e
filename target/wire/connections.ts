/** The ways from here to an endpoint: straight, by an HTTP proxy, or through a tunnel that a proxy opens. */
import { buildConnector, type Dispatcher, errors, Pool, ProxyAgent } from "undici";
import { codeOf } from "../../contract/error-code.js";
import { Connector } from "./connector.js";
import type { TransportLimits } from "./no-answer.js";
import { type HttpProxy, proxyAuthorization } from "./proxy.js";
import type { WireRequest } from "./wire-request.js";

/** Connections to one endpoint. */
export interface Connections {
  /** Begins an exchange; whoever takes the answer in hears of everything else. */
  dispatch(request: WireRequest, handler: Dispatcher.DispatchHandler): void;
  /** Opens connections before they are needed, where that is possible. */
  warm(wanted: number): Promise<void>;
  /** Whether an exchange that begins now has a connection that was opened for it. */
  isNew(): boolean;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  /** Scheme, host and port of the endpoint. */
  readonly origin: string;
  /** How many at most. */
  readonly connections: number;
  /** Whether a connection carries more than one request. */
  readonly keepAlive: boolean;
  readonly limits: TransportLimits;
  readonly proxy?: HttpProxy | undefined;
  /** Hears that the other side has closed a connection without notice. */
  readonly onUnannouncedEnd: () => void;
}

/** Opens nothing yet: the first request does. */
export function openConnections(options: ConnectionOptions): Connections {
  const { origin, proxy } = options;
  if (proxy === undefined) return straight(options, origin, (request) => ({ ...request }));
  return origin.startsWith("https:") ? tunnelled(options, proxy) : forwarded(options, proxy);
}

/** A proxy gets requests for plain HTTP as they are, with the whole URL. Source: RFC 9112, section 3.2.2. */
function forwarded(options: ConnectionOptions, proxy: HttpProxy): Connections {
  const authorization = proxyAuthorization(proxy);
  return straight(options, proxy.url.origin, ({ path, headers, ...request }) => ({
    ...request,
    path: options.origin + path,
    headers: { ...headers, ...(authorization !== undefined && { "proxy-authorization": authorization }) },
  }));
}

function straight(
  options: ConnectionOptions,
  to: string,
  adapt: (request: WireRequest) => Dispatcher.DispatchOptions,
): Connections {
  const connector = new Connector(buildConnector({ timeout: options.limits.requestTimeoutMs, allowH2: false }));
  const newness = new Newness();
  const pool = poolTo(to, options, newness, connector.connect);
  return {
    dispatch: (request, handler) => void pool.dispatch(adapt(request), handler),
    isNew: () => newness.isNew,
    warm: (wanted) => connector.stockUp(wanted - pool.stats.free),
    close: async () => {
      connector.close();
      await pool.destroy();
    },
  };
}

function tunnelled(options: ConnectionOptions, proxy: HttpProxy): Connections {
  const newness = new Newness();
  const timeout = options.limits.requestTimeoutMs;
  const token = proxyAuthorization(proxy);
  const agent = new ProxyAgent({
    uri: proxy.url.origin,
    ...(token !== undefined && { token }),
    requestTls: { timeout },
    proxyTls: { timeout },
    factory: (to, given) => {
      const connect = "connect" in given ? given.connect : undefined;
      if (typeof connect !== "function") throw new TypeError("a tunnel gives its own connector");
      const open = new Connector((parameters, callback) => void connect(parameters, callback));
      return poolTo(to, options, newness, open.connect);
    },
  });
  return {
    dispatch: ({ method, path, headers, body }, handler) =>
      void agent.dispatch({ origin: options.origin, method, path, headers, body }, handler),
    isNew: () => newness.isNew,
    // A tunnel takes the proxy's time too: it is not worth being opened twice.
    warm: () => Promise.resolve(),
    close: () => agent.destroy(),
  };
}

function poolTo(
  to: string | URL,
  { connections, keepAlive, limits, onUnannouncedEnd }: ConnectionOptions,
  newness: Newness,
  connect: buildConnector.connector,
): Pool {
  const pool = new Pool(to, {
    connections,
    pipelining: keepAlive ? 1 : 0,
    allowH2: false,
    connect,
    headersTimeout: limits.requestTimeoutMs,
    bodyTimeout: limits.requestTimeoutMs,
    maxResponseSize: limits.responseBytes,
  });
  pool.on("connect", () => newness.connected());
  pool.on("disconnect", (_origin, _targets, error) => {
    if (error instanceof errors.SocketError || codeOf(error) === "ECONNRESET") onUnannouncedEnd();
  });
  return pool;
}

/** Whether a connection was opened just now: undici begins its first exchange in the same tick in which it tells of the connection. */
class Newness {
  isNew = false;

  connected(): void {
    this.isNew = true;
    queueMicrotask(() => {
      this.isNew = false;
    });
  }
}
