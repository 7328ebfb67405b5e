/** From parameters to a signed HTTP request, for each scheme of authentication. */
import { randomUUID } from "node:crypto";
import { API_VERSION } from "../../contract/parameters.js";
import type { Parameter } from "../../contract/request.js";
import type { AuthScheme, Credentials } from "../config/config.js";
import type { CallOptions } from "./call-options.js";
import { type Acs3Request, acs3Authorization, sha256Hex } from "./signing/acs3.js";
import { encodeParameters } from "./signing/encoding.js";
import { rpcSignature } from "./signing/rpc.js";

/** A request exactly as it goes out, secrets included: it must not leave this room unredacted. */
export interface WireRequest {
  readonly method: "POST";
  /** Path and query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Everything one request is made from. */
interface WireInput {
  readonly operation: string;
  readonly parameters: readonly Parameter[];
  readonly auth: AuthScheme;
  /** Absent: the request goes out unsigned. */
  readonly credentials: Credentials | undefined;
  /** Host and, where it is not the scheme's own, port. */
  readonly host: string;
  /** Path of the endpoint, percent-encoded, with a slash in front; `/` for most. */
  readonly basePath: string;
  /** The moment the request says it was made, milliseconds since the epoch. */
  readonly date: number;
  readonly options?: Pick<CallOptions, "rawBody" | "unsignedTail" | "contentType" | "headers">;
}

const FORM = "application/x-www-form-urlencoded";

/**
 * Makes the request that goes on the wire. Action and version travel as headers and, but for V3, in the query as well: a
 * V2 server reads the query, and a bare emulator (`auth: none`) may read either.
 */
export function toWireRequest(input: WireInput): WireRequest {
  const request = signedRequest(input);
  const tail = input.options?.unsignedTail;
  return tail === undefined ? request : { ...request, body: request.body + tail };
}

function signedRequest(input: WireInput): WireRequest {
  const body = input.options?.rawBody ?? encodeParameters(input.parameters);
  if (input.auth === "acs3") return acs3Request(input, body);
  const query = input.auth === "rpc" ? rpcQuery(input, body) : actionQuery(input);
  const headers = { ...commonHeaders(input), ...furtherHeaders(input) };
  return { method: "POST", path: `${input.basePath}?${encodeParameters(query)}`, headers, body };
}

function commonHeaders(input: WireInput) {
  return {
    host: input.host,
    accept: "application/json",
    "accept-encoding": "identity",
    "user-agent": "gwlb-conformance",
    "content-type": input.options?.contentType ?? FORM,
    "x-acs-action": input.operation,
    "x-acs-version": API_VERSION,
  };
}

function furtherHeaders({ options }: WireInput): Record<string, string> | undefined {
  if (options?.headers === undefined) return undefined;
  return Object.fromEntries(Object.entries(options.headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function acs3Request(input: WireInput, body: string): WireRequest {
  const { credentials } = input;
  const bodyHash = sha256Hex(body);
  const headers: Record<string, string> = {
    ...commonHeaders(input),
    "x-acs-date": secondsUtc(input.date),
    "x-acs-signature-nonce": randomUUID(),
    "x-acs-content-sha256": bodyHash,
    ...tokenHeaders(credentials),
    ...furtherHeaders(input),
  };
  if (credentials === undefined || headers.authorization !== undefined)
    return { method: "POST", path: input.basePath, headers, body };
  const request: Acs3Request = { method: "POST", path: input.basePath, query: "", headers, bodyHash };
  const authorization = acs3Authorization(request, credentials.accessKeyId, credentials.accessKeySecret);
  return { method: "POST", path: input.basePath, headers: { ...headers, authorization }, body };
}

function tokenHeaders(credentials: Credentials | undefined): Readonly<Record<string, string>> | undefined {
  if (credentials?.securityToken === undefined) return undefined;
  return { "x-acs-accesskey-id": credentials.accessKeyId, "x-acs-security-token": credentials.securityToken };
}

function actionQuery(input: WireInput): Parameter[] {
  return [
    ["Action", input.operation],
    ["Version", API_VERSION],
  ];
}

function rpcQuery(input: WireInput, body: string): Parameter[] {
  const { credentials } = input;
  const query: Parameter[] = [
    ...actionQuery(input),
    ["Format", "json"],
    ["Timestamp", secondsUtc(input.date)],
    ["SignatureNonce", randomUUID()],
  ];
  if (credentials === undefined) return query;
  query.push(["SignatureMethod", "HMAC-SHA1"], ["SignatureVersion", "1.0"], ["AccessKeyId", credentials.accessKeyId]);
  if (credentials.securityToken !== undefined) query.push(["SecurityToken", credentials.securityToken]);
  const signed = [...query, ...formParameters(input, body)];
  query.push(["Signature", rpcSignature("POST", signed, credentials.accessKeySecret)]);
  return query;
}

/** What a server decodes from the body: V2 signs decoded parameters, so malformed bodies are read as a form parser would. */
function formParameters(input: WireInput, body: string): readonly Parameter[] {
  const { contentType = FORM, rawBody } = input.options ?? {};
  if (!contentType.startsWith(FORM)) return [];
  return rawBody === undefined ? input.parameters : [...new URLSearchParams(body)];
}

let lastSecond = 0;
let lastSecondText = "";

/** UTC without fractions. Thousands of requests share a second, so the last text is kept. */
function secondsUtc(date: number): string {
  const second = Math.floor(date / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastSecondText = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
  }
  return lastSecondText;
}
