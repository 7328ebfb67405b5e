/** Faults of sending again: client tokens, nonces, and what is sent again at all. */
import { randomUUID } from "node:crypto";
import { all, attempt, send, sendAgain, sendValues } from "../alterations.js";
import { type Change, type ClientFault, faultsOf } from "../change.js";
import { codeIn } from "../correct-parts.js";
import { ConnectionError, TimeoutError } from "../errors.js";
import type { AttemptMade, Draft, Pair } from "../parts.js";
import { seeded } from "../seeded.js";

const isToken = ([name]: Pair) => name === "ClientToken";
const isCreation = ({ operation }: Draft) => operation === "CreateListener";
const isWithoutToken = (draft: Draft) => isCreation(draft) && !draft.parameters.some(isToken);

function token(change: (value: string) => string): Change {
  return sendValues((value, name) => (name === "ClientToken" ? change(value) : value));
}

/** Tokens of the client's own where the caller gave none. */
function made(make: (pairs: readonly Pair[]) => string): Change {
  return send((pairs) => (pairs.some(isToken) ? pairs : [...pairs, ["ClientToken", make(pairs)]]));
}

/** Sends creations without a token again, once. */
function alsoAgain(when: (made: AttemptMade) => boolean): Change {
  return attempt((made, correct) => (made.nth === 1 && isWithoutToken(made.draft) && when(made) ? 20 : correct));
}

function statusOf({ attempt }: AttemptMade): number {
  return attempt.is === "answer" ? attempt.answer.status : 0;
}

function codeOf({ attempt }: AttemptMade): string {
  return attempt.is === "answer" ? (codeIn(attempt.answer) ?? "") : "";
}

