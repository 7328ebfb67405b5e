/** Credentials that the suite gives out, one set for each case, and finding them where they must not be. */
import { createHash } from "node:crypto";
import type { ClientCredentials } from "./adapter/protocol.js";
import type { Arrival } from "./service/arrival.js";

/** What of a caller's credentials was found. */
export type Leak = "the access key secret" | "the security token" | "the signature of an Authorization header";

const SIGNATURES_KEPT = 20_000;
/** Hexadecimal words of a stream that are kept: a signature may be written before it is sent. */
const WORDS_KEPT = 20_000;
const HEX_SIGNATURE = /[0-9a-f]{64}/gu;

const A_SIGNATURE: Leak = "the signature of an Authorization header";

function hexWordsIn(text: string): string[] {
  return [...text.matchAll(HEX_SIGNATURE)].map(([word]) => word);
}

/** Makes credentials from the run's seed and knows them again. They open nothing but the suite's own service. */
export class CredentialBook {
  readonly #run: string;
  readonly #secret: string;
  readonly #token: string;
  /** Real tokens are long. */
  readonly #rest: string;
  /** What tells that a text holds one of them. */
  readonly #marks: readonly (readonly [mark: string, Leak])[];
  readonly #signatures = new Set<string>();
  #last = 0;

  /** @param seed of the run */
  constructor(seed: number) {
    const text = (what: string) =>
      createHash("sha256").update(`${seed} ${what}`).digest("base64url").replace(/[-_]/gu, "x");
    this.#run = text("key").slice(0, 6);
    this.#secret = text("secret").slice(0, 22);
    this.#token = text("token").slice(0, 40);
    this.#rest = Array.from({ length: 10 }, (_, i) => text(`rest ${i}`).slice(0, 40)).join("");
    this.#marks = [
      ...encodingsOf(this.#secret).map((mark) => [mark, "the access key secret"] as const),
      ...encodingsOf(this.#token).map((mark) => [mark, "the security token"] as const),
    ];
  }

  /**
   * Credentials that no other case has.
   * @param temporary whether there is a security token, with the characters that real ones have
   */
  next(temporary: boolean): ClientCredentials {
    this.#last += 1;
    const number = String(this.#last).padStart(8, "0");
    return {
      accessKeyId: `LTAI5t${this.#run}${number}`,
      accessKeySecret: `${this.#secret}${number}`,
      ...(temporary ? { securityToken: `CAIS${this.#token}${number}/+a/b+${this.#rest}+c==` } : {}),
    };
  }

  /** Keeps a V3 signature that was seen: it must not be seen anywhere else. */
  sawSignature(text: string): void {
    if (text.length === 64 && this.#signatures.size < SIGNATURES_KEPT) this.#signatures.add(text);
  }

  /** What of any case's credentials a text holds, in one of the usual encodings. */
  leakIn(text: string): Leak | undefined {
    const mark = this.#marks.find(([one]) => text.includes(one));
    if (mark !== undefined) return mark[1];
    return hexWordsIn(text).some((word) => this.isSignature(word)) ? A_SIGNATURE : undefined;
  }

  /** Whether a word is a signature that was seen. */
  isSignature(word: string): boolean {
    return this.#signatures.has(word);
  }
}

/**
 * The usual encodings of a secret, as they would stand in a longer text.
 * @param secret letters and digits
 */
export function encodingsOf(secret: string): readonly string[] {
  // In Base64 a text looks different at each of three places; what depends on its neighbours is left out.
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.from("x".repeat(shift) + secret)
      .toString("base64")
      .replace(/=+$/u, "");
    return encoded.slice(shift === 0 ? 0 : 4, -2);
  });
  const hex = Buffer.from(secret).toString("hex");
  return [secret, [...secret].reverse().join(""), hex, hex.toUpperCase(), ...base64];
}

/**
 * Whether a secret is anywhere in a request, in one of its usual encodings.
 * @param request as it arrived
 */
export function carriesSecret(
  { target, headers, body }: Pick<Arrival, "target" | "headers" | "body">,
  secret: string,
): boolean {
  const sent = [target, ...headers.map(([name, value]) => `${name}: ${value}`), body.toString("latin1")].join("\n");
  const decoded = sent.replace(/%([0-9A-Fa-f]{2})/gu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return encodingsOf(secret).some((one) => sent.includes(one) || decoded.includes(one));
}

/** Finds leaks in a stream of text, also where it is cut in the middle of one. */
export class LeakWatch {
  readonly #book: CredentialBook;
  readonly #found = new Set<Leak>();
  readonly #words = new Set<string>();
  #tail = "";

  /** @param book of all credentials of the run */
  constructor(book: CredentialBook) {
    this.#book = book;
  }

  /** What was found until now; a signature is known as one only once its request has arrived. */
  get found(): ReadonlySet<Leak> {
    if ([...this.#words].some((word) => this.#book.isSignature(word))) this.#found.add(A_SIGNATURE);
    return this.#found;
  }

  read(chunk: Buffer): void {
    const text = this.#tail + chunk.toString("latin1");
    const leak = this.#book.leakIn(text);
    if (leak !== undefined) this.#found.add(leak);
    for (const word of hexWordsIn(text)) if (this.#words.size < WORDS_KEPT) this.#words.add(word);
    this.#tail = text.slice(-200);
  }
}
