/** What the outputs for people say of a counterexample, besides its request and its answers. */

import { counted } from "../contract/words.js";
import type { Counterexample } from "../evidence/counterexample.js";

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
  const { curl, rerun, replay } = counterexample;
  const note = limitsOfCurl(counterexample);
  return [
    ...(curl === undefined ? [] : [{ label: "Curl" as const, command: curl, ...(note === undefined ? {} : { note }) }]),
    { label: "Rerun", command: rerun },
    ...(replay === undefined ? [] : [{ label: "Replay" as const, command: replay }]),
  ];
}

function limitsOfCurl({ byValue, exchanges, curl }: Counterexample): string | undefined {
  const isPart = exchanges.length > 1 || (byValue !== undefined && byValue.is !== "request");
  const limits = [
    ...(isPart ? ["the last request alone, which by itself may show nothing"] : []),
    ...(/Signature=/u.test(curl ?? "") ? ["without a valid signature"] : []),
  ];
  return limits.length === 0 ? undefined : `${limits.join(", and ")}: Rerun puts the whole case`;
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
