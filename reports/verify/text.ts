/** What came of verifying a report, for people. */
import { counted } from "../../contract/words.js";
import { cut, visible } from "../../evidence/text.js";
import type { Verification } from "./verify.js";

const LINE_BYTES = 400;
const SHOWN = 60;

const ESTABLISHED = [
  "that no byte of its content was changed since its digest was made, unless whoever changed it made a new digest",
  "that verdict, exit code and certificate follow from the outcomes it states, by the rules of this version",
  "that clauses, totals, dates, configuration and counterexamples agree with each other and with the catalogue",
];
const NOT_ESTABLISHED = [
  "who wrote it: the digest is not signed, so anybody can make one. Have it from where it was made, or put a signature of your own beside it",
  "that the target was ever asked, or answered so: run again with the same seed, or replay a counterexample",
  "that outcomes were not changed together with all that follows from them",
];

/**
 * Writes a verification.
 * @param path of the report
 * @returns lines, with a line feed at the end; text of the report cannot leave its line
 */
export function renderVerification(path: string, { findings, limits }: Verification): string {
  const shown = findings.slice(0, SHOWN).map(({ about, problem }) => line(`${about} ${problem}`));
  const left = findings.length - shown.length;
  const head = findings.length === 0 ? "consistent" : `NOT consistent, ${counted(findings.length, "finding")}`;
  const parts = [
    [`${visible(path)}: ${head}`],
    [...shown, ...(left > 0 ? [line(`… and ${left} more`)] : [])],
    limits.map((limit) => visible(limit)),
    ...(findings.length > 0 ? [] : [["This establishes:", ...ESTABLISHED.map(line)]]),
    ["This does not establish:", ...NOT_ESTABLISHED.map(line)],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join("\n"))
    .join("\n\n")}\n`;
}

function line(text: string): string {
  return `  - ${cut(visible(text), LINE_BYTES)}`;
}
