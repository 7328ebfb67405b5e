/** The part of the ledger of assumptions that is about answers, errors and who may call. */
import type { Assumption } from "./assumption.js";

export const ANSWER_ASSUMPTIONS = {
  "answers.both-ids": {
    question:
      "The description promises a request id, the table of elements a listener id too. Which of them must be there?",
    reading: "Both.",
    consequence: "An answer without either fails.",
    requirements: ["create-listener.response.listener-id", "create-listener.response.request-id"],
  },
  "answers.extra-members": {
    question: "May answers have members that the page does not name?",
    reading: "Yes.",
    consequence: "Nothing; only a Code beside a success is a warning, for clients that look at it first.",
    requirements: ["create-listener.response.json", "create-listener.response.no-error-members"],
  },
  "answers.listener-id-form": {
    question: "Which form has a listener id? There is only an example.",
    reading: "Any text that is not empty; its prefix is custom.",
    consequence: "Another prefix is a warning.",
    requirements: ["create-listener.response.listener-id-prefix", "create-listener.response.listener-id"],
  },
  "answers.listener-id-reuse": {
    question: "May a listener get the id of one that was deleted?",
    reading: "No: an id tells one listener from all others, and callers keep it to ask what has become of that one.",
    consequence: "A ListenerId that was announced before, other than to a replay, fails.",
    requirements: ["create-listener.response.listener-id-unique"],
  },
  "answers.headers": {
    question: "Which headers has an answer?",
    reading:
      "None is promised. A content type of JSON, and a request id equal to the member where the header is there, are custom.",
    consequence: "A departure is a warning.",
    requirements: ["create-listener.response.content-type", "create-listener.response.request-id-header"],
  },
  "errors.envelope": {
    question: "Under which names do code and message of the table travel?",
    reading: "As Code and Message, with RequestId: what the product's SDKs decode.",
    consequence: "Other names or types fail.",
    requirements: ["create-listener.error.envelope", "create-listener.error.request-id"],
  },
  "errors.messages": {
    question: "What stands in the places of a message template, and may its words change?",
    reading: "Anything may stand there. The fixed words are custom: people and tools search for them.",
    consequence:
      "Other words are a warning; the words themselves, and codes that the page does not list, are a fingerprint.",
    requirements: ["create-listener.error.message", "create-listener.error.answers"],
  },
  "errors.no-effect": {
    question: "May a refused request have an effect?",
    reading:
      "No: where the page speaks of a refusal it speaks of no operation. No listener is made, changed or announced, and no place taken.",
    consequence: "An effect fails.",
    requirements: ["create-listener.error.no-effect"],
  },
  "errors.precedence": {
    question: "Which of several defects is reported?",
    reading: "Any of them; every other case has one defect only.",
    consequence: "A request with two defects must be refused, by whichever code; which one is a fingerprint.",
    requirements: ["create-listener.error.two-violations", "create-listener.error.precedence"],
  },
  "errors.listeners-per-load-balancer": {
    question: "How many listeners may a load balancer have? The page has an error for too many and no number.",
    reading: "One, as the product's overview says, unless `expect.listenersPerLoadBalancer` says otherwise.",
    consequence:
      "A target with another limit gets one advisory finding. The clauses on the limit are put to the limit that there is; one that nobody reaches fails.",
    requirements: [
      "create-listener.error.listeners-per-load-balancer",
      "create-listener.error.too-many-listeners",
      "create-listener.error.too-many-listeners-concurrently",
    ],
  },
  "errors.busy-load-balancer": {
    question: "How is a second listener refused while the first is still being made?",
    reading:
      "As one too many, because the load balancer is busy, or with a 409 for a conflict, as sibling products have it. Checks that need one of them wait for Running first.",
    consequence: "All pass under concurrent creations; anything else fails.",
    requirements: ["create-listener.error.too-many-listeners-concurrently"],
  },
  "errors.overlap": {
    question: "How are requests answered that overlap on one load balancer, where one of them at most has an effect?",
    reading:
      "Each as if it were alone, or with a refusal that says that something is under way (IncorrectStatus.LoadBalancer, or a code that speaks of a lock, a conflict or being busy, with HTTP 400 or 409). Too many listeners is right only beside a creation that is made.",
    consequence:
      "Being put off is not graded; another answer, one meant for a neighbour, or an effect of a refused request fails.",
    requirements: ["create-listener.concurrency.without-effect"],
  },
  "errors.overlap-with-deletion": {
    question: "May a listener be created while the one before it is being deleted?",
    reading: "Left open, with which code it is refused too. A listener that is announced is there.",
    consequence: "A listener that vanishes with the old one, or a server error, fails.",
    requirements: ["create-listener.concurrency.deletion"],
  },
  "errors.passing-states": {
    question: "What if a resource leaves the state that makes a request illegal before the request arrives?",
    reading: "Then an acceptance shows nothing.",
    consequence: "The requirement is inconclusive, never green and never red.",
    requirements: [
      "create-listener.error.incorrect-status-load-balancer-provisioning",
      "create-listener.error.incorrect-status-load-balancer-configuring",
      "create-listener.error.incorrect-status-server-group-creating",
      "create-listener.error.incorrect-status-server-group-configuring",
    ],
  },
  "errors.out-of-band": {
    question: "How can a locked load balancer, or an address in use, be brought about? No operation does it.",
    reading: "Only a target that supplies the situation is judged.",
    consequence: "Otherwise the requirement is not exercised.",
    requirements: [
      "create-listener.error.incorrect-business-status-load-balancer",
      "create-listener.error.resource-in-use-ip",
    ],
  },
  "authorization.refusal": {
    question: "How is a caller refused? The page names actions and resources, and no error.",
    reading: "With any HTTP 4xx and without effect. The gateway's codes are custom.",
    consequence: "Accepting a caller who may not fails; another code is a warning.",
    requirements: [
      "create-listener.authorization.denied-caller",
      "create-listener.authorization.unsigned",
      "create-listener.authorization.wrong-secret",
      "create-listener.authorization.unknown-caller",
      "create-listener.authorization.every-request",
      "create-listener.authorization.tampered-body",
      "create-listener.authorization.codes",
    ],
  },
  "authorization.freshness": {
    question: "Must old dates and used nonces be refused?",
    reading: "The page is silent; the gateway's documentation on signatures limits dates.",
    consequence: "An old date that is accepted is a warning; what happens to a nonce is a fingerprint.",
    requirements: ["create-listener.authorization.expired-date", "create-listener.authorization.nonce-reuse"],
  },
} as const satisfies Record<string, Assumption>;
