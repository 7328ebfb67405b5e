/** What GitHub Actions reads: commands on standard output, and Markdown of the step's summary. */
import { visible } from "../../evidence/text.js";
import { renderMarkdown } from "../markdown.js";
import { titleOf } from "../overview.js";
import type { Report } from "../report.js";
import { type CiFinding, type CiLevel, ciFindingsOf, RUN } from "./findings.js";
import { type PlaceOf, pathFrom } from "./place.js";

/** GitHub shows no more of a level for one step. */
const MOST_OF_A_LEVEL = 10;
/** GitHub refuses the summary of a step that is longer than a mebibyte, all that the step has appended counted. */
const LONGEST_SUMMARY = 1024 * 1024;

/**
 * The annotations of a run. Source: "Workflow commands for GitHub Actions" of GitHub's documentation.
 * @param placeOf finds the line on which a clause is declared
 * @param root the folder that GitHub has checked out
 * @returns lines for standard output, a command each: violations are errors, one for each cause; broken customs are warnings, excused violations notices
 */
export function annotationsOf(report: Report, placeOf: PlaceOf, root: string): string[] {
  const findings = oneOfEachCause(ciFindingsOf(report));
  return (["error", "warning", "notice"] as const).flatMap((level) => {
    const own = findings.filter((one) => one.level === level);
    if (own.length <= MOST_OF_A_LEVEL) return own.map((one) => annotation(one, placeOf, root));
    const shown = own.slice(0, MOST_OF_A_LEVEL - 1);
    const rest = own.slice(shown.length).map(({ id }) => id);
    const more = `${rest.length} more, which the summary tells of: ${rest.join(", ")}`;
    return [...shown.map((one) => annotation(one, placeOf, root)), command(level, { title: titleOf(report) }, more)];
  });
}

/** There is room for a few, so that many clauses with one cause do not hide another one. */
function oneOfEachCause(findings: readonly CiFinding[]): CiFinding[] {
  const causes = new Set<string>();
  return findings.flatMap((finding) => {
    const { cause, message } = finding;
    if (cause === undefined) return [finding];
    if (causes.has(cause.id)) return [];
    causes.add(cause.id);
    const { clauses } = cause;
    if (clauses.length < 2) return [finding];
    const [first = "", ...others] = message;
    return [{ ...finding, message: [first, `Explains ${clauses.length} clauses: ${clauses.join(", ")}`, ...others] }];
  });
}

/**
 * The summary of a run, for the file that `GITHUB_STEP_SUMMARY` names.
 * @param used bytes that are in the file already
 * @returns the Markdown report; one that is too long is cut at a heading, and says so at its top
 */
export function stepSummaryOf(report: Report, used = 0): string {
  const whole = renderMarkdown(report);
  const room = LONGEST_SUMMARY - used;
  if (Buffer.byteLength(whole) <= room) return whole;
  const note = "> Cut, since GitHub takes no longer summaries: `summary.md` in the output folder is the whole.\n\n";
  // A code unit is three bytes of UTF-8 at most.
  const beginning = whole.slice(0, Math.max(0, Math.floor((room - Buffer.byteLength(note)) / 3)));
  return Buffer.byteLength(note) > room ? "" : note + beginning.slice(0, beginning.lastIndexOf("\n#") + 1);
}

/**
 * Keeps GitHub from taking what stands between two lines for commands: text of a target may look like some.
 * @param token that nobody can guess
 */
export function withoutCommands(token: string): { readonly begin: string; readonly end: string } {
  return { begin: `::stop-commands::${token}`, end: `::${token}::` };
}

function annotation({ id, level, message }: CiFinding, placeOf: PlaceOf, root: string): string {
  const place = placeOf(id);
  return command(
    level,
    {
      ...(place === undefined ? {} : { file: pathFrom(root, place.file), line: String(place.line) }),
      title: id === RUN ? "CreateListener conformance" : id,
    },
    message.map(visible).join("\n"),
  );
}

function command(level: CiLevel, properties: Readonly<Record<string, string>>, message: string): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(visible(value))}`);
  return `::${level} ${given.join(",")}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
