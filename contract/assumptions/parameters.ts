/**
 * The part of the ledger of assumptions that is about single parameters but tags; `contract/classify.ts` names its ids where it leaves a request ungraded.
 */
import type { Assumption } from "./assumption.js";

export const PARAMETER_ASSUMPTIONS = {
  "ids.refusal-code": {
    question: "With which code is a missing or empty id refused?",
    reading:
      "With any HTTP 4xx whose code the page does not give to something else; not-found of the same resource fits too.",
    consequence: "The code itself is never graded.",
    requirements: [
      "create-listener.load-balancer-id.required",
      "create-listener.load-balancer-id.not-empty",
      "create-listener.server-group-id.required",
      "create-listener.server-group-id.not-empty",
    ],
  },
  "ids.empty": {
    question: "Is an empty id a missing one, an unknown one, or an ill-formed one?",
    reading: "Whichever: it must be refused.",
    consequence: "Accepting it fails.",
    requirements: ["create-listener.load-balancer-id.not-empty", "create-listener.server-group-id.not-empty"],
  },
  "ids.other-kind": {
    question:
      "Does the id of a resource of another kind name anything, where a load balancer or a server group is asked for?",
    reading:
      "No. It is unknown or ill-formed, which is left open. Only ids that bear a mark of their kind are tried (the letters they begin with): others may be given to a resource of each kind.",
    consequence: "Accepting one fails; with which code it is refused, and whether a dry run finds it, is not graded.",
    requirements: ["create-listener.load-balancer-id.other-kind", "create-listener.server-group-id.other-kind"],
  },
  "load-balancer-id.malformed": {
    question: "Is an id that cannot be a load balancer's unknown (404) or ill-formed (400)?",
    reading: "Left open.",
    consequence: "A fingerprint.",
    requirements: ["create-listener.load-balancer-id.malformed"],
  },
  "server-group-id.malformed": {
    question: "Is an id that cannot be a server group's unknown (404) or ill-formed (400)?",
    reading: "Left open.",
    consequence: "A fingerprint.",
    requirements: ["create-listener.server-group-id.malformed"],
  },
  "load-balancer.inactive": {
    question: "May a listener be created on an inactive load balancer?",
    reading: "Left open: the page speaks of states that do not support the operation and names none.",
    consequence: "Requests on an inactive load balancer are never graded.",
    requirements: ["create-listener.error.incorrect-status-load-balancer-configuring"],
  },
  "listener-description.empty": {
    question: "Is an empty description none, or one that is too short?",
    reading: "Left open.",
    consequence: "A fingerprint.",
    requirements: ["create-listener.listener-description.empty"],
  },
  "listener-description.length-unit": {
    question: "What is a character when lengths are counted?",
    reading:
      "A Unicode code point: not a byte, not a UTF-16 unit. Bounds are checked in ASCII, and in Chinese by clauses of their own.",
    consequence:
      "A target that counts bytes or units fails the clauses on Chinese text and code points, not those in ASCII.",
    requirements: [
      "create-listener.listener-description.chinese-length",
      "create-listener.listener-description.code-points",
      "create-listener.tag-key.code-points",
      "create-listener.tag-value.code-points",
    ],
  },
  "listener-description.exhaustive-list": {
    question: "Is the list of characters that a description can hold complete?",
    reading:
      "Yes: what is certainly none of them is refused (other ASCII, blanks, controls, zero-width characters, symbols, punctuation).",
    consequence: "Accepting one fails.",
    requirements: [
      "create-listener.listener-description.forbidden-ascii",
      "create-listener.listener-description.forbidden-controls",
      "create-listener.listener-description.forbidden-symbols",
    ],
  },
  "listener-description.unspecified-characters": {
    question: "Where do Chinese characters, letters and digits end?",
    reading:
      "ASCII letters and digits and the ideographs from U+4E00 to U+9FA5 are certain. Marks, extensions, radicals, full-width forms, accents and digits of other scripts are left open.",
    consequence: "Requests with such characters are never graded; which are accepted is a fingerprint.",
    requirements: [
      "create-listener.listener-description.unspecified-characters",
      "create-listener.listener-description.chinese",
      "create-listener.listener-description.letters-and-digits",
      "create-listener.listener-description.code-points",
    ],
  },
  "listener-description.other-scripts": {
    question: "Are letters of scripts that the page does not name letters?",
    reading: "Probably not: it names Chinese beside letters, which then would be needless.",
    consequence: "Accepting them is a warning.",
    requirements: ["create-listener.listener-description.other-scripts"],
  },
  "parameters.format-code": {
    question: "With which code are an illegal description, time-out, DryRun, token or number of tags refused?",
    reading:
      "The page lists none: any HTTP 4xx with the error envelope, but with no code that it gives to something else.",
    consequence: "Another clause's code, a 5xx or an acceptance fails; the code itself is not graded.",
    requirements: [
      "create-listener.listener-description.minimum",
      "create-listener.listener-description.maximum",
      "create-listener.tcp-idle-timeout.minimum",
      "create-listener.tcp-idle-timeout.maximum",
      "create-listener.tcp-idle-timeout.integer",
      "create-listener.dry-run.malformed",
      "create-listener.client-token.non-ascii",
      "create-listener.tag.count",
    ],
  },
  "tcp-idle-timeout.spelling": {
    question:
      "Which texts are an integer: with sign, blanks, leading zeros, fraction of zero, exponent, hexadecimal, digits of other scripts, empty?",
    reading: "Left open. Text that is no number in any spelling, and true fractions, are none.",
    consequence: "A fingerprint.",
    requirements: ["create-listener.tcp-idle-timeout.spelling", "create-listener.tcp-idle-timeout.integer"],
  },
  "tcp-idle-timeout.meaning": {
    question: "What does a number mean that is spelled in an unusual way, where it is accepted at all?",
    reading:
      "The number that the spelling stands for wherever it is in use: 4e2, +400, 400.0, 0x190 and digits of other scripts are 400; behind a leading zero the decimal and the octal number are both meant. Or nothing, and then the default holds. A number out of the range can only mean nothing.",
    consequence: "Keeping any other number fails; whether a spelling is accepted is not graded.",
    requirements: ["create-listener.tcp-idle-timeout.meaning"],
  },
  "tcp-idle-timeout.overflow": {
    question: "How is a number refused that the type cannot hold?",
    reading: "As any number out of range: it must not wrap around or be cut.",
    consequence: "Accepting one fails, whatever is stored.",
    requirements: ["create-listener.tcp-idle-timeout.overflow"],
  },
  "tcp-idle-timeout.other-schedulers": {
    question: "Is the default allowed to be spelled out where only the default is allowed?",
    reading: "Yes: the message speaks of the value, not of leaving it out.",
    consequence: "Refusing 350 with such a server group fails.",
    requirements: [
      "create-listener.tcp-idle-timeout.default-with-other-schedulers",
      "create-listener.error.tcp-idle-timeout-conflict-with-scheduler",
    ],
  },
  "dry-run.answer": {
    question: "With which HTTP status does a passed dry run come? The page calls it an error and lists no status.",
    reading:
      "With any; the code decides. An error status is custom, and the envelope is that of an error, in which the message may be empty.",
    consequence: "Another code, or no RequestId, fails; a status outside 4xx is a warning.",
    requirements: [
      "create-listener.dry-run.passes",
      "create-listener.dry-run.status",
      "create-listener.error.envelope",
    ],
  },
  "dry-run.limits": {
    question: "Which service limits does a dry run check?",
    reading: "Those that the page names: the number of tags, and the number of listeners of the load balancer.",
    consequence: "A dry run that passes over one of them fails.",
    requirements: ["create-listener.dry-run.checks-limits"],
  },
  "dry-run.state-checks": {
    question: "Does a dry run look at existence, state, VPC and scheduler of resources?",
    reading:
      "Left open: the page names parameters, format and limits. Such a dry run may pass or be refused with the documented code.",
    consequence: "Both pass; which it is is a fingerprint. Another code fails.",
    requirements: [
      "create-listener.dry-run.state-checks",
      "create-listener.error.mismatch-vpc-id",
      "create-listener.error.resource-not-found-load-balancer",
      "create-listener.error.resource-not-found-server-group",
    ],
  },
  "dry-run.spelling": {
    question: "Are True, TRUE, 1, yes, on or an empty text booleans?",
    reading: "Left open. Text that is no boolean in any spelling must be refused, not taken for false.",
    consequence: "A fingerprint for the spellings, a failure for accepting anything else.",
    requirements: ["create-listener.dry-run.spelling", "create-listener.dry-run.malformed"],
  },
} as const satisfies Record<string, Assumption>;
