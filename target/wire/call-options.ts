/** What may be said about a call besides its operation and parameters. */
import type { Parameter } from "../../contract/request.js";
import type { AuthScheme, Config, Credentials, Limits } from "../config/config.js";
import type { Activity } from "./activity.js";
import type { Places } from "./places.js";

/** Gives credentials that may change with time, such as those of a role. */
export interface CredentialsProvider {
  /** The credentials valid now. Rejects with a `ConfigError` when there are none. */
  get(): Promise<Credentials>;
}

/** Who makes a call, when it is not the one the client was made for. */
export type Caller =
  | { readonly is: "credentials"; readonly credentials: Credentials }
  /** The request carries action and version, but no key and no signature. */
  | { readonly is: "unsigned" };

/** Counts on somebody's account. */
export interface Meter {
  /** HTTP requests, repeated ones included. */
  requests: number;
  /** Throttled answers. */
  throttled: number;
  /** How often requests were repeated because of an error that passes, by status and code. */
  readonly passing?: Map<string, number>;
}

export interface CallOptions {
  /** Counts what this call sends, beside the client's own count. */
  readonly meter?: Meter;
  /** Gives up: the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Absent: the client's own credentials. */
  readonly caller?: Caller;
  /** Shifts the date that the request claims, milliseconds; negative is the past. */
  readonly clockOffsetMs?: number;
  /** Malformed wire input: sent and signed as it is, in place of the encoded parameters. */
  readonly rawBody?: string;
  /** Put behind the body after it was signed, as a middleman might. */
  readonly unsignedTail?: string;
  readonly contentType?: string;
  /** Whether a throttled request is put off and sent again; true when absent. */
  readonly retryThrottled?: boolean;
  /** Told each time that the request is put off for others at the same place, or for a reason that is not told and may be that. */
  readonly onPutOff?: (isFor: "others" | "unclear") => void;
  /** Whether a request lost on a stale connection may be sent once more if that is harmless; true when absent. */
  readonly resendStale?: boolean;
  /** Further headers; they win over the suite's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `single`: consecutive calls share one keep-alive connection and wait for one another. */
  readonly connection?: "shared" | "single";
  /** What `together` gave: the call leaves at the moment of the group instead of waiting for its own. */
  readonly places?: Places;
}

export interface TogetherOptions {
  /** Gives up waiting for the places; `together` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Whose rate the requests count for; CreateListener when absent. */
  readonly operation?: string;
}

/** Whether sending a request again changes nothing, though the lost one may have been processed. */
export function isHarmlessTwice(
  operation: string,
  parameters: readonly Parameter[],
  { resendStale, rawBody }: CallOptions,
): boolean {
  if (resendStale === false) return false;
  if (/^(?:Get|List|Describe)/.test(operation)) return true;
  if (rawBody !== undefined) return false;
  return parameters.some(
    ([name, value]) => (name === "DryRun" && value === "true") || (name === "ClientToken" && value !== ""),
  );
}

/** What a client goes by. */
export interface ClientOptions {
  /** `http(s)://host[:port][/path]`; all operations are served at that path. */
  readonly endpoint: string;
  readonly auth: AuthScheme;
  /** Absent: calls go out unsigned, which `auth: none` wants. */
  readonly credentials?: Credentials | CredentialsProvider | undefined;
  readonly limits: Pick<Limits, "concurrency" | "requestsPerSecond" | "requestTimeoutMs" | "responseBytes">;
  readonly waits: Pick<Config["waits"], "throttled">;
  /** Where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are looked up; the process's environment when absent. */
  readonly env?: NodeJS.ProcessEnv;
  /** Told of what is sent and waited for. */
  readonly activity?: Activity | undefined;
}
