/** Signing by version 2 (RPC, HMAC-SHA1). */
import { createHmac } from "node:crypto";
import type { Parameter } from "../../../contract/request.js";
import { encodeParameters, percentEncode } from "./encoding.js";

/**
 * The text that a V2 (RPC) signature signs. Source: signature of RPC APIs, steps 1 to 3.
 * @param parameters all of the query and the form body, decoded, in any order, without `Signature`
 */
export function rpcStringToSign(method: string, parameters: readonly Parameter[]): string {
  const sorted = parameters.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  const canonicalQuery = encodeParameters(sorted);
  return `${method}&%2F&${percentEncode(canonicalQuery)}`;
}

/**
 * Signs a request by HMAC-SHA1.
 * @param parameters all of the query and the form body, decoded, in any order, without `Signature`
 * @param accessKeySecret completed with `&` it is the key of the HMAC
 * @returns the signature, Base64
 */
export function rpcSignature(method: string, parameters: readonly Parameter[], accessKeySecret: string): string {
  return createHmac("sha1", `${accessKeySecret}&`).update(rpcStringToSign(method, parameters), "utf8").digest("base64");
}
