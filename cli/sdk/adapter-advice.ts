/** What to do about an adapter that does not keep to the protocol. */
import type { AdapterFault } from "../../sdk/adapter/adapter-fault.js";

const ADVICE: readonly (readonly [fault: RegExp, advice: string])[] = [
  [/cannot be started/u, "start it by hand to see why"],
  [/answered no command/u, "give every command exactly one answer, with its id"],
  [/as an answer/u, 'an answer has "id" and exactly one of "ok", "error" and "unsupported" (docs/sdk-adapter.md)'],
  [/not UTF-8/u, "write UTF-8, whatever the locale of the machine is"],
  [
    /not JSON/u,
    "only answers may go to standard output: send logs, and whatever the library prints, to standard error",
  ],
  [
    /more than \d+ bytes of memory|processes/u,
    "make clients when they are asked for, and keep nothing of calls that are over",
  ],
  [/wrote a line of more/u, "an answer is one short line: send logs to standard error"],
  [
    /did not answer start/u,
    "flush standard output after every line, and do not wait for the end of input before the first answer",
  ],
  [/did not answer/u, "answer every command, also when the library throws; flush standard output after every line"],
  [
    /did not exit|after stop/u,
    "after `stop` end with 0 within 5 seconds: close what the library keeps open, or end the process",
  ],
  [/ended by itself/u, "see below why; where the library throws, answer an error instead of ending"],
  [
    /answer to start|start was answered/u,
    'answer start with "protocol": 1, "sdk" (name, version, language) and "features" (a list)',
  ],
];

/** What to do about a fault; for anything unknown, where the protocol stands. */
export function adviceOn({ message }: Pick<AdapterFault, "message">): string {
  return ADVICE.find(([fault]) => fault.test(message))?.[1] ?? "docs/sdk-adapter.md has the protocol";
}
