/** `npm run trace -- FILE`: checks the documentation page against the catalogue, both ways. Exits 0 when they agree, 1 when not, 2 when used wrongly. */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { fragmentsOf } from "../contract/fragments.js";
import { type TracedContract, type TraceProblem, tracedContract, tracePage } from "../contract/trace.js";

const USAGE = "usage: npm run trace -- FILE, where FILE is the text of the CreateListener documentation page";
const LONGEST_EXCERPT = 100;

/** What the command prints, and its exit code. */
export interface TraceReport {
  readonly lines: readonly string[];
  readonly exitCode: 0 | 1 | 2;
}

/** Traces the page in a file. */
export function trace(args: readonly string[], contract: TracedContract = tracedContract()): TraceReport {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0) return { lines: [USAGE], exitCode: 2 };
  const page = readPage(file);
  if (page === undefined)
    return { lines: [`cannot read ${file}: name a text file with the documentation page`], exitCode: 2 };
  const { fragments, clauses, notJudged, problems } = tracePage(fragmentsOf(page), contract);
  if (problems.length === 0) {
    return {
      lines: [`${fragments} fragments: ${clauses} are clauses, ${notJudged} are listed as none. All agree.`],
      exitCode: 0,
    };
  }
  const count = `${problems.length} of ${fragments} fragments do not agree with the contract.`;
  return { lines: [...problems.map((problem) => `${file}${inWords(problem)}`), count], exitCode: 1 };
}

function readPage(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function inWords(problem: TraceProblem): string {
  switch (problem.is) {
    case "untraced":
      return `:${problem.fragment.line}: ${problem.fragment.locator} is neither a clause nor listed as none: ${excerpt(problem.fragment.text)}`;
    case "misquoted":
      return `:${problem.fragment.line}: ${problem.fragment.locator} is said to begin with "${problem.begins}": ${excerpt(problem.fragment.text)}`;
    case "in-both":
      return `:${problem.fragment.line}: ${problem.fragment.locator} is listed as no clause, but ${problem.requirements.join(", ")} rests on it: ${excerpt(problem.fragment.text)}`;
    case "gone":
      return problem.requirements.length === 0
        ? `: ${problem.locator} is listed as no clause, but is not on the page`
        : `: ${problem.locator}, on which ${problem.requirements.join(", ")} rests, is not on the page`;
  }
}

function excerpt(text: string): string {
  return text.length <= LONGEST_EXCERPT ? text : `${text.slice(0, LONGEST_EXCERPT)}…`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { lines, exitCode } = trace(process.argv.slice(2));
  for (const line of lines) (exitCode === 0 ? console.log : console.error)(line);
  process.exitCode = exitCode;
}
