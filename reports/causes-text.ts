/** A cause in the words of the outputs for people: the request with what matters of it, what came, what the page says, and how to see it again. */
import { describeCommand } from "../contract/commands.js";
import { counted } from "../contract/words.js";
import { differenceOf, withoutNumber } from "../verdict/causes/difference.js";
import type { ReportedCause } from "./causes.js";
import {
  type CounterexampleCommand,
  certaintyOf,
  commandsOf,
  operationOf,
  putAs,
  type ReportedCounterexample,
  wireLinesOf,
} from "./counterexample.js";
import { withRunsCounted } from "./repetition.js";
import type { Report } from "./report.js";
import type { Page } from "./terminal-page.js";

/** A line of a cause: what it tells, and text that may be the target's. */
export interface CauseLine {
  /** Empty: it goes on with what the line before tells. */
  readonly label: string;
  readonly text: string;
}

/** Everything that is told of a cause. */
export interface CauseInWords {
  readonly id: string;
  readonly outcome: ReportedCause["outcome"];
  readonly title: string;
  readonly lines: readonly CauseLine[];
  readonly commands: readonly CounterexampleCommand[];
}

/**
 * The causes of a run for people, the one that explains most first.
 * @param report any
 * @returns none where nothing failed and everything could be judged
 */
export function causesInWords(report: Pick<Report, "causes" | "requirements">): CauseInWords[] {
  const statements = new Map(report.requirements.map(({ id, statement }) => [id, statement]));
  return report.causes.map((cause) => {
    const { id, outcome, title, clauses, counterexample } = cause;
    const [first = ""] = clauses;
    return {
      id,
      outcome,
      title,
      lines: [
        ...(counterexample === undefined ? [] : shown(counterexample)),
        { label: "The page", text: statements.get(first) ?? first },
        ...clausesIn(cause),
      ],
      commands: counterexample === undefined ? [] : commandsFor(counterexample),
    };
  });
}

const COMMANDS_SHOWN: ReadonlySet<CounterexampleCommand["label"]> = new Set(["Curl", "Replay"]);

/** The plain request and what puts just this case again; what runs the whole check only where there is no other. */
function commandsFor(counterexample: ReportedCounterexample): CounterexampleCommand[] {
  const all = commandsOf(counterexample);
  if (counterexample.replay === undefined) return all;
  return all
    .filter(({ label }) => COMMANDS_SHOWN.has(label))
    .map(({ note, ...one }) => (note === undefined ? one : { ...one, note: note.replace("Rerun", "Replay") }));
}

function shown(counterexample: ReportedCounterexample): CauseLine[] {
  const { violation, byValue, expected, got } = counterexample;
  const breaking = violation === undefined ? "" : `, violation ${violation}`;
  const commands = byValue?.is === "course" ? byValue.commands.map(describeCommand) : [];
  return [
    { label: "Request", text: `${operationOf(counterexample)} as ${putAs(counterexample)}${breaking}` },
    ...elided(parametersThatMatter(counterexample)).map((text) => ({ label: "", text })),
    ...labelled(
      "Course",
      commands.map((command, index) => `${index + 1}. ${command}`),
    ),
    ...labelled("Wire", wireLinesOf(counterexample)),
    { label: "Expected", text: withRunsCounted(expected) },
    { label: "Got", text: withRunsCounted(got) },
    { label: "Certainty", text: certaintyOf(counterexample) },
  ];
}

const labelled = (label: string, texts: readonly string[]) =>
  texts.map((text, index) => ({ label: index === 0 ? label : "", text }));

/** Ids and tokens are made for the run: the request is told without them, unless it is about them. */
function parametersThatMatter(counterexample: ReportedCounterexample): string[] {
  const { parameters } = differenceOf(counterexample);
  const matters = (name: string) => {
    const plain = withoutNumber(name);
    return parameters.some(
      (one) => one === plain || plain.startsWith(`${one}.`) || (one === "Tags" && plain.startsWith("Tag.")),
    );
  };
  return Object.entries(counterexample.request)
    .filter(([name]) => matters(name))
    .map(([name, value]) => `${name} = ${withRunsCounted(value)}`);
}

const PARAMETERS_SHOWN = { first: 4, last: 2 };

function elided(parameters: readonly string[]): readonly string[] {
  const { first, last } = PARAMETERS_SHOWN;
  const left = parameters.length - first - last;
  if (left < 2) return parameters;
  return [...parameters.slice(0, first), `… ${left} more (report.json has all)`, ...parameters.slice(-last)];
}

const CLAUSES_SHOWN = 6;

function clausesIn({ clauses }: ReportedCause): CauseLine[] {
  const left = clauses.length - CLAUSES_SHOWN;
  const ids = left > 1 ? [...clauses.slice(0, CLAUSES_SHOWN), `and ${left} more`] : clauses;
  return [{ label: "Explains", text: `${counted(clauses.length, "clause")}: ${ids.join(", ")}` }];
}

const CAUSES_SHOWN = 5;

/**
 * Writes the causes of a run to a page of the terminal, where there are any.
 * @param page to write to
 * @param report any
 */
export function writeCauses(page: Page, report: Pick<Report, "causes" | "requirements">): void {
  const causes = causesInWords(report);
  if (causes.length === 0) return;
  page.heading(`What explains it: ${counted(causes.length, "cause")}`);
  for (const { id, outcome, title, lines, commands } of causes.slice(0, CAUSES_SHOWN)) {
    const color = outcome === "inconclusive" ? page.paint.yellow : page.paint.red;
    page.line("");
    page.field(color(outcome), `${title} (${id})`, 2);
    for (const { label, text } of lines) page.field(label, text);
    for (const command of commands) page.command(command);
  }
  const left = causes.length - CAUSES_SHOWN;
  if (left > 0) page.field("", `… ${counted(left, "more cause")} (summary.md and report.json have them all)`);
}
