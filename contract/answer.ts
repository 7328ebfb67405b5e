/** Reading an answer: which kind it is and what it carries, before any judgement. */
import { DRY_RUN_PASSED } from "./errors.js";
import type { Exchange, NoAnswer } from "./exchange.js";

export type JsonObject = Readonly<Record<string, unknown>>;

/** An answer to CreateListener by what it means to a client. Texts come from the target: hostile until escaped. */
export type Answer =
  /** 2xx without an error code: to a client the request has succeeded. */
  | {
      readonly is: "accepted";
      readonly status: number;
      readonly body: JsonObject | undefined;
      readonly listenerId: string | undefined;
    }
  | { readonly is: "dry-run-passed"; readonly status: number; readonly body: JsonObject }
  /** Below 500, with an error code or an error status. */
  | {
      readonly is: "refused";
      readonly status: number;
      readonly body: JsonObject | undefined;
      readonly code: string | undefined;
      readonly message: string | undefined;
    }
  | {
      readonly is: "server-error";
      readonly status: number;
      readonly body: JsonObject | undefined;
      readonly code: string | undefined;
    }
  /** Still throttled when the patience for it ended. */
  | { readonly is: "throttled"; readonly status: number; readonly code: string | undefined }
  | { readonly is: "no-answer"; readonly problem: NoAnswer };

/** Codes that some gateways put into a success body. */
const SUCCESS_CODE = /^(success|ok|200|0)$/iu;

/** Codes with which a gateway puts a request off. Source: SDK runtimes and clients of the product. */
const THROTTLING_CODE = /^(Throttling(\..*)?|ServiceUnavailable|SystemBusy|Rejected\.Throttling)$/u;

/** Statuses of a gateway that did not get through to the service; with a code of the API they are the service's own. */
const GATEWAY_STATUS: ReadonlySet<number> = new Set([502, 504]);

/**
 * Whether an answer puts the request off instead of judging it.
 * @param code error code, if any
 */
export function isThrottling(status: number, code: string | undefined): boolean {
  if (code === undefined && GATEWAY_STATUS.has(status)) return true;
  return status === 429 || status === 503 || (code !== undefined && THROTTLING_CODE.test(code));
}

/** The body as a JSON object, or `undefined` when it is anything else. */
export function jsonObjectOf(body: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is a JSON object, not an array and not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member that is a text which is not empty, else `undefined`. */
export function textMember(body: JsonObject | undefined, name: string): string | undefined {
  const value = body?.[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * A value of a JSON body in words, cut to a length. The body is the target's: a value may be nested too deeply to be written out.
 * @param value any value of a parsed body, or `undefined` when it was not there
 * @param longest characters at most
 */
export function describeJson(value: unknown, longest: number): string {
  if (value === undefined) return "absent";
  try {
    return JSON.stringify(value).slice(0, longest);
  } catch {
    return "a value nested too deeply to show";
  }
}

/** Reads the answer of a CreateListener exchange. */
export function readAnswer(exchange: Exchange): Answer {
  if (exchange.outcome.is === "no-answer") return { is: "no-answer", problem: exchange.outcome.problem };
  const { status, body: text } = exchange.outcome.response;
  const body = jsonObjectOf(text);
  const code = textMember(body, "Code");
  if (body !== undefined && code === DRY_RUN_PASSED) return { is: "dry-run-passed", status, body };
  if (isThrottling(status, code)) return { is: "throttled", status, code };
  if (status >= 500) return { is: "server-error", status, body, code };
  if (
    status >= 200 &&
    status < 300 &&
    (code === undefined || SUCCESS_CODE.test(code) || textMember(body, "ListenerId"))
  ) {
    return { is: "accepted", status, body, listenerId: textMember(body, "ListenerId") };
  }
  return { is: "refused", status, body, code, message: textMember(body, "Message") };
}

/** An answer in a few words, for people. */
export function describeAnswer(answer: Answer): string {
  switch (answer.is) {
    case "accepted":
      return `HTTP ${answer.status}, accepted${answer.listenerId === undefined ? " without a usable ListenerId" : ` as ${answer.listenerId}`}`;
    case "dry-run-passed":
      return `HTTP ${answer.status} ${DRY_RUN_PASSED}`;
    case "refused":
      return `HTTP ${answer.status} ${answer.code ?? "without a Code"}`;
    case "server-error":
      return `HTTP ${answer.status} ${answer.code ?? "without a Code"} (server error)`;
    case "throttled":
      return `HTTP ${answer.status} ${answer.code ?? ""} (throttled until patience ended)`;
    case "no-answer":
      return `no answer: ${answer.problem.kind}, ${answer.problem.detail}`;
  }
}
