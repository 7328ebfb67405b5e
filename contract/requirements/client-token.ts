/** What the page says of ClientToken; checked in `specs/client-token`, readings in `contract/assumptions/client-token.ts`. */
import { clausesOf, FROM_STANDARD } from "./clause.js";

const { here, probe, required } = clausesOf("Request parameters / ClientToken");

const IDEMPOTENCE = [here("5db4e9f01154ade5", "The client token that")];
const UNIQUE = [here("4ec32f8ad99de9b7", "You can use the")];
const ASCII = [here("153ab1e507ec0354", "The token can contain")];
const ABSENT = [here("b66669937ce0a773", "If you do not"), here("287ede8d5f0d6e58", "The RequestId may be")];

/** Clauses on ClientToken and idempotence. */
export const CLIENT_TOKEN_REQUIREMENTS = {
  "create-listener.client-token.replay": required({
    statement:
      "The same request with the same token gives the same listener, or an Idempot… error while the first is under way; never another answer.",
    breaks: "A retry after a lost answer fails with a quota error, or makes a second listener.",
    fragments: IDEMPOTENCE,
  }),
  "create-listener.client-token.replay-after-running": required({
    statement: "The replay gives the same listener also once it is Running.",
    breaks: "A retry that comes late is refused.",
    fragments: IDEMPOTENCE,
  }),
  "create-listener.client-token.replay-later": required({
    statement: "The replay still gives the same listener some seconds and many other requests later.",
    breaks: "Idempotence holds in tests and fails under load.",
    fragments: IDEMPOTENCE,
  }),
  "create-listener.client-token.no-second-listener": required({
    statement: "However often a request is replayed, there is one listener, and it is unchanged.",
    breaks: "Retries multiply resources.",
    fragments: IDEMPOTENCE,
  }),
  "create-listener.client-token.concurrent-replay": required({
    statement: "Replays that arrive at the same time make one listener, and every one that succeeds names it.",
    breaks: "Two impatient retries make two listeners.",
    fragments: IDEMPOTENCE,
  }),
  "create-listener.client-token.different-tokens": required({
    statement:
      "Different tokens are different requests, however alike the tokens are (one character, a suffix, blanks, percent signs).",
    breaks: "Two deployments get one listener.",
    fragments: UNIQUE,
  }),
  "create-listener.client-token.case-matters": required({
    statement: "Tokens that differ in case only are different.",
    breaks: "Clients with base64 tokens collide.",
    fragments: UNIQUE,
  }),
  "create-listener.client-token.absent": required({
    statement: "Requests without a token are different requests: each is answered on its own.",
    breaks: "Two deployments that leave the token out get one listener.",
    fragments: ABSENT,
  }),
  "create-listener.client-token.ascii": required({
    statement: "Every printable ASCII character is allowed in a token, and replaying works with it.",
    breaks: "Clients whose tokens contain such a character lose idempotence or are refused.",
    fragments: ASCII,
  }),
  "create-listener.client-token.every-form": required({
    statement:
      "A token is remembered whatever its form: digits alone, a UUID, hexadecimal digits, letters, punctuation, blanks inside, one character, the longest that siblings allow.",
    breaks: "Clients that number their requests, or send what their tool makes, lose idempotence without being told.",
    fragments: [...IDEMPOTENCE, ...ASCII],
  }),
  "create-listener.client-token.same-request": required({
    statement:
      "The same request written another way on the wire (parameters in another order, other escapes, another connection or client) is the same request: it is answered as a replay.",
    breaks: "A retry that passes through another library or proxy is refused, or makes a second listener.",
    fragments: IDEMPOTENCE,
  }),
  "create-listener.client-token.non-ascii": required({
    statement: "A token with a character outside ASCII is refused, at every position.",
    breaks: "Tokens are stored altered and replays miss them.",
    fragments: ASCII,
  }),
  "create-listener.client-token.other-parameters": probe({
    statement: "How a used token with other parameters is answered.",
    breaks: "Nothing documented.",
    source: "the page only says that tokens must be unique among requests",
    profiles: FROM_STANDARD,
  }),
  "create-listener.client-token.other-load-balancer": probe({
    statement: "How a used token on another load balancer is answered.",
    breaks: "Nothing documented.",
    source: "the scope of a token is not stated",
    profiles: FROM_STANDARD,
  }),
  "create-listener.client-token.after-delete": probe({
    statement: "How a replay is answered after the listener was deleted.",
    breaks: "Nothing documented.",
    source: "retention of tokens is not stated",
    profiles: FROM_STANDARD,
  }),
  "create-listener.client-token.after-time": probe({
    statement: "How a replay is answered when the wait tokenReplay is over and the listener still stands.",
    breaks: "Nothing documented; whoever repeats a request that late may make a second listener.",
    source: "retention of tokens is not stated",
    profiles: FROM_STANDARD,
  }),
  "create-listener.client-token.after-refusal": probe({
    statement: "Whether a refused request uses its token up.",
    breaks: "Nothing documented.",
    source: "the page is silent",
  }),
  "create-listener.client-token.after-dry-run": probe({
    statement: "Whether a dry run uses its token up.",
    breaks: "Nothing documented.",
    source: "the page is silent",
    profiles: FROM_STANDARD,
  }),
  "create-listener.client-token.length": probe({
    statement: "How long a token may be.",
    breaks: "Nothing documented; siblings say 64.",
    source: "the page names no length",
    profiles: FROM_STANDARD,
  }),
  "create-listener.client-token.unusual": probe({
    statement: "How an empty token and one with ASCII control characters are answered.",
    breaks: "Nothing documented.",
    source: "the page is silent",
    profiles: FROM_STANDARD,
  }),
  "create-listener.client-token.replay-request-id": probe({
    statement: "Whether a replay carries the RequestId of the first answer or a new one.",
    breaks: "Nothing documented.",
    source: "the page is silent",
    profiles: FROM_STANDARD,
  }),
} as const;
