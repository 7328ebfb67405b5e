/** The words of the protocol between suite and adapter, version 1: commands, answers, and what a line has to be to be one. */
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ListenerCall } from "../../contract/call.js";

export const PROTOCOL_VERSION = 1;

/** What an SDK can do beside the plain calls. */
export type Feature = "concurrent" | "sts" | "wait-until-running";

/** Credentials of one client. */
export interface ClientCredentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** A command as it is meant; its number is given when it is sent. */
export type AdapterCommand =
  | { readonly do: "start"; readonly protocol: number }
  | {
      readonly do: "client";
      readonly client: string;
      readonly endpoint: string;
      readonly region: string;
      readonly credentials: ClientCredentials;
      readonly connectTimeoutMs: number;
      readonly readTimeoutMs: number;
    }
  | { readonly do: "create-listener"; readonly client: string; readonly request: ListenerCall }
  | {
      readonly do: "get-listener-attribute";
      readonly client: string;
      readonly request: { readonly ListenerId: string };
    }
  | {
      readonly do: "wait-until-running";
      readonly client: string;
      readonly request: { readonly ListenerId: string };
      readonly timeoutMs: number;
    }
  | { readonly do: "stop" };

/** What an SDK made of an error; members that it does not expose are absent. */
export interface SdkError {
  readonly is: "service" | "timeout" | "connection" | "client" | "other";
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
  readonly status?: number;
}

/** An answer without its number. */
export type AdapterAnswer =
  | { readonly is: "ok"; readonly ok: Readonly<Record<string, unknown>> }
  | { readonly is: "error"; readonly error: SdkError }
  | { readonly is: "unsupported"; readonly why: string };

/** What `start` is answered. */
export interface SdkIdentity {
  readonly name: string;
  readonly version: string;
  readonly language: string;
  readonly runtime?: string;
}

interface AnswerLine {
  readonly id: number;
  readonly ok?: Readonly<Record<string, unknown>>;
  readonly error?: SdkError;
  readonly unsupported?: string;
}

const text = { type: "string" } as const;
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: false });

const isAnswerLine = ajv.compile<AnswerLine>({
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "integer" },
    ok: { type: "object" },
    error: {
      type: "object",
      required: ["is"],
      properties: {
        is: { enum: ["service", "timeout", "connection", "client", "other"] },
        code: text,
        message: text,
        requestId: text,
        status: { type: "integer" },
      },
    },
    unsupported: text,
  },
  oneOf: [{ required: ["ok"] }, { required: ["error"] }, { required: ["unsupported"] }],
});

const isStarted = ajv.compile<{ readonly sdk: SdkIdentity; readonly features: readonly string[] }>({
  type: "object",
  required: ["protocol", "sdk", "features"],
  properties: {
    protocol: { const: PROTOCOL_VERSION },
    sdk: {
      type: "object",
      required: ["name", "version", "language"],
      properties: { name: text, version: text, language: text, runtime: text },
    },
    features: { type: "array", items: text },
  },
});

/** Lists and objects within each other: no answer has many, and what has thousands cannot be compared or written down again. */
const DEEPEST = 100;

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isDeeperThan(levels - 1, one));
}

/**
 * Reads one line of an adapter.
 * @param line without its line feed
 * @returns the number and the answer, or in a few words what is wrong with it
 */
export function parseAnswer(
  line: string,
): { readonly id: number; readonly answer: AdapterAnswer } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: "it is not JSON" };
  }
  if (isDeeperThan(DEEPEST, value)) return { problem: `it is nested more than ${DEEPEST} levels deep` };
  if (!isAnswerLine(value)) {
    const [error] = isAnswerLine.errors ?? [];
    return { problem: `as an answer, ${error?.instancePath || "it"} ${error?.message ?? "has another form"}` };
  }
  const { id, ok, error, unsupported } = value;
  if (ok !== undefined) return { id, answer: { is: "ok", ok } };
  if (error !== undefined) return { id, answer: { is: "error", error } };
  return { id, answer: { is: "unsupported", why: unsupported ?? "" } };
}

/**
 * Reads the answer to `start`. Features of later versions are left out.
 * @returns who is there and what it can do, or what is wrong with the answer
 */
export function parseStarted(
  answer: AdapterAnswer,
): { readonly sdk: SdkIdentity; readonly features: ReadonlySet<Feature> } | { readonly problem: string } {
  if (answer.is !== "ok") return { problem: `start was answered with ${answer.is}` };
  const { ok } = answer;
  if (!isStarted(ok)) {
    const [error] = isStarted.errors ?? [];
    return {
      problem: `in the answer to start, ${error?.instancePath || "it"} ${error?.message ?? "has another form"}`,
    };
  }
  return { sdk: ok.sdk, features: new Set(ok.features.filter(isFeature)) };
}

function isFeature(word: string): word is Feature {
  return word === "concurrent" || word === "sts" || word === "wait-until-running";
}
