/** What was sent and what came back, as text for reading and as it went over the wire. */
import type { Exchange } from "../../contract/exchange.js";
import { counted } from "../../contract/words.js";
import { putAs, type ReportedCounterexample } from "../counterexample.js";
import { withRunsCounted } from "../repetition.js";

/** The last exchanges show what is wrong; a history has all of them. */
const EXCHANGES_SHOWN = 6;
/** What is longer than an id is told by its runs of one character. */
const SHORT = 40;

/**
 * The cases of a violation for people: each with what was expected and what came, its parameters by name, the answer set out.
 * @param counterexamples of a requirement
 * @returns lines; text of the target is as it came
 */
export function conversationText(counterexamples: readonly ReportedCounterexample[]): string {
  return counterexamples.map(caseText).join(`\n\n${"=".repeat(80)}\n\n`);
}

function caseText(one: ReportedCounterexample): string {
  const { violation, expected, got, exchanges } = one;
  const left = exchanges.length - EXCHANGES_SHOWN;
  return [
    `${violation ?? "A valid request"}, as ${putAs(one)}`,
    `Expected: ${withRunsCounted(expected)}`,
    `Got:      ${withRunsCounted(got)}`,
    ...(left > 0 ? ["", `(${counted(left, "earlier request")}: exchange.http has all)`] : []),
    ...exchanges.slice(-EXCHANGES_SHOWN).flatMap((exchange) => ["", spokenText(exchange)]),
  ].join("\n");
}

function spokenText({ operation, request, outcome, startedAt, endedAt }: Exchange): string {
  const parameters = request.parameters.map(
    ([name, value]) => `    ${name} = ${value.length > SHORT ? withRunsCounted(value) : value}`,
  );
  const took = `after ${Math.round(endedAt - startedAt)} ms`;
  const answer =
    outcome.is === "response"
      ? [`<-- HTTP ${outcome.response.status} ${took}`, ...indented(setOut(outcome.response.body))]
      : [`<-- no answer ${took}: ${outcome.problem.kind}: ${outcome.problem.detail}`];
  return [`--> ${operation}`, ...parameters, ...answer].join("\n");
}

/** JSON over several lines; anything else as it is. */
function setOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function indented(text: string): string[] {
  return text === "" ? ["    (no body)"] : text.split("\n").map((line) => `    ${line}`);
}

/** A request and its answer with all headers, in the form of .http files. */
export function exchangeText({ request, outcome }: Exchange): string {
  const answer =
    outcome.is === "response"
      ? [`HTTP ${outcome.response.status}`, ...headerLines(outcome.response.headers), "", outcome.response.body]
      : [`# no answer: ${outcome.problem.kind}: ${outcome.problem.detail}`];
  return [`${request.method} ${request.url}`, ...headerLines(request.headers), "", request.body, "", ...answer].join(
    "\n",
  );
}

function headerLines(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}
