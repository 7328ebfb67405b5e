/** From the bytes of an HTTP request to parameters by name. */
import { isUtf8 } from "node:buffer";
import type { IncomingHttpHeaders } from "node:http";
import { type Refusal, refuse } from "./refusal.js";

/** An HTTP request as it came in, before anything is decoded. */
export interface RawRequest {
  readonly method: string;
  /** Query string without the question mark, still percent-encoded. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Identity of the connection it came on. */
  readonly connection: object;
}

/** Name and value, decoded. */
export type Pair = readonly [name: string, value: string];

/** Parameters by name. Where a name is repeated the first value counts, and the body goes before the query. */
export type Parameters = ReadonlyMap<string, string>;

/** A request's parameters, decoded; kept apart because the signatures treat query and body differently. */
export interface DecodedRequest {
  readonly query: readonly Pair[];
  readonly form: readonly Pair[];
  readonly parameters: Parameters;
}

/** Turns wire text into pairs; undefined for text that is not decodable. */
export type PairDecoder = (encoded: string) => readonly Pair[] | undefined;

const MALFORMED = refuse(400, "InvalidParameter.Format", "The request body or query is not valid URL encoded UTF-8.");

/**
 * Decodes one name or value: `+` and `%20` are both a space, because V3 signs the raw body and clients differ.
 * @param encoded wire text
 * @throws URIError when a percent sign is not followed by the UTF-8 of a character
 */
export function decodeText(encoded: string): string {
  const spaced = encoded.includes("+") ? encoded.replaceAll("+", " ") : encoded;
  return spaced.includes("%") ? decodeURIComponent(spaced) : spaced;
}

/**
 * A decoder of `a=b&c=d` text. A name without `=` has an empty value; empty pieces are skipped.
 * @param decode how one name or value is decoded; may throw URIError
 */
export function pairDecoder(decode: (encoded: string) => string): PairDecoder {
  return (encoded) => {
    const pairs: Pair[] = [];
    try {
      for (const piece of encoded.split("&")) {
        if (piece === "") continue;
        const at = piece.indexOf("=");
        pairs.push(at < 0 ? [decode(piece), ""] : [decode(piece.slice(0, at)), decode(piece.slice(at + 1))]);
      }
    } catch (problem) {
      if (problem instanceof URIError) return undefined;
      throw problem;
    }
    return pairs;
  };
}

export const decodePairs: PairDecoder = pairDecoder(decodeText);

/** How the emulator reads the two places where parameters travel. */
export interface Decoder {
  readonly query: PairDecoder;
  readonly form: PairDecoder;
}

export const correctDecoder: Decoder = { query: decodePairs, form: decodePairs };

/**
 * Reads the parameters of a request. A body of another content type than a form carries none.
 * @param decoder how pairs are decoded
 * @returns the parameters, or the refusal of undecodable text
 */
export function decodeRequest(raw: RawRequest, decoder: Decoder): DecodedRequest | Refusal {
  const query = decoder.query(raw.query);
  const form = readForm(raw, decoder.form);
  if (query === undefined || form === undefined) return MALFORMED;
  const parameters = new Map<string, string>();
  for (const [name, value] of [...form, ...query]) {
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return { query, form, parameters };
}

function readForm(raw: RawRequest, decode: PairDecoder): readonly Pair[] | undefined {
  const contentType = raw.headers["content-type"] ?? "application/x-www-form-urlencoded";
  if (raw.body.length === 0 || !contentType.toLowerCase().startsWith("application/x-www-form-urlencoded")) return [];
  return isUtf8(raw.body) ? decode(raw.body.toString("utf8")) : undefined;
}
