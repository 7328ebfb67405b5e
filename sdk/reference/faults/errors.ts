/** Faults of telling errors: their code, their request id, and that they are errors. */
import { isJsonObject } from "../../../contract/answer.js";
import { isDocumentedErrorCode } from "../../../contract/errors.js";
import { all, carry } from "../alterations.js";
import { detail, report, takeForSuccess } from "../answer-alterations.js";
import { textIn } from "../answers.js";
import { type ClientFault, faultsOf } from "../change.js";
import { ConnectionError, ServiceError, type ServiceErrorDetails, UnreadableAnswerError } from "../errors.js";

const GATEWAY =
  /^(?:Throttling|Signature|InvalidAccessKeyId|Forbidden|ServiceUnavailable|InternalError|Missing(?!Param)|InvalidTimeStamp|InvalidSecurityToken)/u;

function withoutCode({ code: _, ...rest }: ServiceErrorDetails): ServiceErrorDetails {
  return rest;
}

function bodyIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isJsonObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** An error answer whose code is looked at. */
function failed(when: (code: string | undefined, status: number) => boolean) {
  return takeForSuccess(({ status }, text) => {
    const body = bodyIn(text);
    return status >= 400 && body !== undefined && when(textIn(body, "Code"), status) ? body : undefined;
  });
}

