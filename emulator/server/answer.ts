/** An answer of the emulator before it is put on the wire. */

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}

/** An HTTP answer before it is put on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: { readonly is: "json"; readonly value: Json } | { readonly is: "text"; readonly text: string };
  /** Sent in pieces of unknown total length. */
  readonly chunked?: boolean;
  /** Milliseconds to hold it back. */
  readonly delayMs?: number;
}
