/** Exchanges as commands that a person can paste. */
import type { SentRequest } from "../../contract/exchange.js";

/** Headers that the transport makes itself, or that a repetition has to make anew. */
const LEFT_OUT = new Set(["host", "content-length", "connection", "accept-encoding", "user-agent"]);

/**
 * A recorded request as a command line for a POSIX shell. Secrets are redacted where the request was recorded; a signature has to be made
 * anew, so against a target that verifies signatures the line shows the request and does not repeat it.
 */
export function curlOf(request: SentRequest): string {
  const headers = Object.entries(request.headers)
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const body = request.body === "" ? [] : [`--data-raw ${quote(request.body)}`];
  return ["curl -sS -i", `-X ${request.method}`, ...headers, ...body, quote(request.url)].join(" ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
