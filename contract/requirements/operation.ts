/** What the page says of the operation as a whole; checked in `specs/operation`. */
import { clausesOf, FROM_STANDARD, on } from "./clause.js";

const { advisory, here, probe, required } = clausesOf("Operation description");

const ASYNCHRONOUS = [
  here("2473a02cd7f1f93a", "The CreateListener operation is"),
  here("73382b770e5c3973", "The listener is created"),
];
const QUERY = [here("a08b4632d2cb74fd", "You can call the")];
const PROVISIONING = [here("bfe1c695a6623fe1", "If a listener is")];
const RUNNING = [here("b73ead02b01e626f", "If a listener is")];

/** Clauses on what the operation does and on the life of the listener it makes. */
export const OPERATION_REQUIREMENTS = {
  "create-listener.asynchronous.readable": required({
    statement:
      "A created listener is found by GetListenerAttribute from the first read after the answer on, and stays found.",
    breaks: "Clients that poll for the state treat a missing listener as a failed creation and create again.",
    fragments: [...QUERY, here("4e9ddf99c3ba604f", "Creates a listener for")],
  }),
  "create-listener.asynchronous.first-state": required({
    statement: "The first state seen of a created listener is Provisioning or Running.",
    breaks: "Waiters give up on a state they do not know, or take a listener for ready that is not.",
    fragments: [...PROVISIONING, ...RUNNING, ...ASYNCHRONOUS],
  }),
  "create-listener.asynchronous.reaches-running": required({
    statement: "A created listener reaches Running within the named budget, counted from the answer.",
    breaks: "Deployments wait until their time-out and fail, with a listener left behind.",
    fragments: [...RUNNING, here("73382b770e5c3973", "The listener is created")],
  }),
  "create-listener.asynchronous.documented-states": required({
    statement: "While a listener is being created its state is never one the documentation does not name.",
    breaks: "State machines of clients have no branch for the state and stop.",
    fragments: [...PROVISIONING, ...RUNNING],
  }),
  "create-listener.asynchronous.never-backwards": required({
    statement: "A listener that was Running is never seen Provisioning again.",
    breaks: "A client that saw Running goes on and its next call is refused for the listener's state.",
    fragments: [...PROVISIONING, ...RUNNING],
  }),
  "create-listener.asynchronous.stays-running": required({
    statement: "A listener that nobody touches stays Running, with the same attributes.",
    breaks: "Traffic silently stops being forwarded after the deployment has been reported as done.",
    fragments: RUNNING,
  }),
  "create-listener.asynchronous.creating-alias": advisory({
    statement:
      "The state of a listener that is being made is spelled Provisioning, not Creating as a user guide has it.",
    breaks: "Clients that compare with Provisioning only take the listener for failed.",
    fragments: PROVISIONING,
  }),
  "create-listener.asynchronous.provisioning-seen": probe({
    statement: "Whether the Provisioning state of a new listener can be seen at all, or the target is instant.",
    breaks: "Nothing; it tells whether the life-cycle checks saw the whole life.",
    fragments: ASYNCHRONOUS,
  }),
  "create-listener.asynchronous.states": probe({
    statement: "Which states a listener is seen in while it is made, and while it is deleted.",
    breaks: "Nothing documented beyond Provisioning and Running; waiters for a deletion compare with these names.",
    source: "the page does not speak of deletions",
    profiles: FROM_STANDARD,
  }),
  "create-listener.attributes.as-sent": required({
    statement:
      "Every parameter of the request is read back unchanged from the created listener, from the first read on.",
    breaks: "The listener that exists is not the one that was asked for; declarative tools see drift for ever.",
    fragments: [here("4e9ddf99c3ba604f", "Creates a listener for"), ...QUERY],
  }),
  "create-listener.attributes.list-agrees": required({
    statement: "ListListeners shows the created listener once, with the state and attributes of the single read.",
    breaks: "Inventories and sweepers miss listeners or show stale attributes.",
    fragments: [here("4e9ddf99c3ba604f", "Creates a listener for")],
    source: "the neighbour operation ListListeners; not exercised where the target does not offer it",
  }),
  "create-listener.combinations.accepted": required({
    statement: "Any combination of valid optional parameters is accepted.",
    breaks: "Requests that are valid by the page fail as soon as two optional parameters meet.",
    fragments: [
      on("8217b13799884f59", "Request parameters", "Request parameters"),
      here("4e9ddf99c3ba604f", "Creates a listener for"),
    ],
  }),
  "create-listener.wire.decoding": required({
    statement:
      "Percent-encoded reserved characters, spaces, plus signs and UTF-8 in a form body arrive as the characters they stand for.",
    breaks: "Tags and descriptions with such characters are stored altered.",
    fragments: [here("4e9ddf99c3ba604f", "Creates a listener for")],
    source: "the form encoding every client of the API uses (application/x-www-form-urlencoded)",
  }),
  "create-listener.wire.no-server-error": advisory({
    statement:
      "Malformed wire input (broken percent-encoding, NUL, over-long values, wrong content type) is not answered with HTTP 5xx.",
    breaks: "Clients retry a 5xx for ever although the request can never succeed.",
    source: "general custom of HTTP services; the page is silent",
  }),
  "create-listener.wire.readable-answers": advisory({
    statement:
      "Answers to CreateListener, and to GetListenerAttribute which the page names, can be read: whole, JSON, in UTF-8, and in the encoding that was asked for.",
    breaks: "Clients cannot tell what has become of their listener, and fail in their decoders.",
    source: "general custom of HTTP services; the page shows answers as JSON",
  }),
  "create-listener.wire.malformed-input": probe({
    statement:
      "How malformed wire input is answered: duplicate parameters, index gaps, index 0, broken percent-encoding, NUL, wrong content type.",
    breaks: "Nothing documented; recorded so that two targets can be compared.",
    source: "the page is silent",
  }),
} as const;
