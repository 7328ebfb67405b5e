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
} as const;
