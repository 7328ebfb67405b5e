/** Reading the address of a target: *endpoint* means this URL everywhere, and nothing else. */
import { ConfigError } from "./config-error.js";

const EXAMPLE = "write a URL such as https://gwlb.cn-hangzhou.aliyuncs.com, or just the host";
const LAST_PORT = 65_535;

/**
 * Reads an endpoint: a URL, or a bare host with or without a port, which means https.
 * @param where where it was given, for the message
 * @returns `http(s)://host[:port][/path]`, the path as it was given, none for `/`
 * @throws ConfigError for anything else
 */
export function parseEndpoint(text: string, where: string): string {
  const refuse = (why: string): never => {
    throw new ConfigError(`${where}: "${withoutUserInfo(text)}" is not an endpoint: ${why}; ${EXAMPLE}`);
  };
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = URL.canParse(hasScheme ? text : `https://${text}`)
    ? new URL(hasScheme ? text : `https://${text}`)
    : undefined;
  const [, port] = /:(\d+)\/?$/.exec(text) ?? [];
  if (url === undefined && Number(port) > LAST_PORT)
    return refuse(`there is no port ${port}, the last is ${LAST_PORT}`);
  if (url === undefined) return refuse("it is not a URL");
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return refuse(`the scheme is ${url.protocol.slice(0, -1)}, not http or https`);
  if (url.username !== "" || url.password !== "") return refuse("it holds a user name; keys belong under credentials");
  if (url.search !== "" || url.hash !== "") return refuse("it may have a path, but nothing behind that");
  return url.pathname === "/" ? url.origin : url.origin + url.pathname;
}

function withoutUserInfo(text: string): string {
  return text.replace(/\/\/[^/]*@/, "//").slice(0, 200);
}
