/** From parameters to a signed request, by version 3 and by version 2. Both signatures are calculated as the suite's own requests are. */
import { API_VERSION } from "../../contract/parameters.js";
import { acs3Authorization, sha256Hex } from "../../target/wire/signing/acs3.js";
import { rpcSignature } from "../../target/wire/signing/rpc.js";
import type { Draft, Message, Pair, Spelling } from "./parts.js";
import type { ClientCredentials } from "./requests.js";

const FORM = "application/x-www-form-urlencoded";

/**
 * Signs by version 3, parameters in a form.
 * @param draft what is asked for
 * @param spelling of the form
 */
export function composeV3(draft: Draft, spelling: Spelling): Message {
  const body = spelling(draft.parameters);
  return signedV3(draft, { method: "POST", path: "/", headers: headersV3(draft, body), body, chunked: false });
}

/**
 * The headers of a request by version 3, all but the signature.
 * @param body that is sent
 */
export function headersV3({ operation, settings, nonce, date }: Draft, body: string): readonly Pair[] {
  return [
    ["Host", new URL(settings.endpoint).host],
    ["Accept", "application/json"],
    ["User-Agent", "gwlb-reference-client"],
    ["Content-Type", FORM],
    ["x-acs-action", operation],
    ["x-acs-version", API_VERSION],
    ["x-acs-date", secondsUtc(date)],
    ["x-acs-signature-nonce", nonce],
    ["x-acs-content-sha256", sha256Hex(body)],
    ...tokenHeaders(settings.credentials),
  ];
}

function tokenHeaders({ accessKeyId, securityToken }: ClientCredentials): Pair[] {
  if (securityToken === undefined) return [];
  return [
    ["x-acs-accesskey-id", accessKeyId],
    ["x-acs-security-token", securityToken],
  ];
}

/**
 * Puts the signature of version 3 on a request.
 * @param draft whose it is
 * @param message without an `Authorization`
 * @param body whose hash is signed; absent: that of the message
 */
export function signedV3({ settings }: Draft, message: Message, body = message.body): Message {
  const [path = "/", query = ""] = message.path.split("?");
  const headers = Object.fromEntries(message.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const { accessKeyId, accessKeySecret } = settings.credentials;
  const request = { method: message.method, path, query, headers, bodyHash: sha256Hex(body) };
  const authorization = acs3Authorization(request, accessKeyId, accessKeySecret);
  return { ...message, headers: [...message.headers, ["Authorization", authorization]] };
}

/**
 * Signs by version 2: the signature and what belongs to it in the query, parameters in a form.
 * @param draft what is asked for
 * @param spelling of the form
 */
export function composeV2(draft: Draft, spelling: Spelling): Message {
  const query = queryV2(draft, "POST");
  const headers: Pair[] = [
    ["Host", new URL(draft.settings.endpoint).host],
    ["Accept", "application/json"],
    ["User-Agent", "gwlb-reference-client"],
    ["Content-Type", FORM],
  ];
  return { method: "POST", path: `/?${spelling(query)}`, headers, body: spelling(draft.parameters), chunked: false };
}

/**
 * What version 2 puts into the query, the signature last.
 * @param draft whose parameters are signed with it
 * @param method of the request
 */
export function queryV2({ operation, parameters, settings, nonce, date }: Draft, method: "GET" | "POST"): Pair[] {
  const { accessKeyId, accessKeySecret, securityToken } = settings.credentials;
  const query: Pair[] = [
    ["Action", operation],
    ["Version", API_VERSION],
    ["Format", "JSON"],
    ["Timestamp", secondsUtc(date)],
    ["SignatureNonce", nonce],
    ["SignatureMethod", "HMAC-SHA1"],
    ["SignatureVersion", "1.0"],
    ["AccessKeyId", accessKeyId],
    ...(securityToken === undefined ? [] : [["SecurityToken", securityToken] as const]),
  ];
  return [...query, ["Signature", rpcSignature(method, [...query, ...parameters], accessKeySecret)]];
}

/**
 * A moment in UTC, without fractions of a second.
 * @param date milliseconds since the epoch
 */
export function secondsUtc(date: number): string {
  return `${new Date(date).toISOString().slice(0, 19)}Z`;
}
