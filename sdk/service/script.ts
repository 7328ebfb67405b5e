/** What the service does with each request of a case, as data. */
import type { Arrival } from "./arrival.js";

/** An answer as bytes. */
export interface Reply {
  readonly status: number;
  /** Names in the case in which they go out. `Content-Length` is added, and `Content-Type` where there is none. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /**
   * `length`, the default: with its length. `chunked`: in chunks of `pieceBytes`. `cut`: the length is promised, half of it is sent, and the
   * connection closed. `cut-chunks`: half of it in chunks, and the connection closed without an end.
   */
  readonly framing?: "length" | "chunked" | "cut" | "cut-chunks";
  /** Bytes of one chunk, or of one piece on its way. Default: all in one. */
  readonly pieceBytes?: number;
  /** Whether the connection ends with the answer. */
  readonly close?: boolean;
}

/** What is done with one request. */
export type Step =
  /** It is carried out and answered as the emulator would. */
  | { readonly does: "emulate"; readonly delayMs?: number }
  | { readonly does: "reply"; readonly reply: Reply; readonly delayMs?: number }
  /** The connection is reset, before or after the request has been carried out. */
  | { readonly does: "reset"; readonly when: "before" | "after" }
  /** Nothing comes, or no more than the head or half of the body, until the suite ends the silence; then the rest does. */
  | { readonly does: "silence"; readonly after: "nothing" | "head" | "half"; readonly reply: Reply };

/**
 * Tells what to do with a request.
 * @param arrival the request
 * @param nth which of the case it is, from 0
 */
export type Script = (arrival: Arrival, nth: number) => Step;

/**
 * A script of single steps; the last one is for all further requests too.
 * @param steps at least one
 */
export function inOrder(first: Step, ...others: readonly Step[]): Script {
  const steps = [first, ...others];
  return (_, nth) => steps[Math.min(nth, steps.length - 1)] ?? first;
}

/** A script that answers every request alike. */
export function always(reply: Reply): Script {
  return () => ({ does: "reply", reply });
}
