/** A failure kept by value, as JSON: what was sent, what was expected and what came, and when. */

import { createHash } from "node:crypto";
import type { ErrorObject } from "ajv/dist/2020.js";
import { CONTRACT_REVISION, REQUIREMENTS } from "../contract/catalogue.js";
import { LENSES } from "../contract/lens.js";
import { PROFILES } from "../contract/profile.js";
import { LOAD_BALANCER_SITUATIONS, SERVER_GROUP_SITUATIONS } from "../contract/situations.js";
import { validatorOf } from "../contract/validator.js";
import { VIOLATION_LABELS } from "../contract/violations.js";
import type { CaseByValue, Counterexample } from "./counterexample.js";

const STORED_FAILURE_FORMAT = 1;

/** Stands for the endpoint of the suite's own emulator, which has another port in every run. */
export const EMBEDDED_EMULATOR = "embedded emulator";

/** One file of the store. */
export interface StoredFailure
  extends Pick<
    Counterexample,
    "requirement" | "violation" | "lens" | "request" | "expected" | "got" | "seed" | "path" | "replayPath"
  > {
  readonly format: typeof STORED_FAILURE_FORMAT;
  /** What tells it from others of its requirement. */
  readonly kind: string;
  readonly byValue: CaseByValue;
  /** Endpoint it was seen at last, or `EMBEDDED_EMULATOR`; unknown for files of earlier versions. */
  readonly target?: string;
  readonly suiteVersion: string;
  readonly contractRevision: string;
  /** ISO 8601, UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** When it was found to pass, each time it was put to the target; absent: it was not, since it was last seen. */
  readonly passesSince?: string;
}

const texts = { type: "object", additionalProperties: { type: "string" } } as const;

function referenceTo(situations: readonly string[]) {
  const of = (is: string, properties: object, required: readonly string[]) => ({
    type: "object",
    additionalProperties: false,
    required: ["is", ...required],
    properties: { is: { const: is }, ...properties },
  });
  return {
    oneOf: [
      of("absent", {}, []),
      of("literal", { id: { type: "string" } }, ["id"]),
      of("unknown", { salt: { type: "integer" } }, ["salt"]),
      of("situation", { situation: { enum: situations } }, ["situation"]),
    ],
  };
}

const draft = {
  type: "object",
  additionalProperties: false,
  required: ["loadBalancer", "serverGroup"],
  properties: {
    loadBalancer: referenceTo(LOAD_BALANCER_SITUATIONS),
    serverGroup: referenceTo(SERVER_GROUP_SITUATIONS),
    listenerDescription: { type: "string" },
    tcpIdleTimeout: { anyOf: [{ type: "number" }, { type: "string" }] },
    dryRun: { anyOf: [{ type: "boolean" }, { type: "string" }] },
    clientToken: {
      type: "object",
      additionalProperties: false,
      required: ["is", "text"],
      properties: { is: { enum: ["unique", "literal"] }, text: { type: "string" } },
    },
    tags: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        properties: { key: { type: "string" }, value: { type: "string" } },
      },
    },
  },
} as const;

const number = { type: "integer", minimum: 0 } as const;
const violation = { enum: VIOLATION_LABELS } as const;

function command(names: readonly string[], properties: object, required: readonly string[]) {
  return {
    type: "object",
    additionalProperties: false,
    required: ["do", ...required],
    properties: { do: { enum: names }, ...properties },
  };
}

const commands = {
  type: "array",
  minItems: 1,
  maxItems: 100,
  items: {
    oneOf: [
      command(["create", "dry-run"], { at: number, draft, violation }, ["at", "draft"]),
      command(["replay", "read", "wait-running"], { of: number }, ["of"]),
      command(["reuse-token"], { of: number, tcpIdleTimeout: number }, ["of", "tcpIdleTimeout"]),
      command(["reuse-token"], { of: number, at: number }, ["of", "at"]),
      command(["list"], { at: number }, ["at"]),
      command(["update"], { of: number, tcpIdleTimeout: number }, ["of", "tcpIdleTimeout"]),
      command(["delete"], { of: number, wait: { type: "boolean" } }, ["of", "wait"]),
    ],
  },
};

const tag = {
  type: "object",
  additionalProperties: false,
  properties: { Key: { type: "string" }, Value: { type: "string" } },
} as const;

