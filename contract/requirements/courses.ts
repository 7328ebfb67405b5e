/** What follows from several sentences of the page together; checked by sequences and bursts against the model, and in `specs/overlap.ts`. */
import { clausesOf, FROM_STANDARD, on } from "./clause.js";

const { here, probe, required } = clausesOf("Operation description");

const QUERIED = [
  here("a08b4632d2cb74fd", "You can call the"),
  here("bfe1c695a6623fe1", "If a listener is"),
  here("b73ead02b01e626f", "If a listener is"),
];
const ONE_LISTENER = [
  on("03c345ef20904ed2", "Error codes", "400 OperationDenied.TooManyListeners The operation"),
  on("ad8130ed9de8af9e", "Error codes", "The number of listeners"),
];
const IDEMPOTENCE = [
  on("5db4e9f01154ade5", "Request parameters / ClientToken", "The client token that"),
  on("4ec32f8ad99de9b7", "Request parameters / ClientToken", "You can use the"),
];
const DRY_RUN = [on("bae12c7fb5557f4c", "Request parameters / DryRun", "Specifies whether to perform")];

/** Clauses taken together: what holds for one request has to hold whatever went before, and whatever goes on beside it. */
export const COURSE_REQUIREMENTS = {
  "create-listener.sequences.consistent": required({
    statement:
      "Whatever the order of creations, refusals, dry runs, replays, reads, updates and deletions on several load balancers, every answer is one that the state they lead to allows.",
    breaks: "Each request works when tried alone, and deployments fail at the third step.",
    fragments: [...QUERIED, ...ONE_LISTENER, ...IDEMPOTENCE, ...DRY_RUN],
    profiles: FROM_STANDARD,
  }),
  "create-listener.concurrency.linearizable": required({
    statement:
      "The answers to requests that overlap, with one token or several, and to the reads after them are those of some order of the requests one after another.",
    breaks:
      "Clients that retry or meet are told of listeners that do not exist, or of a refusal that nothing justifies.",
    fragments: [...QUERIED, ...ONE_LISTENER, ...IDEMPOTENCE],
  }),
  "create-listener.concurrency.without-effect": required({
    statement:
      "A request without effect, refused or a dry run, has none on those that overlap it: a creation beside it is made as asked for, a dry run passes, and each gets its own answer.",
    breaks: "While somebody tries something out, other people's deployments on the load balancer fail.",
    fragments: [
      ...ONE_LISTENER,
      ...DRY_RUN,
      on("31f57563fe8e1c7a", "Request parameters / DryRun", "If the request fails"),
      on("471747896e9e1b0b", "Error codes", "The operation is"),
    ],
  }),
  "create-listener.concurrency.answers-under-overlap": probe({
    statement: "How requests are answered that meet others, where alone they are answered as they should be.",
    breaks: "Clients that share a load balancer, or an account, have to repeat what one client alone has not.",
    source: "Public errors of sibling products for requests that meet; the page is silent.",
  }),
  "create-listener.concurrency.deletion": required({
    statement:
      "A creation that meets the deletion of the listener before it is refused, or makes a listener of its own that the deletion leaves alone.",
    breaks: "A listener that was announced goes away with the one that it replaces.",
    fragments: [...QUERIED, ...ONE_LISTENER],
  }),
} as const;
