/** What the page says of the answer to an accepted request; its shape is in `contract/shape.ts`. */
import { clausesOf, on } from "./clause.js";

const { advisory, here, required } = clausesOf("Response elements");

const BODY = [
  here("e5e14c61e4252c9a", "The returned"),
  on("d16a74fa0069d2da", "Examples", "JSON format"),
  on("021fb596db81e6d0", "Examples", "{"),
  on("d10b36aa74a59bcf", "Examples", "}"),
];
const LISTENER_ID = [
  here("292cfc22561958d6", "ListenerId"),
  here("00a9d63716491eff", "The listener"),
  on("9d574cfb6e5c6474", "Examples", '"ListenerId": "lsn-wi3c0v30ivysrg****",'),
];
const REQUEST_ID = [
  here("47e6217616eadb7f", "RequestId"),
  here("3d5ce72cf5d67691", "The request"),
  on("0af75a2b97f34120", "Examples", '"RequestId": "A045E652-D298-5E70-A978-7247135336FB"'),
  on("7ea8e884cefccca0", "Operation description", "After you send a"),
];

/** Clauses on the answer to an accepted request. */
export const RESPONSE_REQUIREMENTS = {
  "create-listener.response.status": required({
    statement: "An accepted request is answered with an HTTP 2xx status.",
    breaks: "Clients take a made listener for a failure and create again.",
    fragments: [on("0f23295ee8d1c32e", "Request parameters / DryRun", "If the request passes")],
  }),
  "create-listener.response.json": required({
    statement: "The answer is a JSON object.",
    breaks: "No SDK can decode it.",
    fragments: BODY,
  }),
  "create-listener.response.listener-id": required({
    statement: "The answer carries ListenerId at its top level, a text that is not empty.",
    breaks: "The caller does not learn which listener was made.",
    fragments: LISTENER_ID,
  }),
  "create-listener.response.request-id": required({
    statement: "The answer carries RequestId at its top level, a text that is not empty.",
    breaks: "Support cannot find the request.",
    fragments: REQUEST_ID,
  }),
  "create-listener.response.listener-id-unique": required({
    statement: "No two listeners have the same ListenerId.",
    breaks: "Reading or deleting one listener hits another.",
    fragments: LISTENER_ID,
  }),
  "create-listener.response.request-id-distinct": required({
    statement:
      "Different requests have different RequestIds: the RequestId stands in for a missing token, which must be unique.",
    breaks: "Requests without a token are taken for replays of each other, and logs cannot be told apart.",
    fragments: [
      ...REQUEST_ID,
      on("b66669937ce0a773", "Request parameters / ClientToken", "If you do not"),
      on("4ec32f8ad99de9b7", "Request parameters / ClientToken", "You can use the"),
    ],
  }),
  "create-listener.response.request-id-header": advisory({
    statement: "The header x-acs-request-id, where present, equals RequestId.",
    breaks: "Logs of proxies and of clients do not match.",
    source: "custom of the gateway",
  }),
  "create-listener.response.content-type": advisory({
    statement: "The answer's content type is application/json.",
    breaks: "Strict clients refuse to decode it.",
    source: "custom of the gateway",
  }),
  "create-listener.response.listener-id-prefix": advisory({
    statement: "A ListenerId starts with lsn-.",
    breaks: "Scripts that tell resources apart by prefix go wrong.",
    fragments: [here("1367637eaa0564dc", "lsn-wi3c0v30ivysrg****")],
  }),
  "create-listener.response.no-error-members": advisory({
    statement: "The answer to an accepted request carries no Code other than a success word.",
    breaks: "Clients that look for Code first take the success for an error.",
    source: "behaviour of a widespread infrastructure tool",
  }),
} as const;