export const errorFaults: readonly ClientFault[] = faultsOf("error", [
  {
    name: "code-cut-at-the-dot",
    title: "What follows the dot of a code is lost.",
    requirement: "sdk.errors.documented-codes",
    change: detail(({ code, ...rest }) => (code === undefined ? rest : { ...rest, code: code.split(".")[0] ?? code })),
  },
  {
    name: "not-found-code-of-its-own",
    title: "Every answer with status 404 gets the code NotFound.",
    requirement: "sdk.errors.documented-codes",
    change: detail((details) => (details.status === 404 ? { ...details, code: "NotFound" } : details)),
  },
  {
    name: "long-code-lost",
    title: "A code of more than 40 characters is not given.",
    requirement: "sdk.errors.documented-codes",
    change: detail((details) => ((details.code ?? "").length > 40 ? withoutCode(details) : details)),
  },
  {
    name: "dry-run-success",
    title: "A dry run that was passed is a success without a listener.",
    requirement: "sdk.errors.dry-run-operation",
    change: failed((code) => code === "DryRunOperation"),
  },
  {
    name: "dry-run-code-lost",
    title: "A dry run that was passed is an error without its code.",
    requirement: "sdk.errors.dry-run-operation",
    change: detail((details) => (details.code === "DryRunOperation" ? withoutCode(details) : details)),
  },
  {
    name: "gateway-code-lost",
    title: "Errors of the gateway lose their code: only those of the product are known.",
    requirement: "sdk.errors.gateway-codes",
    change: detail((details) => (GATEWAY.test(details.code ?? "") ? withoutCode(details) : details)),
  },
  {
    name: "signature-message-not-expected",
    title: "A refused signature whose message has no colon breaks the reading of it.",
    requirement: "sdk.errors.gateway-codes",
    change: report((error) =>
      error instanceof ServiceError && error.details.code === "SignatureDoesNotMatch"
        ? new RangeError("list index out of range")
        : error,
    ),
  },
  {
    name: "unknown-code-replaced",
    title: "A code that the client does not know is given as UnknownError.",
    requirement: "sdk.errors.unknown-codes",
    change: detail((details) => {
      const { code } = details;
      const isKnown =
        code === undefined || code === "DryRunOperation" || isDocumentedErrorCode(code) || GATEWAY.test(code);
      return isKnown ? details : { ...details, code: "UnknownError" };
    }),
  },
  {
    name: "unknown-code-as-other-error",
    title: "A code that the client does not know ends in an error that is none of the service.",
    requirement: "sdk.errors.unknown-codes",
    change: report((error) => {
      const code = error instanceof ServiceError ? error.details.code : undefined;
      const isKnown =
        code === undefined || code === "DryRunOperation" || isDocumentedErrorCode(code) || GATEWAY.test(code);
      return isKnown ? error : new TypeError(`there is no class for ${code}`);
    }),
  },
  {
    name: "request-id-of-errors-lost",
    title: "Errors have no request id.",
    requirement: "sdk.errors.request-id",
    change: detail(({ requestId: _, ...rest }) => rest),
  },
  {
    name: "request-id-in-the-message",
    title: "The request id of an error stands in its message only.",
    requirement: "sdk.errors.request-id",
    change: detail(({ requestId, message, ...rest }) => ({ ...rest, message: `${message} (${requestId ?? "no id"})` })),
  },
  {
    name: "message-lost",
    title: "The message of an error is its code.",
    requirement: "sdk.errors.message",
    graded: false,
    change: detail((details) => ({ ...details, message: details.code ?? "error" })),
  },
  {
    name: "status-lost",
    title: "Errors have no status.",
    requirement: "sdk.errors.status",
    graded: false,
    change: detail(({ status: _, ...rest }) => rest),
  },
  {
    name: "broken-connection-success",
    title: "A call whose connection broke off is a success without members.",
    requirement: "sdk.errors.never-success",
    change: all(
      carry((parts) => async (message, settings) => {
        try {
          return await parts.transport(message, settings);
        } catch (error) {
          if (error instanceof ConnectionError) return { status: 200, headers: [], chunks: [] };
          throw error;
        }
      }),
      takeForSuccess(({ chunks }) => (chunks.length === 0 ? {} : undefined)),
    ),
  },
  {
    name: "status-not-looked-at",
    title: "Whatever is JSON is a success, whatever its status.",
    requirement: "sdk.errors.never-success",
    change: failed(() => true),
  },
  {
    name: "not-found-success",
    title: "An answer with status 404 is a success without a listener.",
    requirement: "sdk.errors.never-success",
    change: failed((_, status) => status === 404),
  },
  {
    name: "errors-of-the-server-success",
    title: "Only answers with a status from 400 to 499 are errors.",
    requirement: "sdk.errors.never-success",
    change: failed((_, status) => status >= 500),
  },
  {
    name: "error-known-by-its-code",
    title: "An error is known by its code: without one the answer is a success.",
    requirement: "sdk.errors.without-code",
    change: failed((code) => code === undefined),
  },
  {
    name: "status-without-code-lost",
    title: "An error without a code has no status either.",
    requirement: "sdk.errors.without-code.status",
    graded: false,
    change: detail(({ status, ...rest }) =>
      rest.code === undefined ? rest : { ...rest, ...(status === undefined ? {} : { status }) },
    ),
  },
  {
    name: "error-page-success",
    title: "A page with the status of an error is a success without a listener.",
    requirement: "sdk.errors.html",
    change: takeForSuccess(({ status }, text) => (status >= 400 && text.trimStart().startsWith("<") ? {} : undefined)),
  },
  {
    name: "status-of-page-lost",
    title: "An error whose body is a page has no status.",
    requirement: "sdk.errors.html.status",
    graded: false,
    change: detail(({ status, ...rest }) =>
      rest.code === undefined && rest.requestId === undefined
        ? rest
        : { ...rest, ...(status === undefined ? {} : { status }) },
    ),
  },
  {
    name: "bad-gateway-success",
    title: "An answer with status 502 and no body is a success without a listener.",
    requirement: "sdk.errors.bad-gateway",
    change: takeForSuccess(({ status }, text) => (status === 502 && text === "" ? {} : undefined)),
  },
  {
    name: "status-of-bad-gateway-lost",
    title: "An error without a body has no status.",
    requirement: "sdk.errors.bad-gateway.status",
    graded: false,
    change: detail(({ status, ...rest }) =>
      rest.code === undefined ? rest : { ...rest, ...(status === undefined ? {} : { status }) },
    ),
  },
  {
    name: "code-undefined",
    title: "An error without a code gets the code undefined.",
    requirement: "sdk.errors.code-not-invented",
    change: detail((details) => ({ code: "undefined", ...details })),
  },
  {
    name: "code-none",
    title: "An error without a code gets the code None.",
    requirement: "sdk.errors.code-not-invented",
    change: detail((details) => ({ code: "None", ...details })),
  },
  {
    name: "status-as-code",
    title: "An error without a code gets its status for a code.",
    requirement: "sdk.errors.code-not-invented",
    change: detail((details) => ({ code: String(details.status ?? 0), ...details })),
  },
  {
    name: "unreadable-answer-with-a-code",
    title: "An answer that cannot be read is an error of the service with a code of the client's own.",
    requirement: "sdk.errors.code-not-invented",
    change: report((error) =>
      error instanceof UnreadableAnswerError ? new ServiceError({ code: "ParseError", message: error.message }) : error,
    ),
  },
  {
    name: "code-of-its-own",
    title: "An error without a code gets one of the client's own.",
    requirement: "sdk.errors.code-not-invented",
    change: detail((details) => ({ code: "SDK.ServerUnreachable", ...details })),
  },
]);
