/** The shape of answers: JSON Schemas of the page's response elements and of the error envelope, and what breaks them. */

import type { ValidateFunction } from "ajv/dist/2020.js";
import { type Answer, describeJson, type JsonObject, textMember } from "./answer.js";
import type { RequirementId } from "./catalogue.js";
import { DOCUMENTED_ERRORS, isDocumentedErrorCode } from "./errors.js";
import type { Finding } from "./finding.js";
import { validatorOf } from "./validator.js";

const text = (comment: RequirementId) => ({ type: "string", minLength: 1, $comment: comment }) as const;

/** Answer to an accepted request. Extra members are allowed. Source: section "Response elements". */
const SUCCESS_SCHEMA = {
  $id: "create-listener-success",
  type: "object",
  required: ["ListenerId", "RequestId"],
  properties: {
    ListenerId: text("create-listener.response.listener-id"),
    RequestId: text("create-listener.response.request-id"),
  },
} as const;

/** Answer to a refused request. Source: section "Error codes"; member names as the product's SDKs read them. */
const ERROR_SCHEMA = {
  $id: "create-listener-error",
  type: "object",
  required: ["Code", "Message", "RequestId"],
  properties: {
    Code: text("create-listener.error.envelope"),
    Message: text("create-listener.error.envelope"),
    RequestId: text("create-listener.error.request-id"),
  },
} as const;

/** Answer to a passed dry run: the page gives its code alone, so that its message may be empty or absent. */
const DRY_RUN_SCHEMA = {
  $id: "create-listener-dry-run",
  type: "object",
  required: ["Code", "RequestId"],
  properties: { Code: ERROR_SCHEMA.properties.Code, RequestId: ERROR_SCHEMA.properties.RequestId },
} as const;

const OPTIONS = { strictRequired: true, allErrors: true } as const;
const success = validatorOf(() => SUCCESS_SCHEMA, OPTIONS);
const error = validatorOf(() => ERROR_SCHEMA, OPTIONS);
const dryRun = validatorOf(() => DRY_RUN_SCHEMA, OPTIONS);

/** Where the shape of an answer departs from the contract. */
export function shapeFindings(answer: Answer): Finding[] {
  if (answer.is === "accepted") {
    if (answer.body === undefined) {
      return [{ about: "create-listener.response.json", expected: "a JSON object", got: "something else" }];
    }
    return schemaFindings(success(), answer.body, SUCCESS_SCHEMA.properties);
  }
  if (answer.is === "dry-run-passed") return schemaFindings(dryRun(), answer.body, DRY_RUN_SCHEMA.properties);
  if (answer.is === "refused") {
    if (answer.body === undefined) {
      return [
        {
          about: "create-listener.error.envelope",
          expected: "a JSON object with Code and Message",
          got: "something else",
        },
      ];
    }
    return schemaFindings(error(), answer.body, ERROR_SCHEMA.properties);
  }
  return [];
}

function schemaFindings(
  validate: ValidateFunction,
  body: JsonObject,
  properties: Readonly<Record<string, { readonly $comment: RequirementId }>>,
): Finding[] {
  if (validate(body)) return [];
  const members = new Set<string>();
  for (const problem of validate.errors ?? []) {
    const missing: unknown = problem.params.missingProperty;
    members.add(typeof missing === "string" ? missing : problem.instancePath.slice(1));
  }
  return [...members].flatMap((member) => {
    const clause = properties[member];
    if (clause === undefined) return [];
    return [
      { about: clause.$comment, expected: `${member}: a text that is not empty`, got: describeMember(body, member) },
    ];
  });
}

function describeMember(body: JsonObject, member: string): string {
  if (!Object.hasOwn(body, member)) return `no ${member}`;
  return `${member}: ${describeJson(body[member], 200)}`;
}

/**
 * Departures from strong custom, which the page does not write down: warnings, never violations.
 * @param headers header fields of the answer, names in lower case
 */
export function customFindings(answer: Answer, headers: Readonly<Record<string, string>>): Finding[] {
  return [...headerFindings(answer, headers), ...acceptedCustoms(answer), ...refusedCustoms(answer)];
}

function headerFindings(answer: Answer, headers: Readonly<Record<string, string>>): Finding[] {
  const found: Finding[] = [];
  if (!("body" in answer) || answer.body === undefined) return found;
  const requestId = textMember(answer.body, "RequestId");
  const header = headers["x-acs-request-id"];
  if (header !== undefined && requestId !== undefined && header !== requestId) {
    found.push({ about: "create-listener.response.request-id-header", expected: requestId, got: header });
  }
  const type = headers["content-type"] ?? "";
  if (!/^application\/json\b/iu.test(type)) {
    found.push({
      about: "create-listener.response.content-type",
      expected: "application/json",
      got: type === "" ? "none" : type,
    });
  }
  return found;
}

function acceptedCustoms(answer: Answer): Finding[] {
  if (answer.is !== "accepted") return [];
  const found: Finding[] = [];
  if (answer.listenerId !== undefined && !answer.listenerId.startsWith("lsn-")) {
    found.push({ about: "create-listener.response.listener-id-prefix", expected: "lsn-…", got: answer.listenerId });
  }
  const code = textMember(answer.body, "Code");
  if (code !== undefined) {
    found.push({ about: "create-listener.response.no-error-members", expected: "no Code", got: `Code ${code}` });
  }
  return found;
}

function refusedCustoms(answer: Answer): Finding[] {
  if (answer.is === "dry-run-passed" && (answer.status < 400 || answer.status >= 500)) {
    return [{ about: "create-listener.dry-run.status", expected: "an HTTP 4xx status", got: `HTTP ${answer.status}` }];
  }
  if (answer.is !== "refused" || answer.code === undefined || !isDocumentedErrorCode(answer.code)) return [];
  const message = answer.message ?? "";
  const absent = DOCUMENTED_ERRORS[answer.code].fixedWords.filter(
    (words) => !message.toLowerCase().includes(words.toLowerCase()),
  );
  if (absent.length === 0) return [];
  return [
    {
      about: "create-listener.error.message",
      expected: `a message with "${absent.join('", "')}"`,
      got: message.slice(0, 300),
    },
  ];
}
