/** What the page leaves open of things that pass by themselves; checked in `specs/passing.spec.ts`. */
import { clausesOf } from "./clause.js";

const { probe } = clausesOf("Error codes");

/** What passes by itself, and what a run makes of it: the page is silent on all of it. */
export const PASSING_REQUIREMENTS = {
  "create-listener.passing.place-after-deletion": probe({
    statement:
      "Whether a load balancer takes the next listener as soon as reads no longer find the last one, and what it answers until then.",
    breaks: "Replacements of listeners fail unless they are tried again.",
    source: "DeleteListener of the product is asynchronous; no page says when its place is free.",
  }),
  "create-listener.passing.repeated-errors": probe({
    statement:
      "Which errors pass by themselves, so that the same request is answered otherwise when it is repeated: locks, tasks under way, resources in configuration.",
    breaks: "Deployments fail at times, unless their client repeats what sibling products let it repeat.",
    source: "Public error codes of the sibling products ALB, NLB and VPC, which their clients repeat.",
  }),
} as const;
