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
} as const satisfies Record<string, Assumption>;
