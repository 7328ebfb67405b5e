/** Faults of reading answers: ids, and JSON as another server may write it. */

import { isJsonObject } from "../../../contract/answer.js";
import { answered, give, parse, read, takeForSuccess } from "../answer-alterations.js";
import { textIn } from "../answers.js";
import { type ClientFault, faultsOf } from "../change.js";
import type { HttpAnswer } from "../parts.js";
import type { CreatedListener } from "../requests.js";
import { headerOf } from "../transport.js";

const KNOWN = new Set([
  ..."ListenerId RequestId ListenerStatus ListenerDescription LoadBalancerId ServerGroupId TcpIdleTimeout".split(" "),
  ..."Tags RegionId Code Message HostId Recommend".split(" "),
]);

function unreadable(what: string): never {
  throw new SyntaxError(what);
}

export const answerFaults: readonly ClientFault[] = faultsOf("answer", [
  {
    name: "request-id-for-listener-id",
    title: "The id of the request is given as that of the listener.",
    requirement: "sdk.answer.ids",
    change: give(({ ListenerId, RequestId }) => ({
      ...(RequestId === undefined ? {} : { ListenerId: RequestId }),
      ...(ListenerId === undefined ? {} : { RequestId: ListenerId }),
    })),
  },
  {
    name: "request-id-not-given",
    title: "A success has no request id.",
    requirement: "sdk.answer.ids",
    change: give(({ RequestId: _, ...result }) => result),
  },
  {
    name: "listener-id-in-lower-case",
    title: "The id of a listener is given in lower case.",
    requirement: "sdk.answer.ids",
    change: give(({ ListenerId, ...rest }) => ({
      ...rest,
      ...(ListenerId === undefined ? {} : { ListenerId: ListenerId.replace(/^lsn-/u, "") }),
    })),
  },
  {
    name: "answer-kept-for-the-same-call",
    title: "A creation that says the same as an earlier one is given the answer of that one.",
    requirement: "sdk.answer.ids",
    change: (parts, fire) => {
      const kept = new Map<string, CreatedListener>();
      return give((result, _, { parameters, settings }) => {
        const key = JSON.stringify([parameters, settings.credentials.accessKeyId]);
        const known = kept.get(key) ?? result;
        kept.set(key, known);
        return known;
      })(parts, fire);
    },
  },
  {
    name: "unknown-members-refused",
    title: "An answer with a member that the client does not know is refused.",
    requirement: "sdk.answer.unknown-members",
    change: parse((_, body) =>
      isJsonObject(body) && Object.keys(body).some((name) => !KNOWN.has(name)) ? unreadable("unknown member") : body,
    ),
  },
  {
    name: "ids-by-position",
    title: "The first member of an answer is taken for the listener's id, whatever its name.",
    requirement: "sdk.answer.any-order",
    change: give((result, body) => {
      const [first] = Object.values(body);
      const [name] = Object.keys(body);
      return name === "RequestId" || name === "ListenerId" || typeof first !== "string"
        ? { ...result, ...positions(body) }
        : { ...result, ListenerId: first };
    }),
  },
  {
    name: "request-id-must-be-last",
    title: "An answer whose last member is not the request id is taken for cut off.",
    requirement: "sdk.answer.any-order",
    change: parse((_, body) => {
      const names = isJsonObject(body) ? Object.keys(body) : [];
      const isCutOff = names.includes("RequestId") && !names.includes("Code") && names.at(-1) !== "RequestId";
      return isCutOff ? unreadable("cut off") : body;
    }),
  },
  {
    name: "blanks-not-expected",
    title: "An answer is searched for names followed by a colon and a quote, without a blank between them.",
    requirement: "sdk.answer.blanks",
    change: parse((text, body) =>
      isJsonObject(body)
        ? Object.fromEntries(Object.entries(body).filter(([name]) => /^["[{\dtfn-]/u.test(behind(text, name))))
        : body,
    ),
  },
  {
    name: "line-feeds-not-expected",
    title: "Only the first line of an answer is read.",
    requirement: "sdk.answer.blanks",
    change: read((text) => text.split("\n")[0] ?? ""),
  },
  {
    name: "escapes-left",
    title: "Escapes of JSON stay in the text as they are.",
    requirement: "sdk.answer.escapes",
    change: read((text) => text.replace(/\\(?=[/u])/gu, "\\\\")),
  },
  {
    name: "escaped-pairs-torn",
    title: "Two escapes that are one character beyond the basic plane are read as two.",
    requirement: "sdk.answer.escapes",
    change: read((text) => text.replace(/\\u[dD][89a-fA-F][0-9a-fA-F]{2}/gu, "\\ufffd")),
  },
  {
    name: "answer-read-as-latin-1",
    title: "The bytes of an answer are read as Latin-1.",
    requirement: "sdk.answer.utf-8",
    change: read((_, { chunks }) => Buffer.concat(chunks).toString("latin1")),
  },
  {
    name: "answer-read-as-ascii",
    title: "What is not ASCII in an answer becomes a question mark.",
    requirement: "sdk.answer.utf-8",
    change: read((text) => text.replace(/\P{ASCII}/gu, "?")),
  },
  {
    name: "first-chunk-only",
    title: "The first chunk of an answer is taken for the whole.",
    requirement: "sdk.answer.chunked",
    change: answered((answer) => ({ ...answer, chunks: answer.chunks.slice(0, 1) })),
  },
  {
    name: "length-needed",
    title: "An answer without a length is taken for an empty one.",
    requirement: "sdk.answer.chunked",
    change: answered((answer) =>
      headerOf(answer, "content-length") === undefined ? { ...answer, chunks: [] } : answer,
    ),
  },
  {
    name: "chunks-decoded-one-by-one",
    title: "Each chunk is decoded by itself: a character that two of them share is lost.",
    requirement: "sdk.answer.utf-8",
    change: read((_, { chunks }) => chunks.map((chunk) => chunk.toString("utf8")).join("")),
  },
  {
    name: "answer-cut-at-8-kib",
    title: "An answer is read into a buffer of 8 KiB.",
    requirement: "sdk.answer.large-body",
    change: read((_, { chunks }) => Buffer.concat(chunks).subarray(0, 8_192).toString("utf8")),
  },
  {
    name: "answer-cut-at-64-kib",
    title: "An answer is read into a buffer of 64 KiB.",
    requirement: "sdk.answer.large-body",
    change: read((_, { chunks }) => Buffer.concat(chunks).subarray(0, 65_536).toString("utf8")),
  },
  {
    name: "content-type-in-two-cases",
    title: "An answer is taken for no JSON unless its header is spelled Content-Type or content-type.",
    requirement: "sdk.answer.header-case",
    change: read((text, answer) => (isOddlySpelled(answer, "Content-Type") ? "" : text)),
  },
  {
    name: "length-in-two-cases",
    title: "An answer is taken for an empty one unless its header is spelled Content-Length or content-length.",
    requirement: "sdk.answer.header-case",
    change: read((text, answer) => (isOddlySpelled(answer, "Content-Length") ? "" : text)),
  },
  {
    name: "broken-answer-mended",
    title: "What is missing at the end of an answer is put there.",
    requirement: "sdk.answer.truncated-body",
    change: takeForSuccess(({ status }, text) => (status === 200 && isBroken(text) ? mended(text) : undefined)),
  },
  {
    name: "broken-answer-empty",
    title: "An answer that is no JSON is taken for an empty object.",
    requirement: "sdk.answer.truncated-body",
    change: takeForSuccess(({ status }, text) => (status === 200 && text !== "" && isBroken(text) ? {} : undefined)),
  },
  {
    name: "empty-answer-success",
    title: "An answer without a body is a success without ids.",
    requirement: "sdk.answer.empty-body",
    change: takeForSuccess(({ status }, text) => (status === 200 && text === "" ? {} : undefined)),
  },
  {
    name: "page-is-success",
    title: "A page with status 200, as a portal on the way sends it, is a success.",
    requirement: "sdk.answer.html",
    change: takeForSuccess(({ status }, text) => (status === 200 && /^\s*</u.test(text) ? {} : undefined)),
  },
  {
    name: "code-not-looked-at",
    title: "Status 200 is a success, whatever code stands in the body.",
    requirement: "sdk.answer.code-in-success",
    change: takeForSuccess(({ status }, text) => {
      const body = status === 200 && !isBroken(text) ? JSON.parse(text) : undefined;
      return isJsonObject(body) && textIn(body, "Code") !== undefined ? body : undefined;
    }),
  },
  {
    name: "listener-id-not-missed",
    title: "A success that names no listener is given as one without an id.",
    requirement: "sdk.answer.without-listener-id",
    graded: false,
    change: takeForSuccess(({ status }, text) => {
      const body = status === 200 && !isBroken(text) ? JSON.parse(text) : undefined;
      return isJsonObject(body) && "RequestId" in body && Object.keys(body).length === 1 ? body : undefined;
    }),
  },
]);

function isOddlySpelled({ headers }: HttpAnswer, name: string): boolean {
  const usual = [name, name.toLowerCase()];
  return headers.some(([one]) => one.toLowerCase() === name.toLowerCase() && !usual.includes(one));
}

/** What follows a name and its colon. */
function behind(text: string, name: string): string {
  return text.slice(text.indexOf(`"${name}":`) + name.length + 3);
}

function positions(body: Readonly<Record<string, unknown>>): { ListenerId?: string; RequestId?: string } {
  const [ListenerId, RequestId] = Object.values(body).filter((value) => typeof value === "string");
  return { ...(ListenerId === undefined ? {} : { ListenerId }), ...(RequestId === undefined ? {} : { RequestId }) };
}

function isBroken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** Ids as far as they can be found. */
function mended(text: string): Record<string, string> {
  const found = [...text.matchAll(/"(ListenerId|RequestId)"\s*:\s*"([^"]*)/gu)];
  return Object.fromEntries(found.map(([, name = "", value = ""]) => [name, value]));
}
