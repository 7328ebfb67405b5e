/** How names and values are encoded, for signatures and forms. */
import type { Parameter } from "../../../contract/request.js";

const UNRESERVED = /^[A-Za-z0-9\-_.~]*$/;
const LEFT_BARE_BY_ENCODE_URI_COMPONENT = /[!'()*]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Percent-encodes text by RFC 3986: only letters, digits and `-_.~` stay bare, a space is `%20`, `*` is `%2A`. UTF-8 has no
 * bytes for a lone surrogate: it goes out as U+FFFD.
 */
export function percentEncode(text: string): string {
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(text.replace(LONE_SURROGATE, "\uFFFD")).replace(
    LEFT_BARE_BY_ENCODE_URI_COMPONENT,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Encodes parameters as `name=value` pairs joined by `&`, in the order given: a form body or a query string.
 * @param parameters names and values before encoding
 */
export function encodeParameters(parameters: readonly Parameter[]): string {
  return parameters.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&");
}
