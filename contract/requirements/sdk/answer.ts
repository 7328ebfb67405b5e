/** What a client library makes of answers; checked in `sdk/specs/answer.spec.ts`. */
import { SOURCES, sdkClausesOf } from "./clause.js";

const { required, advisory } = sdkClausesOf("SDK / Answer");

const tolerated = (what: string, breaks: string, source: string) =>
  required({ statement: `An answer ${what} is decoded like any other.`, breaks, source });
const noSuccess = (what: string, source: string) =>
  required({
    statement: `An answer 200 ${what} is not given to the caller as a success.`,
    breaks: "The caller goes on with a listener that it does not know, or that does not exist.",
    source,
  });
const read = (what: string, breaks: string) => required({ statement: what, breaks, source: SOURCES.reading });

/** Clauses on answers. */
export const SDK_ANSWER_REQUIREMENTS = {
  "sdk.answer.ids": required({
    statement: "ListenerId and RequestId of an answer reach the caller as they are.",
    breaks: "The caller does not learn which listener was made.",
    source: SOURCES.response,
  }),
  "sdk.answer.unknown-members": tolerated(
    "with members that the page does not name",
    "The client breaks on the day when the service says more.",
    SOURCES.custom,
  ),
  "sdk.answer.any-order": tolerated("with its members in any order", "The client works by chance.", SOURCES.json),
  "sdk.answer.blanks": tolerated(
    "with blanks and line breaks between its tokens",
    "The client works by chance.",
    SOURCES.json,
  ),
  "sdk.answer.escapes": tolerated(
    "whose texts are written with escapes, pairs of surrogates among them",
    "Names come back as others.",
    SOURCES.json,
  ),
  "sdk.answer.utf-8": tolerated(
    "with Chinese text and characters beyond the basic plane in UTF-8, wherever it is cut on its way",
    "Names come back as others.",
    SOURCES.json,
  ),
  "sdk.answer.chunked": tolerated("in chunks", "Calls fail behind gateways that stream.", SOURCES.http),
  "sdk.answer.large-body": tolerated("of half a megabyte", "Calls fail when an answer grows.", SOURCES.http),
  "sdk.answer.header-case": tolerated(
    "whose header names are in another case",
    "Calls fail behind some gateways.",
    SOURCES.http,
  ),
  "sdk.answer.attributes": read(
    "What GetListenerAttribute answers of a listener reaches the caller as it is.",
    "Declarative tools see drift for ever.",
  ),
  "sdk.answer.types": read(
    "A number in an answer reaches the caller as a number and a text as a text, also where it has only digits or is a word like true.",
    "Comparisons with what was set fail.",
  ),
  "sdk.answer.states": read(
    "Every documented state of a listener reaches the caller as it is.",
    "The caller waits for ever, or not at all.",
  ),
  "sdk.answer.unknown-states": read(
    "A state that nobody has documented reaches the caller as it is.",
    "The client breaks on the day when the service has one more state.",
  ),
  "sdk.answer.absent-tags": read(
    "A listener whose answer has no tags is read without failure, and no tags are invented.",
    "Listeners without tags cannot be read.",
  ),
  "sdk.answer.empty-tags": read(
    "A listener whose list of tags is empty is read without failure, and no tags are invented.",
    "Listeners without tags are read wrongly.",
  ),
  "sdk.answer.null-tags": read(
    "A listener whose tags are null is read without failure, and no tags are invented.",
    "Listeners cannot be read once a gateway writes null.",
  ),
  "sdk.answer.truncated-body": noSuccess("whose body ends in the middle", SOURCES.http),
  "sdk.answer.empty-body": noSuccess("without a body", SOURCES.response),
  "sdk.answer.html": noSuccess("with a page of HTML", SOURCES.response),
  "sdk.answer.code-in-success": noSuccess("with an error's Code and no ListenerId", SOURCES.envelope),
  "sdk.answer.without-listener-id": advisory({
    statement: "An answer 200 that lacks ListenerId is not given to the caller as a success.",
    breaks: "The caller goes on with a listener that it does not know.",
    source: SOURCES.response,
  }),
} as const;
