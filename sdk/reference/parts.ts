/**
 * What the reference client is made of, as types: each part can be replaced by a fault or a legitimate difference, so that the correct client never
 * has to know of them. The correct parts are put together in correct-parts.ts.
 */
import type { JsonObject } from "../../contract/answer.js";
import type {
  ClientSettings,
  CreatedListener,
  CreateListenerRequest,
  ListenerAttributes,
  Operation,
} from "./requests.js";

/** Name and value of a parameter, before they are encoded. */
export type Pair = readonly [name: string, value: string];

/** One attempt of a call before it is signed. */
export interface Draft {
  readonly operation: Operation;
  readonly parameters: readonly Pair[];
  readonly settings: ClientSettings;
  readonly nonce: string;
  /** Milliseconds since the epoch. */
  readonly date: number;
}

/** A request as it goes on the wire. */
export interface Message {
  readonly method: "GET" | "POST";
  /** Path and query. */
  readonly path: string;
  /** In the order in which they are sent; length and framing are put in by the transport. */
  readonly headers: readonly Pair[];
  readonly body: string;
  /** Whether the body goes out in chunks, without its length. */
  readonly chunked: boolean;
}

/** An answer as it came from the wire, whole. */
export interface HttpAnswer {
  readonly status: number;
  /** As sent. */
  readonly headers: readonly Pair[];
  /** As they arrived. */
  readonly chunks: readonly Buffer[];
}

/** What came of one attempt: an answer, or the error in place of it. */
export type Attempt =
  | { readonly is: "answer"; readonly answer: HttpAnswer }
  | { readonly is: "failure"; readonly error: Error };

/** An attempt that has been made, and what is known about the call. */
export interface AttemptMade {
  readonly attempt: Attempt;
  readonly draft: Draft;
  /** Counted from 1. */
  readonly nth: number;
}

/** Writes parameters as they stand in a form or a query. */
export type Spelling = (parameters: readonly Pair[]) => string;

/** Sends one request and gives its answer. Rejects with `TimeoutError` or `ConnectionError`. */
export type Transport = (message: Message, settings: ClientSettings) => Promise<HttpAnswer>;

/** How the bytes of an answer become data. */
export interface Reading {
  textOf(answer: HttpAnswer): string;
  /** Throws where the text is no JSON. */
  parse(text: string): unknown;
}

/** How a client waits for a listener. */
export interface WaiterParts {
  /** Milliseconds that a wait takes at most, given those that the caller allows. */
  timeMs(allowedMs: number): number;
  /** Whether the wait is over. */
  isReady(status: string | undefined): boolean;
  /** Milliseconds between two reads, given those that are left. */
  pauseMs(leftMs: number): number;
  /** What the wait comes to when its time is over. Throws where that is an error. */
  atTimeOut(last: ListenerAttributes | undefined): ListenerAttributes;
  /** What the wait comes to when a read fails. Throws where that is an error; `undefined` goes on. */
  atError(error: unknown): ListenerAttributes | undefined;
}

/** What can be told of a client and of its calls while they are made. */
export type Event =
  | { readonly is: "made"; readonly settings: ClientSettings }
  | { readonly is: "sending"; readonly message: Message; readonly settings: ClientSettings }
  | { readonly is: "answered"; readonly answer: HttpAnswer; readonly settings: ClientSettings }
  | { readonly is: "failed"; readonly error: unknown; readonly settings: ClientSettings };

/** How the adapter in front of the client behaves. */
export interface AdapterParts {
  readonly features: readonly string[];
  /** Milliseconds before the first command is looked at. */
  readonly startMs: number;
  /** Milliseconds that an answer is held back, by the number of its command. */
  holdMs(id: number): number;
  /** A result as it is written into the answer. */
  written(result: object): object;
}

/** The client as replaceable parts. */
export interface ClientParts {
  readonly adapter: AdapterParts;
  /** Why a request is not sent at all; `undefined` when there is nothing against it. Throws `UnsupportedError` for what it cannot express. */
  refusalOf(request: CreateListenerRequest): string | undefined;
  parametersOf(request: CreateListenerRequest): readonly Pair[];
  nonce(settings: ClientSettings): string;
  now(settings: ClientSettings): number;
  readonly spelling: Spelling;
  compose(draft: Draft, spelling: Spelling): Message;
  readonly transport: Transport;
  /** The request that a redirect leads to and the endpoint it goes to; `undefined` when it is not followed. */
  redirected(
    answer: HttpAnswer,
    message: Message,
  ): { readonly message: Message; readonly endpoint: string } | undefined;
  /** Milliseconds before a further attempt; `undefined` when there is none. */
  pauseBefore(made: AttemptMade): number | undefined;
  /** The next attempt of the same call, with a nonce and a date of its own. */
  again(draft: Draft, fresh: Pick<Draft, "nonce" | "date">): Draft;
  readonly reading: Reading;
  /** The body of a success. Throws for whatever is none. */
  successOf(answer: HttpAnswer, reading: Reading): JsonObject;
  created(body: JsonObject, draft: Draft): CreatedListener;
  attributes(body: JsonObject, draft: Draft): ListenerAttributes;
  readonly waiter: WaiterParts;
  /** Told of everything; writes nothing in the correct client. */
  note(event: Event): void;
  /** The last word on every error that a call ends with. */
  reported(error: unknown, draft: Draft): unknown;
}
