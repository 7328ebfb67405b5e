/** Checking signatures of version 2; made apart from the client's own, so that a mistake in one shows. */
import { createHmac } from "node:crypto";
import type { Pair } from "../decoder.js";
import { canonicalPairs, percentEncode } from "./canonical.js";

/**
 * Verifying side of the RPC signature (`HMAC-SHA1`, version 1.0): query and form parameters are signed together.
 * Source: Alibaba Cloud's description of the RPC mechanism.
 * @param method HTTP method in capitals
 * @param pairs all query and form parameters, decoded; `Signature` is left out here
 * @param secret access key secret; an ampersand is part of the key
 * @returns Base64
 */
export function v2Signature(method: string, pairs: readonly Pair[], secret: string): string {
  const signed = pairs.filter(([name]) => name !== "Signature");
  const stringToSign = `${method}&${percentEncode("/")}&${percentEncode(canonicalPairs(signed))}`;
  return createHmac("sha1", `${secret}&`).update(stringToSign).digest("base64");
}
