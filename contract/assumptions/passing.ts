/** The part of the ledger of assumptions that is about what passes by itself: places after a deletion, errors that a repetition ends. */
import type { Assumption } from "./assumption.js";

/** Readings on what passes by itself. */
export const PASSING_ASSUMPTIONS = {
  "passing.place-after-deletion": {
    question:
      "Is the place of a listener free as soon as reads no longer find it? The page does not speak of deletions.",
    reading:
      "Not necessarily: the first request to a place that this run has given up is repeated within the wait loadBalancerReady while it is refused for another listener or a busy load balancer, and nothing stands there.",
    consequence: "How it is is a fingerprint; a place that is still taken at the end of the wait fails.",
    requirements: ["create-listener.passing.place-after-deletion"],
  },
  "passing.repeated-errors": {
    question: "What is an error that sibling products let clients repeat, such as Conflict.Lock? The page names none.",
    reading:
      "Neither an acceptance nor a refusal: the same request, with its token where it has one, is repeated within the wait throttled. One that still gets it then is refused.",
    consequence:
      "Which errors passed, and how often, is a fingerprint; nothing is charged for them. The list of codes is part of the contract, without any of the page's own.",
    requirements: ["create-listener.passing.repeated-errors"],
  },
  "passing.busy-server-group": {
    question:
      "May a server group that is available be refused for its state because listeners are just given to it elsewhere? The page names no state.",
    reading:
      "For a while: the request is repeated within the wait serverGroupReady. Where requests leave together, one that is refused so was put off, and has no effect.",
    consequence: "That it happens is a fingerprint; a group that is refused to the end of the wait fails the clause.",
    requirements: ["create-listener.passing.repeated-errors"],
  },
  "passing.overlap-only": {
    question: "May a request be answered otherwise because others are under way? The page promises nothing about that.",
    reading:
      "A clause on a single request is charged only for what also happens when its case is alone, on another load balancer. What shows only beside others is about overlap.",
    consequence:
      "An acceptance of what has to be refused fails the clause on requests without effect; any other answer is a fingerprint.",
    requirements: ["create-listener.concurrency.answers-under-overlap", "create-listener.concurrency.without-effect"],
  },
} as const satisfies Record<string, Assumption>;
