/** The words for what went over the wire, in which every room speaks of it. */
import type { Parameter } from "./request.js";

/** A request as it went out, secrets already redacted. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The business parameters before encoding, for people. */
  readonly parameters: readonly Parameter[];
}

/** An HTTP answer as it came in. The body is bounded by the client and kept as text. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why there is no HTTP answer, or no usable one. */
export type NoAnswer = {
  /** `encoding`: the body came in an encoding that is unknown, or not in the one it names. */
  readonly kind: "timeout" | "connection" | "tls" | "too-large" | "protocol" | "encoding";
  readonly detail: string;
};

/** One request and its answer as seen on the wire. Times are milliseconds of one monotonic clock. */
export interface Exchange {
  readonly operation: string;
  readonly request: SentRequest;
  readonly outcome:
    | { readonly is: "response"; readonly response: ReceivedResponse }
    | { readonly is: "no-answer"; readonly problem: NoAnswer };
  readonly startedAt: number;
  readonly endedAt: number;
  /** How often the same request was put off by throttling (`Throttling.*`, 429, 503) before this answer. */
  readonly throttled: number;
}