export const idempotencyFaults: readonly ClientFault[] = faultsOf("idempotency", [
  {
    name: "token-in-lower-case",
    title: "The caller's token is sent in lower case.",
    requirement: "sdk.idempotency.token-unchanged",
    change: token((value) => value.toLowerCase()),
  },
  {
    name: "token-cut-at-36",
    title: "The caller's token is cut to the length of a UUID.",
    requirement: "sdk.idempotency.token-unchanged",
    change: token((value) => value.slice(0, 36)),
  },
  {
    name: "token-cut-at-64",
    title: "The caller's token is cut to the 64 characters that other operations allow.",
    requirement: "sdk.idempotency.token-unchanged",
    change: token((value) => value.slice(0, 64)),
  },
  {
    name: "token-replaced",
    title: "The caller's token is replaced by one of the client's own.",
    requirement: "sdk.idempotency.token-unchanged",
    change: token(() => randomUUID()),
  },
  {
    name: "token-of-region-name",
    title: "A token of the client's own has Chinese characters in it.",
    requirement: "sdk.idempotency.made-token-ascii",
    change: made(() => `杭州-${randomUUID()}`),
  },
  {
    name: "token-of-the-process",
    title: "A token of the client's own is made once, for all calls.",
    requirement: "sdk.idempotency.made-token-new",
    change: (parts, fire) => {
      const once = randomUUID();
      return made(() => once)(parts, fire);
    },
  },
  {
    name: "token-of-the-second",
    title: "A token of the client's own is the time in seconds.",
    requirement: "sdk.idempotency.made-token-new",
    change: made(() => `token-${Math.floor(Date.now() / 1_000)}`),
  },
  {
    name: "token-of-the-parameters",
    title: "A token of the client's own is made from the parameters: equal calls have equal tokens.",
    requirement: "sdk.idempotency.made-token-new",
    change: made((pairs) => Buffer.from(JSON.stringify(pairs)).toString("hex").slice(0, 64)),
  },
  {
    name: "tokens-seeded-per-process",
    title: "Tokens of the client's own are drawn from a generator that begins with the same seed in each process.",
    requirement: "sdk.idempotency.made-token-new",
    adapters: 2,
    change: (parts, fire) => made(seeded("token"))(parts, fire),
  },
  {
    name: "new-token-when-sent-again",
    title: "A creation that is sent again gets a new token.",
    requirement: "sdk.idempotency.resent-keeps-token",
    change: sendAgain((next) => ({
      ...next,
      parameters: next.parameters.map(([name, value]) => [name, name === "ClientToken" ? randomUUID() : value]),
    })),
  },
  {
    name: "no-token-when-sent-again",
    title: "A creation that is sent again has lost its token.",
    requirement: "sdk.idempotency.resent-keeps-token",
    change: sendAgain((next) => ({ ...next, parameters: next.parameters.filter((pair) => !isToken(pair)) })),
  },
  {
    name: "token-made-for-each-attempt",
    title: "A creation without a token gets one for each attempt, another each time.",
    requirement: "sdk.idempotency.resent-keeps-token",
    change: all(
      made(() => randomUUID()),
      sendAgain((next) => ({
        ...next,
        parameters: next.parameters.map(([name, value]) => [name, name === "ClientToken" ? randomUUID() : value]),
      })),
    ),
  },
  {
    name: "description-lost-when-sent-again",
    title: "A creation that is sent again has lost its description.",
    requirement: "sdk.idempotency.resent-unchanged",
    change: sendAgain((next) => ({
      ...next,
      parameters: next.parameters.filter(([name]) => name !== "ListenerDescription"),
    })),
  },
  {
    name: "tags-twice-when-sent-again",
    title: "A creation that is sent again has its tags once more, under further numbers.",
    requirement: "sdk.idempotency.resent-unchanged",
    change: sendAgain((next) => ({
      ...next,
      parameters: [
        ...next.parameters,
        ...next.parameters.flatMap(([name, value]): Pair[] =>
          name.startsWith("Tag.") ? [[name.replace(/^Tag\.(\d+)/u, "Tag.1$1"), value]] : [],
        ),
      ],
    })),
  },
  {
    name: "same-request-again",
    title: "A request is sent again as it was, nonce and signature included.",
    requirement: "sdk.idempotency.resent-new-nonce",
    change: sendAgain((_, last) => last),
  },
  {
    name: "same-nonce-again",
    title: "A request that is sent again is signed anew with the nonce of the first.",
    requirement: "sdk.idempotency.resent-new-nonce",
    change: sendAgain((next, last) => ({ ...next, nonce: last.nonce })),
  },
  {
    name: "creation-again-after-reset",
    title: "A creation without a token is sent again when the connection broke off.",
    requirement: "sdk.idempotency.no-token-not-resent",
    change: alsoAgain(({ attempt }) => attempt.is === "failure" && attempt.error instanceof ConnectionError),
  },
  {
    name: "creation-again-after-time-out",
    title: "A creation without a token is sent again when there was no answer in time.",
    requirement: "sdk.idempotency.no-token-not-resent",
    change: alsoAgain(({ attempt }) => attempt.is === "failure" && attempt.error instanceof TimeoutError),
  },
  {
    name: "creation-again-after-503",
    title: "A creation without a token is sent again when the service was not available.",
    requirement: "sdk.idempotency.no-token-not-resent",
    change: alsoAgain((made) => statusOf(made) === 503),
  },
  {
    name: "creation-again-after-502",
    title: "A creation without a token is sent again when a gateway had no good answer.",
    requirement: "sdk.idempotency.no-token-not-resent",
    change: alsoAgain((made) => statusOf(made) === 502),
  },
  {
    name: "creation-again-after-500",
    title: "A creation without a token is sent again when the service met an error of its own.",
    requirement: "sdk.idempotency.no-token-not-resent",
    change: alsoAgain((made) => statusOf(made) === 500),
  },
  {
    name: "creation-again-after-unreadable-answer",
    title: "A creation without a token is sent again when its answer was no JSON.",
    requirement: "sdk.idempotency.no-token-not-resent",
    change: alsoAgain((made) => statusOf(made) === 200 && !isJson(made)),
  },
  {
    name: "refusal-sent-again",
    title: "A request that was refused is sent again.",
    requirement: "sdk.idempotency.refusal-not-resent",
    change: attempt((made, correct) =>
      statusOf(made) === 400 && codeOf(made) !== "DryRunOperation" && made.nth < 3 ? 20 : correct,
    ),
  },
  {
    name: "not-found-sent-again",
    title: "A request that named what is not there is sent again, lest it comes later.",
    requirement: "sdk.idempotency.refusal-not-resent",
    change: attempt((made, correct) => (statusOf(made) === 404 && made.nth < 3 ? 20 : correct)),
  },
  {
    name: "wrong-state-sent-again",
    title: "A creation on a load balancer in the wrong state is sent again.",
    requirement: "sdk.idempotency.refusal-not-resent",
    change: attempt((made, correct) => (codeOf(made).startsWith("IncorrectStatus") && made.nth < 3 ? 20 : correct)),
  },
  {
    name: "denial-sent-again",
    title: "A request that the caller may not make is sent again.",
    requirement: "sdk.idempotency.refusal-not-resent",
    change: attempt((made, correct) => (statusOf(made) === 403 && made.nth < 3 ? 20 : correct)),
  },
  {
    name: "address-in-use-sent-again",
    title: "A creation for which an address is in use is sent again, lest it becomes free.",
    requirement: "sdk.idempotency.refusal-not-resent",
    change: attempt((made, correct) => (codeOf(made).startsWith("ResourceInUse") && made.nth < 3 ? 20 : correct)),
  },
  {
    name: "dry-run-sent-again",
    title: "A dry run that was passed is sent again, since its answer is an error.",
    requirement: "sdk.idempotency.refusal-not-resent",
    change: attempt((made, correct) => (codeOf(made) === "DryRunOperation" && made.nth < 3 ? 20 : correct)),
  },
  {
    name: "attempts-without-end-after-503",
    title: "A call goes on for as long as the service is not available.",
    requirement: "sdk.idempotency.attempts-bounded",
    change: attempt((made, correct) => (statusOf(made) === 503 ? 10 : correct)),
  },
  {
    name: "attempts-without-end-after-reset",
    title: "A call goes on for as long as connections break off.",
    requirement: "sdk.idempotency.attempts-bounded",
    change: attempt((made, correct) =>
      made.attempt.is === "failure" && made.attempt.error instanceof ConnectionError ? 10 : correct,
    ),
  },
  {
    name: "attempts-without-end-when-throttled",
    title: "A call goes on for as long as it is throttled.",
    requirement: "sdk.idempotency.attempts-bounded",
    change: attempt((made, correct) => (codeOf(made).startsWith("Throttling") ? 10 : correct)),
  },
  {
    name: "no-pause",
    title: "Attempts follow one another without a pause.",
    requirement: "sdk.idempotency.pause",
    graded: false,
    change: attempt((_, correct) => (correct === undefined ? undefined : 0)),
  },
]);

function isJson({ attempt }: AttemptMade): boolean {
  try {
    if (attempt.is === "answer") JSON.parse(Buffer.concat(attempt.answer.chunks).toString("utf8"));
    return attempt.is === "answer";
  } catch {
    return false;
  }
}
