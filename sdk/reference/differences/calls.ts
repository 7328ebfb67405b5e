/** Legitimate differences of calls: tokens, attempts, what is refused before it is sent, and what is told. */
import { randomUUID } from "node:crypto";
import { LISTENER_DESCRIPTION, TAG, TCP_IDLE_TIMEOUT } from "../../../contract/parameters.js";
import { attempt, log, send, waiting } from "../alterations.js";
import { detail, show } from "../answer-alterations.js";
import type { ClientDifference } from "../change.js";
import { codeIn } from "../correct-parts.js";
import { TimeoutError } from "../errors.js";
import { isHarmlessAgain, isPassing } from "../retries.js";

const OWN_RETRIES = "How often a client tries, and whether it does, is its own affair.";

export const callDifferences: readonly ClientDifference[] = [
  {
    name: "tokens-of-its-own",
    title: "A creation without a token gets one of the client's own.",
    because: "The page leaves it to the client to make tokens.",
    change: send((pairs) =>
      pairs.some(([name]) => name === "ClientToken") ? pairs : [...pairs, ["ClientToken", randomUUID()]],
    ),
  },
  {
    name: "tokens-with-blanks",
    title: "A token of the client's own has blanks in it.",
    because: "The page asks for ASCII, and a blank belongs to it.",
    change: send((pairs) =>
      pairs.some(([name]) => name === "ClientToken") ? pairs : [...pairs, ["ClientToken", `made by ${randomUUID()}`]],
    ),
  },
  {
    name: "refuses-tags-without-a-value",
    title: "A tag without a value is refused before it is sent.",
    because: "The page has a code for it, MissingParam.TagValue.",
    change: (parts, fire) => ({
      ...parts,
      refusalOf: (request) => {
        if (!request.Tag?.some(({ Value }) => Value === undefined)) return parts.refusalOf(request);
        fire();
        return "a tag needs a value";
      },
    }),
  },
  {
    name: "no-retries",
    title: "Nothing is ever sent again.",
    because: OWN_RETRIES,
    change: attempt(() => undefined),
  },
  {
    name: "five-attempts",
    title: "There are five attempts in place of three, with uneven pauses.",
    because: OWN_RETRIES,
    change: attempt(({ draft, nth, attempt: made }, correct) => {
      if (correct !== undefined) return correct + 17 * nth;
      const isFailure = made.is === "failure" || made.answer.status >= 500;
      return isFailure && nth < 5 && isHarmlessAgain(draft) ? 200 : undefined;
    }),
  },
  {
    name: "many-attempts",
    title: "There are twenty-five attempts with short pauses, fifteen where no answer comes in time.",
    because: OWN_RETRIES,
    change: attempt(({ draft, nth, attempt: made }) => {
      const isTimeout = made.is === "failure" && made.error instanceof TimeoutError;
      const isAgain = isHarmlessAgain(draft) && isPassing(made, ({ answer }) => codeIn(answer));
      return isAgain && nth < (isTimeout ? 15 : 25) ? 25 : undefined;
    }),
  },
  {
    name: "throttled-creations-again",
    title: "A creation without a token is sent again when it was throttled.",
    because: "What was throttled has not been carried out.",
    change: attempt(({ draft, nth, attempt: made }, correct) =>
      made.is === "answer" && made.answer.status === 429 && nth < 3 && !isHarmlessAgain(draft) ? 100 : correct,
    ),
  },
  {
    name: "time-outs-not-repeated",
    title: "What was not answered in time is not sent again, what broke off is.",
    because: OWN_RETRIES,
    change: attempt(({ attempt: made }, correct) =>
      made.is === "failure" && made.error.name === "TimeoutError" ? undefined : correct,
    ),
  },
  {
    name: "refuses-before-sending",
    title:
      "A request that the page does not allow is refused before it is sent, as far as its integer and the lengths go.",
    because: "What cannot be right need not be sent.",
    change: (parts, fire) => ({
      ...parts,
      refusalOf: (request) => {
        const { TcpIdleTimeout, ListenerDescription, Tag = [] } = request;
        const { minimum, maximum } = TCP_IDLE_TIMEOUT;
        const problem =
          TcpIdleTimeout !== undefined && (TcpIdleTimeout < minimum || TcpIdleTimeout > maximum)
            ? `TcpIdleTimeout must be from ${minimum} to ${maximum}`
            : ListenerDescription !== undefined && [...ListenerDescription].length > LISTENER_DESCRIPTION.maximumLength
              ? "ListenerDescription is too long"
              : Tag.length > TAG.maximumCount
                ? "there are too many tags"
                : undefined;
        if (problem !== undefined) fire();
        return problem ?? parts.refusalOf(request);
      },
    }),
  },
  {
    name: "no-status",
    title: "Errors have no status.",
    because: "It is a matter of custom, not of the page.",
    change: detail(({ status: _, ...rest }) => rest),
  },
  {
    name: "message-of-its-own",
    title: "The message of an error begins with its code, and ends with its request id.",
    because: "A message is for people.",
    change: detail((details) => ({
      ...details,
      message: `${details.code ?? "Error"}: ${details.message} (request ${details.requestId ?? "unknown"})`,
    })),
  },
  {
    name: "absent-tags-as-empty",
    title: "A listener whose answer has no tags is given with an empty list of them.",
    because: "An empty list says the same.",
    change: show((result) => ({ Tags: [], ...result })),
  },
  {
    name: "talkative",
    title: "Each call is logged on standard error, without a header.",
    because: "Standard error is free text.",
    change: log((event) =>
      event.is === "sending"
        ? `> ${event.message.method} ${event.message.path.split("?")[0] ?? ""} as ${event.settings.credentials.accessKeyId}`
        : event.is === "answered"
          ? `< ${event.answer.status}`
          : undefined,
    ),
  },
  {
    name: "waits-slowly",
    title: "The waiter reads every 15 seconds, and looks at the clock only then.",
    because: "How often a client reads is its own affair.",
    change: waiting((_, fire) => ({
      pauseMs: () => {
        fire();
        return 15_000;
      },
    })),
  },
];
