/** The spelling that both signatures are calculated from. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Pair } from "../decoder.js";

const KEPT_BY_ENCODE_URI_COMPONENT = /[!'()*]/g;

/**
 * Percent-encodes as RFC 3986 has it: only letters, digits and `-_.~` stay.
 * @param text well-formed text
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    KEPT_BY_ENCODE_URI_COMPONENT,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Joins pairs in the order and spelling that is signed.
 * @param pairs decoded names and values
 */
export function canonicalPairs(pairs: readonly Pair[]): string {
  return [...pairs]
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

/** @param data text (as UTF-8) or bytes @returns SHA-256 in lower-case hex */
export function sha256Hex(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Compares two signatures in constant time. */
export function sameSignature(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
