/** The part of the ledger of assumptions that is about ClientToken; what the model of `contract/model` allows goes by it. */
import type { Assumption } from "./assumption.js";

export const CLIENT_TOKEN_ASSUMPTIONS = {
  "client-token.replay-answer": {
    question: "How is a repeated request answered? The page only names idempotence.",
    reading: "With the listener of the first answer, or with an error whose code begins with Idempot.",
    consequence: "Another listener, or another error such as too many listeners, fails.",
    requirements: [
      "create-listener.client-token.replay",
      "create-listener.client-token.replay-after-running",
      "create-listener.client-token.no-second-listener",
      "create-listener.client-token.concurrent-replay",
    ],
  },
  "client-token.same-request": {
    question: "When is a repeated request the same one?",
    reading:
      "When the form says the same: every name with the same value. The order of names, the way a character is escaped, the connection and the client's name are no part of it. Leaving a parameter out and spelling its default out are not the same for sure, and are not tried.",
    consequence: "Answering such a request otherwise than one that is repeated byte for byte fails.",
    requirements: ["create-listener.client-token.same-request"],
  },
  "client-token.form": {
    question: "Has a token a form?",
    reading:
      "None but that its characters are ASCII. A token that somebody may have used before, such as one of a single character, is looked at only where it makes a new listener.",
    consequence: "A form that is accepted and then not remembered fails; so does refusing one of 16 to 64 characters.",
    requirements: ["create-listener.client-token.every-form"],
  },
  "client-token.retention": {
    question: "For how long is a token remembered?",
    reading: "At least for the wait tokenReplay and some other requests; the page names no end.",
    consequence:
      "Forgetting it earlier fails; what is remembered longer, or after the listener is gone, is a fingerprint.",
    requirements: [
      "create-listener.client-token.replay-later",
      "create-listener.client-token.after-delete",
      "create-listener.client-token.after-time",
    ],
  },
  "client-token.comparison": {
    question: "When are two tokens the same?",
    reading: "When they are equal character for character, case included.",
    consequence: "Taking different tokens for one fails.",
    requirements: [
      "create-listener.client-token.different-tokens",
      "create-listener.client-token.case-matters",
      "create-listener.client-token.ascii",
    ],
  },
  "client-token.absent": {
    question: "Can a request without a token be a replay?",
    reading: "No: its RequestId stands in for the token, and that is its own.",
    consequence: "Answering such a request with an earlier one's listener fails.",
    requirements: ["create-listener.client-token.absent", "create-listener.response.request-id-distinct"],
  },
  "client-token.request-id": {
    question:
      "The page says that RequestIds may differ, and that they stand in for tokens, which must be unique. Must they differ?",
    reading: "Yes, from request to request. Whether a replay carries the first one's is left open.",
    consequence: "Two different requests with one RequestId fail; that of a replay is a fingerprint.",
    requirements: ["create-listener.response.request-id-distinct", "create-listener.client-token.replay-request-id"],
  },
  "client-token.other-parameters": {
    question: "How is a used token with other parameters answered?",
    reading: "Left open: the page only asks callers not to do it.",
    consequence: "A fingerprint.",
    requirements: ["create-listener.client-token.other-parameters"],
  },
  "client-token.scope": {
    question: "Does a token belong to the account, the region or the load balancer?",
    reading: "Left open.",
    consequence: "A fingerprint.",
    requirements: ["create-listener.client-token.other-load-balancer"],
  },
  "client-token.used-up": {
    question: "Does a refused request or a dry run use its token up?",
    reading: "Left open. But a creation is never answered with the result of a dry run.",
    consequence: "A fingerprint; a creation answered as a dry run, or with a listener that is not there, fails.",
    requirements: [
      "create-listener.client-token.after-refusal",
      "create-listener.client-token.after-dry-run",
      "create-listener.dry-run.leaves-token",
    ],
  },
  "client-token.dry-run-after-use": {
    question: "How is a dry run answered whose token was used before?",
    reading:
      "As any dry run, or with a refusal, of which the code is left open. It is another request than the creation: it is not answered with that one's listener, and leaves it and its token as they are. The same dry run twice is answered the same, or put off with an Idempot… error.",
    consequence: "A listener in the answer, a server error or an effect fails.",
    requirements: ["create-listener.dry-run.used-token"],
  },
  "client-token.length": {
    question: "How long may a token be, and may it be empty?",
    reading: "Left open beyond 64 characters, which siblings allow, and for the empty text.",
    consequence: "A fingerprint; up to 64 characters must be accepted.",
    requirements: ["create-listener.client-token.length", "create-listener.client-token.ascii"],
  },
  "client-token.unusual": {
    question: "Are ASCII control characters allowed in a token, and blanks at its ends kept?",
    reading: "Left open: they are ASCII, but hardly meant.",
    consequence: "A fingerprint; printable ASCII must be accepted.",
    requirements: ["create-listener.client-token.unusual", "create-listener.client-token.ascii"],
  },
} as const satisfies Record<string, Assumption>;
