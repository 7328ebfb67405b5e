/** Bodies that come encoded though nobody asked for it. */
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { codeOf } from "../../contract/error-code.js";
import type { NoAnswer } from "../../contract/exchange.js";

type Decoder = (body: Buffer, bounds: { readonly maxOutputLength: number }) => Buffer;

/** `deflate` is the zlib format; some servers send it bare. Source: RFC 9110, section 8.4.1.2. */
const inflate: Decoder = (body, bounds) => {
  const isZlib = ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
  return isZlib ? inflateSync(body, bounds) : inflateRawSync(body, bounds);
};

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ["identity", (body) => body],
  ["gzip", gunzipSync],
  ["x-gzip", gunzipSync],
  ["deflate", inflate],
  ["br", brotliDecompressSync],
]);
/** Encodings on top of each other: more are no honest answer. */
const MOST_ENCODINGS = 2;
const SHOWN_BYTES = 24;

/**
 * Takes the encodings off a body.
 * @param header the `Content-Encoding` of the answer, if any
 * @param longest bytes that may come of it: a few bytes can stand for very many
 * @returns the body itself, or why it cannot be had
 */
export function decodeBody(body: Buffer, header: string | undefined, longest: number): Buffer | NoAnswer {
  if (header === undefined || body.length === 0) return body;
  const names = header.split(",").map((name) => name.trim().toLowerCase());
  const decoders = names.reverse().filter((name) => name !== "");
  const unreadable = (why: string): NoAnswer => ({
    kind: "encoding",
    detail: `the body cannot be read: Content-Encoding ${JSON.stringify(header.slice(0, 60))}, ${why}; it begins with ${beginningOf(body)}`,
  });
  if (decoders.length > MOST_ENCODINGS) return unreadable("too many of them");
  let decoded = body;
  for (const name of decoders) {
    const decode = DECODERS.get(name);
    if (decode === undefined) return unreadable("which this suite does not know and did not ask for");
    try {
      decoded = decode(decoded, { maxOutputLength: longest });
    } catch (error) {
      if (codeOf(error) === "ERR_BUFFER_TOO_LARGE")
        return { kind: "too-large", detail: `the body is larger than ${longest} bytes once it is decoded` };
      return unreadable(`which it is not in (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  return decoded;
}

/** As text where it is text: whoever reads this wants to see at once what came. */
function beginningOf(body: Buffer): string {
  const bytes = body.subarray(0, SHOWN_BYTES);
  const isText = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return isText
    ? JSON.stringify(bytes.toString("latin1"))
    : `bytes ${bytes.toString("hex").replace(/..(?=.)/gu, "$& ")}`;
}