/** A call of a client library. */
const call = {
  type: "object",
  additionalProperties: false,
  properties: {
    LoadBalancerId: { type: "string" },
    ServerGroupId: { type: "string" },
    ListenerDescription: { type: "string" },
    TcpIdleTimeout: { type: "integer" },
    DryRun: { type: "boolean" },
    ClientToken: { type: "string" },
    Tag: { type: "array", items: tag },
  },
} as const;

function caseOf(is: CaseByValue["is"], properties: object, required: readonly string[]) {
  return {
    type: "object",
    additionalProperties: false,
    required: ["is", ...required],
    properties: { is: { const: is }, ...properties },
  };
}

const text = { type: "string" } as const;

const SCHEMA = {
  type: "object",
  required: ["format", "requirement", "request", "expected", "got", "kind", "byValue", "firstSeen", "lastSeen"],
  properties: {
    format: { const: STORED_FAILURE_FORMAT },
    requirement: { enum: Object.keys(REQUIREMENTS) },
    violation,
    lens: { enum: LENSES },
    request: texts,
    expected: text,
    got: text,
    seed: { type: "integer" },
    path: text,
    replayPath: text,
    kind: text,
    byValue: {
      oneOf: [
        caseOf("request", { draft, violation, control: draft }, ["draft"]),
        caseOf("course", { commands }, ["commands"]),
        caseOf("check", { profile: { enum: PROFILES } }, ["profile"]),
        caseOf("burst", { name: text, tokens: { type: "array", minItems: 1, maxItems: 32, items: text } }, [
          "name",
          "tokens",
        ]),
        caseOf("conversation", { name: text, call }, ["name"]),
      ],
    },
    target: text,
    suiteVersion: text,
    contractRevision: text,
    firstSeen: text,
    lastSeen: text,
    passesSince: text,
  },
};

const validator = validatorOf<StoredFailure>(() => SCHEMA, { strictRequired: true });

/** Reads a stored failure. @returns the failure, or in a few words what is wrong with the text */
export function parseStoredFailure(json: string): StoredFailure | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { problem: "it is not JSON" };
  }
  const isStored = validator();
  if (isStored(value)) return value;
  // The last fault is the outermost: of a case that has none of the known forms, not what it lacks for each of them.
  return { problem: problemOf(isStored.errors?.at(-1)) };
}

function problemOf(error: ErrorObject | undefined): string {
  const where = error?.instancePath.slice(1).replaceAll("/", ".") || "it";
  switch (error?.keyword) {
    case "required":
      return `${where === "it" ? where : `its ${where}`} lacks ${error.params.missingProperty}`;
    case "type":
      return where === "it" ? "it is no object" : `its ${where} must be of type ${error.params.type}`;
    case "const":
      return `its ${where} is not ${error.params.allowedValue}, the only one this version reads`;
    case "enum":
      return `its ${where} is none that this version knows; it may be of another version, or mistyped`;
    default:
      return `its ${where} has a form that this version does not know`;
  }
}

/**
 * What is kept of a counterexample.
 * @param at the present, ISO 8601
 * @param target endpoint it was seen at, or `EMBEDDED_EMULATOR`
 * @returns `undefined` when it cannot be put to a target again by value
 */
export function storedFailureOf(
  counterexample: Counterexample,
  at: string,
  suiteVersion: string,
  target?: string,
): StoredFailure | undefined {
  const { requirement, violation: label, lens, request, expected, got, seed, path, replayPath } = counterexample;
  const { kind, byValue } = counterexample;
  if (kind === undefined || byValue === undefined) return undefined;
  return {
    format: STORED_FAILURE_FORMAT,
    requirement,
    ...(label === undefined ? {} : { violation: label }),
    ...(lens === undefined ? {} : { lens }),
    kind,
    byValue,
    request,
    expected,
    got,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
    ...(replayPath === undefined ? {} : { replayPath }),
    ...(target === undefined ? {} : { target }),
    suiteVersion,
    contractRevision: CONTRACT_REVISION,
    firstSeen: at,
    lastSeen: at,
  };
}

/** Name of the file of a failure: one per requirement and kind. */
export function fileNameOf({ requirement, kind }: Pick<StoredFailure, "requirement" | "kind">): string {
  const digest = createHash("sha256").update(`${requirement}\0${kind}`).digest("hex").slice(0, 10);
  return `${requirement}.${digest}.json`;
}
