/** What the outputs for people say of a counterexample, besides its request and its answers. */

import { counted } from "../contract/words.js";
import type { Counterexample } from "../evidence/counterexample.js";
import { cut } from "../evidence/text.js";

/** A counterexample in a report. */
export interface ReportedCounterexample extends Counterexample {
  /** The command that puts just this, as it was kept, to the target again; absent where it was not kept. */
  readonly replay?: string;
}

/** A command for copying. */
export interface CounterexampleCommand {
  readonly label: "Curl" | "Rerun" | "Replay";
  readonly command: string;
  /** What it does not do. */
  readonly note?: string;
}

/**
 * The commands that show a counterexample again.
 * @returns the plain request first, then what repeats the whole case
 */
export function commandsOf(counterexample: ReportedCounterexample): CounterexampleCommand[] {
  const { rerun, replay } = counterexample;
  return [
    ...curlOf(counterexample),
    { label: "Rerun", command: rerun },
    ...(replay === undefined ? [] : [{ label: "Replay" as const, command: replay }]),
  ];
}

function curlOf({ curl, ...counterexample }: Counterexample): CounterexampleCommand[] {
  if (curl === undefined) return [];
  const note = limitsOfCurl(counterexample, curl);
  return [{ label: "Curl", command: curl, ...(note === undefined ? {} : { note }) }];
}

function limitsOfCurl({ byValue, exchanges }: Omit<Counterexample, "curl">, curl: string): string | undefined {
  const isPart = exchanges.length > 1 || (byValue !== undefined && byValue.is !== "request");
  const limits = [
    ...(isPart ? ["the last request alone, which by itself may show nothing"] : []),
    ...(/Signature=/u.test(curl) ? ["without a valid signature"] : []),
  ];
  return limits.length === 0 ? undefined : `${limits.join(", and ")}: Rerun puts the whole case`;
}

/** How a case was put: as a request of the suite, or as a call of a client library. */
export function putAs({ lens, byValue }: Pick<Counterexample, "lens" | "byValue">): string {
  if (lens !== undefined) return lens;
  return byValue?.is === "conversation" ? `a call of the SDK (${byValue.name})` : "a call of the SDK";
}

/** What was called; of a client library not only creations are judged. */
export function operationOf({ lens, request }: Pick<Counterexample, "lens" | "request">): string {
  return (lens === undefined ? request.Operation : undefined) ?? "CreateListener";
}

const SENT_BYTES = 300;
const ANSWER_BYTES = 160;
const EXCHANGES_SHOWN = 4;

/**
 * What a client library sent in a case, and what it was answered: a line for each of its last requests.
 * @returns nothing for requests of the suite itself, which stand there as parameters and as a command
 */
export function wireLinesOf({ lens, exchanges }: Pick<Counterexample, "lens" | "exchanges">): string[] {
  if (lens !== undefined) return [];
  if (exchanges.length === 0) return ["nothing was sent"];
  const left = exchanges.length - EXCHANGES_SHOWN;
  const lines = exchanges.slice(-EXCHANGES_SHOWN).map(({ request: { method, url, body }, outcome }) => {
    const sent = cut([method, url, ...(body === "" ? [] : [body])].join(" "), SENT_BYTES);
    const answer =
      outcome.is === "response"
        ? `HTTP ${outcome.response.status} ${outcome.response.body}`.trimEnd()
        : outcome.problem.detail;
    return `${sent} → ${cut(answer, ANSWER_BYTES)}`;
  });
  return left > 0 ? [`… ${counted(left, "earlier request")} (report.json has them)`, ...lines] : lines;
}

/** How sure it is that a failure shows again, and what it took to make its case small. */
export function certaintyOf({ reproducible, shrinkRequests }: Counterexample): string {
  const shrunk = shrinkRequests === 0 ? "" : `; made smaller with ${counted(shrinkRequests, "request")}`;
  return `${CERTAINTIES[reproducible]}${shrunk}`;
}

const CERTAINTIES: Readonly<Record<Counterexample["reproducible"], string>> = {
  reproducible: "reproducible: it failed each time it was put to the target",
  flaky: "flaky: put to the target again, it failed only sometimes",
  "not-rerun": "seen once; it was not sent again",
};
