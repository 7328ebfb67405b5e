/** Why there was no answer, in words that do not hang on the library below. */
import { errors } from "undici";
import type { NoAnswer } from "../../contract/exchange.js";
import type { Limits } from "../config/config.js";
import { type HttpProxy, throughProxy } from "./proxy.js";

/** Bounds on one exchange. */
export type TransportLimits = Pick<Limits, "requestTimeoutMs" | "responseBytes">;

const TLS_CODE = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|EPROTO$)/;

const CONNECTION_DETAILS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused: nothing listens there",
  ECONNRESET: "connection reset by the other side",
  EPIPE: "connection closed by the other side while the request was sent",
  ENOTFOUND: "host name not found",
  EAI_AGAIN: "host name could not be looked up",
  EHOSTUNREACH: "host not reachable",
  ENETUNREACH: "network not reachable",
};

/**
 * Says in the suite's words why a request has no usable answer.
 * @param proxy between us and the endpoint, if there is one
 * @returns the problem, or undefined when the request itself was impossible: a fault of the suite
 */
export function describeNoAnswer(error: Error, limits: TransportLimits, proxy?: HttpProxy): NoAnswer | undefined {
  if (error instanceof errors.InvalidArgumentError) return undefined;
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return { kind: "too-large", detail: `the body is larger than ${limits.responseBytes} bytes` };
  }
  if (error instanceof errors.HeadersOverflowError) return { kind: "too-large", detail: "the headers are too large" };
  const through = throughProxy(proxy);
  if (isTimeout(error)) return { kind: "timeout", detail: `no answer within ${limits.requestTimeoutMs} ms${through}` };
  const code = codeOf(error);
  const detail = `${CONNECTION_DETAILS[code] ?? messageOf(error)}${code === "" ? "" : ` (${code})`}${through}`;
  if (error instanceof errors.HTTPParserError || error instanceof errors.ResponseContentLengthMismatchError) {
    return { kind: "protocol", detail };
  }
  return { kind: TLS_CODE.test(code) ? "tls" : "connection", detail };
}

function isTimeout(error: Error): boolean {
  return (
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    codeOf(error) === "ETIMEDOUT"
  );
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** A message of OpenSSL: numbers, routine, reason, file and line. Only the reason says something to people. */
const OF_OPENSSL = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/;

/** Several addresses of one host fail together, with an empty message of their own. */
function messageOf(error: Error): string {
  const [, reason] = OF_OPENSSL.exec(error.message) ?? [];
  if (reason !== undefined) return `no TLS connection: ${reason}`;
  if (error.message !== "" || !(error instanceof AggregateError)) return error.message;
  return error.errors.map((each: unknown) => (each instanceof Error ? each.message : String(each))).join("; ");
}
