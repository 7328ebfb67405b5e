/** Taking secrets out of what is recorded: the one place, so a new kind of secret is named here. */
import type { Exchange, ReceivedResponse, SentRequest } from "../../contract/exchange.js";
import type { Parameter } from "../../contract/request.js";
import type { Credentials } from "../config/config.js";
import { percentEncode } from "./signing/encoding.js";
import type { Delivery } from "./transport.js";
import type { WireRequest } from "./wire-request.js";

const REDACTED = "<redacted>";

/** Text shorter than this is not searched for in answers: it would be found in ordinary words. */
const SHORTEST_SECRET = 8;

const SECRET_HEADERS = new Set(["x-acs-security-token", "x-acs-bearer-token", "cookie", "proxy-authorization"]);

/** Makes the record of an exchange. The request is redacted when it is first looked at: most never are. */
export function recordOf(
  { operation, parameters }: Pick<Exchange, "operation"> & Pick<SentRequest, "parameters">,
  request: WireRequest,
  origin: string,
  credentials: Credentials | undefined,
  delivery: Delivery,
  times: Pick<Exchange, "startedAt" | "endedAt" | "throttled">,
): Exchange {
  let redacted: Exchange["request"] | undefined;
  return {
    operation,
    get request() {
      redacted ??= redactRequest(request, origin, parameters);
      return redacted;
    },
    outcome:
      delivery.is === "response"
        ? { is: "response", response: redactResponse(delivery.response, request, credentials) }
        : { is: "no-answer", problem: delivery.problem },
    ...times,
  };
}

/** Makes an access key id recognisable to its owner and useless to others. */
function maskAccessKeyId(accessKeyId: string): string {
  return accessKeyId.length < 12 ? "****" : `${accessKeyId.slice(0, 4)}****${accessKeyId.slice(-4)}`;
}

/**
 * The record of a request: what went out, without signature, token and key.
 * @param parameters the business parameters before encoding
 */
function redactRequest(request: WireRequest, origin: string, parameters: readonly Parameter[]): SentRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, redactHeader(name, value)]),
  );
  return { method: request.method, url: origin + redactQuery(request.path), headers, body: request.body, parameters };
}

function redactHeader(name: string, value: string): string {
  if (name === "authorization") return redactAuthorization(value);
  if (name === "x-acs-accesskey-id") return maskAccessKeyId(value);
  return SECRET_HEADERS.has(name) ? REDACTED : value;
}

function redactAuthorization(value: string): string {
  const parts = /^(ACS3-HMAC-SHA256) Credential=([^,]*),(SignedHeaders=[^,]*),Signature=/.exec(value);
  if (parts === null) return REDACTED;
  const [, algorithm, accessKeyId = "", signedHeaders] = parts;
  return `${algorithm} Credential=${maskAccessKeyId(accessKeyId)},${signedHeaders},Signature=${REDACTED}`;
}

function redactQuery(path: string): string {
  return path.replace(/([?&])(Signature|SecurityToken|AccessKeyId)=([^&]*)/g, (_, before, name, value) =>
    name === "AccessKeyId"
      ? `${before}${name}=${maskAccessKeyId(decodeURIComponent(value))}`
      : `${before}${name}=${percentEncode(REDACTED)}`,
  );
}

/**
 * The record of an answer: a target may repeat what it was sent, such as the string that it signed, so secret, token and
 * signature are taken out of headers and body.
 * @param credentials whose request it was; absent for an unsigned one
 */
function redactResponse(
  response: ReceivedResponse,
  request: WireRequest,
  credentials: Credentials | undefined,
): ReceivedResponse {
  if (credentials === undefined) return response;
  const { accessKeyId } = credentials;
  const secrets = [...secretForms(credentials), ...signatureForms(request)];
  const showsKeyId = (text: string) => accessKeyId.length >= SHORTEST_SECRET && text.includes(accessKeyId);
  const isClean = (text: string) => !showsKeyId(text) && !secrets.some((secret) => text.includes(secret));
  const headers = Object.entries(response.headers);
  if (isClean(response.body) && headers.every(([, value]) => isClean(value))) return response;
  const redact = (text: string) => {
    const withoutSecrets = secrets.reduce((left, secret) => left.replaceAll(secret, REDACTED), text);
    return showsKeyId(text) ? withoutSecrets.replaceAll(accessKeyId, maskAccessKeyId(accessKeyId)) : withoutSecrets;
  };
  return {
    status: response.status,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, redact(value)])),
    body: redact(response.body),
  };
}

const formsByCredentials = new WeakMap<Credentials, readonly string[]>();

/** Secrets as a target may write them: bare, percent-encoded, and encoded twice as in a V2 string to sign. */
function secretForms(credentials: Credentials): readonly string[] {
  const known = formsByCredentials.get(credentials);
  if (known !== undefined) return known;
  const forms = [credentials.accessKeySecret, credentials.securityToken ?? ""]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap(encodedForms);
  formsByCredentials.set(credentials, forms);
  return forms;
}

function encodedForms(secret: string): string[] {
  const once = percentEncode(secret);
  return [...new Set([secret, once, percentEncode(once)])];
}

function signatureForms(request: WireRequest): readonly string[] {
  const header = /Signature=(.*)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const query = /[?&]Signature=([^&]*)/.exec(request.path)?.[1] ?? "";
  return [header, query, decodeURIComponent(query)].filter((form) => form.length >= SHORTEST_SECRET);
}
