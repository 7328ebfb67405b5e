/** What is built into some variants of the emulator, in the words of a recording: what their answers are, by those of the emulator as it is. */
import { isDocumentedErrorCode } from "../../../contract/errors.js";
import type { Truth } from "../../../evidence/truth/truth.js";

/** The answer of a variant to a question, by the clause that asks and by the usual answer; `undefined` where it shows nothing. */
type Built = (asked: {
  readonly clause: string;
  readonly question: string;
  readonly usual: string;
}) => string | undefined;

interface BuiltIn {
  readonly answers: Built;
  /** Clauses of custom that it breaks besides. */
  readonly breaks?: readonly string[];
}

/** One clause, one question or all of them, one answer. */
function only(clause: string, answers: Readonly<Record<string, string>>): BuiltIn {
  return {
    answers: (asked) =>
      asked.clause === `create-listener.${clause}` ? (answers[asked.question] ?? asked.usual) : asked.usual,
  };
}

/** An answer with another code, where it has one. */
function withCode(usual: string, change: (code: string) => string): string {
  return usual.replace(/(?<=^HTTP \d+ )\S+$/u, change);
}

const generic = (code: string) =>
  isDocumentedErrorCode(code) || code === "DryRunOperation" ? code : "InvalidParameter";

const PASSED = "dry run passed";
const OF_STATE = /(?:ResourceNotFound|Incorrect(?:Business)?Status|Mismatch|ResourceInUse|OperationDenied\.TcpIdle)/u;
const BY_DRY_RUN = [
  "create-listener.load-balancer-id.malformed",
  "create-listener.server-group-id.malformed",
  "create-listener.dry-run.state-checks",
  "create-listener.wire.malformed-input",
];
const PASSING_STATE = /^(?:load-balancer|server-group)\.(?:provisioning|configuring|creating), by a dry run$/u;

/** The later of two defects that are checked in the usual order, where tags and server groups come first. */
const TAGS_FIRST: Readonly<Record<string, string>> = {
  "listener-description.forbidden-ascii and tag-key.reserved-prefix": "HTTP 400 IllegalParam.TagKey",
  "listener-description.too-long and tag-value.url": "HTTP 400 IllegalParam.TagValue",
  "load-balancer-id.empty and server-group-id.empty": "HTTP 400 MissingServerGroupId",
  "load-balancer-id.missing and server-group-id.missing": "HTTP 400 MissingServerGroupId",
  "load-balancer-id.unknown and server-group-id.unknown": "HTTP 404 ResourceNotFound.ServerGroup",
  "tcp-idle-timeout.not-an-integer and tag.too-many": "HTTP 400 IllegalParam.Tag",
  "tcp-idle-timeout.too-large and tag-key.duplicate": "HTTP 400 DuplicatedParam.TagKey",
  "tcp-idle-timeout.too-large and tag-key.reserved-prefix": "HTTP 400 IllegalParam.TagKey",
};

/** By the name of the variant. */
export const BUILT_IN: Readonly<Record<string, BuiltIn>> = {
  "generic-codes": {
    answers: ({ clause, usual }) =>
      clause === "create-listener.authorization.codes" ? generic(usual) : withCode(usual, generic),
  },
  "other-messages": {
    answers: ({ question, usual }) => (question.endsWith(", message") ? "参数不合法" : usual),
    breaks: ["create-listener.error.message"],
  },
  "other-order": {
    answers: ({ clause, question, usual }) => {
      if (clause === "create-listener.wire.malformed-input")
        return withCode(usual, (code) => (code === "MissingLoadBalancerId" ? "MissingServerGroupId" : code));
      const labels = question.replace(/, by a (?:dry run|creation)$/u, "");
      return clause === "create-listener.error.precedence" ? (TAGS_FIRST[labels] ?? usual) : usual;
    },
  },
  "dry-run-of-format-only": {
    answers: ({ clause, question, usual }) => {
      if (PASSING_STATE.test(question)) return undefined;
      const isDryRun = BY_DRY_RUN.includes(clause) || question.endsWith(", by a dry run");
      return isDryRun && OF_STATE.test(usual) ? PASSED : usual;
    },
  },
  "tag-with-empty-value-refused": {
    answers: ({ clause, usual }) =>
      /\.tag-value\.(?:empty|missing)$/u.test(clause) ? "HTTP 400 MissingParam.TagValue" : usual,
  },
  "token-forgotten-after-delete": only("client-token.after-delete", {
    "replay after deletion": "accepted, a new listener named",
  }),
  "tokens-per-load-balancer": only("client-token.other-load-balancer", {
    "same token, other load balancer": "accepted, a new listener named",
  }),
  "replay-original-request-id": only("client-token.replay-request-id", { "RequestId of a replay": "the first one's" }),
  "unusual-booleans-accepted": only("dry-run.spelling", {
    '"1"': PASSED,
    '"on"': PASSED,
    '"yes"': PASSED,
    '""': "accepted",
    '"0"': "accepted",
    '"no"': "accepted",
    '"off"': "accepted",
  }),
  "ten-listeners-per-load-balancer": {
    answers: ({ question, usual }) => {
      // Nothing is occupied by one listener there.
      if (question.startsWith("load-balancer.occupied, ")) return undefined;
      return question === "listeners that a load balancer takes" ? "10" : usual;
    },
  },
};

/**
 * What the recording of a variant has to say, by what is built into it.
 * @param usual the recording of the emulator as it is
 */
export function withBuiltIn({ answers, breaks = [] }: BuiltIn, usual: Truth): Pick<Truth, "clauses" | "times"> {
  const clauses = usual.clauses.map((told) => ({
    ...told,
    outcome: breaks.includes(told.clause) ? ("fail" as const) : told.outcome,
    answers: Object.fromEntries(
      Object.entries(told.answers).flatMap(([question, answer]) => {
        const own = answers({ clause: told.clause, question, usual: answer });
        return own === undefined ? [] : [[question, own] as const];
      }),
    ),
  }));
  return { clauses, times: usual.times };
}
