/** Which proxy the environment wants between us and an endpoint. */
import { ConfigError } from "../config/config-error.js";

const DEFAULT_PORTS: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

/** A proxy and who named it. */
export interface HttpProxy {
  readonly url: URL;
  /** The environment variable. */
  readonly variable: string;
}

/**
 * The proxy for an endpoint: HTTPS_PROXY or HTTP_PROXY after its scheme (HTTP_PROXY also stands in for the other one), unless NO_PROXY names
 * its host or the host is this machine. Names in lower case win, as everywhere. Source: the rules of undici's EnvHttpProxyAgent.
 * @returns undefined when requests go straight to the endpoint
 * @throws ConfigError when the variable holds no URL of an HTTP proxy
 */
export function proxyFor(endpoint: string, env: NodeJS.ProcessEnv = process.env): HttpProxy | undefined {
  const { protocol, hostname, port } = new URL(endpoint);
  if (isLoopback(hostname)) return undefined;
  const names = protocol === "https:" ? ["https_proxy", "HTTPS_PROXY"] : [];
  const variable = [...names, "http_proxy", "HTTP_PROXY"].find((name) => (env[name] ?? "") !== "");
  if (variable === undefined) return undefined;
  const exceptions = (env.no_proxy ?? env.NO_PROXY ?? "").split(/[,\s]+/u).filter((entry) => entry !== "");
  if (exceptions.some((entry) => covers(entry, hostname, Number(port) || DEFAULT_PORTS[protocol]))) return undefined;
  return { url: parseProxy(env[variable] ?? "", variable), variable };
}

/** A proxy in words, without the password that its URL may hold. */
export function proxyInWords({ url, variable }: HttpProxy): string {
  return `the proxy ${url.origin} (${variable})`;
}

/**
 * For the end of a message about what did not go well.
 * @param proxy of an endpoint, if it has one
 */
export function throughProxy(proxy: HttpProxy | undefined): string {
  return proxy === undefined ? "" : `, through ${proxyInWords(proxy)}`;
}

/** What a proxy wants to know of us, if its URL says it. @returns value of the header `proxy-authorization` */
export function proxyAuthorization({ url }: HttpProxy): string | undefined {
  if (url.username === "") return undefined;
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

/** Whether a host is this machine: no proxy can be meant for it. */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/u.test(hostname);
}

/** `*`, a host, or a domain with all its hosts, each with or without a port. */
function covers(entry: string, hostname: string, port: number | undefined): boolean {
  if (entry === "*") return true;
  const [, host = entry, onlyPort] = /^(.+):(\d+)$/u.exec(entry) ?? [];
  if (onlyPort !== undefined && Number(onlyPort) !== port) return false;
  const name = host.replace(/^\*?\./u, "").toLowerCase();
  return hostname === name || hostname.endsWith(`.${name}`);
}

function parseProxy(text: string, variable: string): URL {
  const full = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text) ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url !== undefined && (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "") return url;
  throw new ConfigError(`${variable}: names no HTTP proxy; write http://host:port, or name the host in NO_PROXY`);
}
