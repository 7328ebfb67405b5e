/** The report as Markdown. */
import { describeCommand } from "../contract/commands.js";
import { sdkInWords } from "../evidence/subject.js";
import { cut, visible, visibleLines } from "../evidence/text.js";
import { type CauseInWords, causesInWords } from "./causes-text.js";
import {
  type CounterexampleCommand,
  certaintyOf,
  commandsOf,
  putAs,
  type ReportedCounterexample,
  wireLinesOf,
} from "./counterexample.js";
import * as pieces from "./markdown-pieces.js";
import { type Block, documentText, list, paragraph, type Span, table } from "./markdown-pieces.js";
import { observedIn, readingsOf, remarksOn } from "./messages.js";
import { headline, isDecidingViolation, missingFromPartition, secondsOf, sectionsOf, titleOf } from "./overview.js";
import { withRunsCounted } from "./repetition.js";
import type { Report, RequirementReport } from "./report.js";
import { timelineText } from "./timeline.js";
import { ToldOnce } from "./told-once.js";

/** A summary is for reading; the whole text is in report.json. */
const SPAN_BYTES = 1024;

/**
 * Writes a report as Markdown (GitHub's), for job summaries and pull requests.
 * @returns the document; text from the target stands in code spans or is escaped, so it cannot become markup
 */
export function renderMarkdown(report: Report): string {
  return documentText([
    heading(1, `${titleOf(report)}: ${headline(report)}`),
    ...facts(report),
    ...notesOf(report),
    ...certificate(report),
    ...causes(report),
    ...sections(report),
    ...violations(report),
    ...otherOutcomes(report),
    ...warnings(report),
    ...probes(report),
    ...measures(report),
  ]);
}

function facts(report: Report): Block[] {
  const { target, suite, profile, seed, totals, judgement } = report;
  return [
    table(
      ["", ""],
      [
        ...subject(target),
        [words("Suite"), words(`${suite.name} ${suite.version}, contract revision ${suite.contractRevision}`)],
        [words("Profile, seed"), words(`${profile}, ${seed}`)],
        [words("Requests"), words(`${totals.requests} in ${secondsOf(report).toFixed(1)} s`)],
        [words("Required requirements"), words(`${judgement.exercised} of ${judgement.required} exercised`)],
        [words("Exit code"), words(String(judgement.exitCode))],
      ],
    ),
  ];
}

/** What was judged: text of the target. */
function subject(target: Report["target"]): Span[][] {
  if (target.is === "sdk") {
    return [
      [words("SDK"), code(sdkInWords(target))],
      [words("Adapter"), code(target.adapter)],
      [words("Features"), code(target.features.join(", ") || "none")],
    ];
  }
  return [
    [words("Target"), code(target.embedded ? `${target.endpoint} (embedded emulator)` : target.endpoint)],
    [words("Region, auth"), code(`${target.region}, ${target.auth}`)],
  ];
}

/** What the target has made of the run: text of the target is in it. */
function notesOf({ notes }: Report): Block[] {
  return notes.length === 0 ? [] : [heading(2, "Notes"), list(notes.map((note) => [words(note)]))];
}

function certificate({ certificate: result, run }: Report): Block[] {
  if (result.granted) return [heading(2, "Certificate"), block(result.text)];
  const faults =
    run.faults.length === 0
      ? []
      : [paragraph(words("Faults of the suite:")), list(run.faults.map((fault) => [code(fault)]))];
  return [heading(2, "No certificate"), list(result.because.map((reason) => [words(reason)])), ...faults];
}

function causes(report: Report): Block[] {
  const told = causesInWords(report);
  return told.length === 0 ? [] : [heading(2, "What explains it"), ...told.flatMap(cause)];
}

function cause({ id, outcome, title, lines, commands }: CauseInWords): Block[] {
  const items: Span[][] = [];
  for (const { label, text } of lines) {
    if (label === "") items.at(-1)?.push(words(", "), code(text));
    else items.push([words(`${label}: `), code(text)]);
  }
  return [
    heading(3, `${id} (${outcome})`),
    paragraph(code(title)),
    list(items),
    ...(commands.length === 0 ? [] : [block(commands.map(commandLines).join("\n"), "sh")]),
  ];
}

function sections(report: Report): Block[] {
  const rows = sectionsOf(report).map(({ section, outcomes, requests }) => [
    words(section),
    ...[
      outcomes.pass,
      outcomes.fail + outcomes.flaky,
      outcomes.inconclusive,
      outcomes["not-exercised"],
      outcomes["harness-error"] + outcomes["environment-error"],
      requests,
    ].map((count) => words(String(count))),
  ]);
  return [
    heading(2, "Required requirements by section"),
    table(["Section", "pass", "fail", "inconclusive", "not exercised", "error", "requests"], rows),
  ];
}

function violations(report: Report): Block[] {
  const violated = report.requirements.filter(isDecidingViolation);
  if (violated.length === 0) return [];
  const told = new ToldOnce();
  return [heading(2, "Violations"), ...violated.flatMap((one) => violation(one, told))];
}

function violation(requirement: RequirementReport, told: ToldOnce): Block[] {
  const { id, outcome, section, statement, breaks, reason, counterexamples } = requirement;
  return [
    heading(3, `${id} (${outcome})`),
    paragraph(words(`${section}: ${statement} Broken, it means: ${breaks}`)),
    ...readingsOf(requirement).map((reading) => paragraph(words(`Assumes ${reading}`))),
    ...(counterexamples.length === 0 && reason !== undefined ? [paragraph(code(reason))] : []),
    ...counterexamples.flatMap((one) => {
      const place = told.before(one, id);
      if (place === undefined) return counterexample(one);
      return place === id ? [] : [paragraph(words("The same request and answer as under "), code(place), words("."))];
    }),
  ];
}

function counterexample(one: ReportedCounterexample): Block[] {
  const { request, violation: label, expected, got, byValue, history } = one;
  const wire = wireLinesOf(one);
  const parameters = Object.entries(request).map(([name, value]) => [code(name), code(withRunsCounted(value))]);
  return [
    table(
      [visible(`Parameter (${putAs(one)})`), "Value"],
      [...parameters, ...(label === undefined ? [] : [[words("violation put in"), code(label)]])],
    ),
    ...(byValue?.is === "course" ? [list(byValue.commands.map((command) => [code(describeCommand(command))]))] : []),
    ...(history === undefined ? [] : [block(timelineText(history), "text")]),
    ...(wire.length === 0 ? [] : [list(wire.map((line) => [words("On the wire: "), code(line)]))]),
    list([
      [words("Expected: "), code(withRunsCounted(expected))],
      [words("Got: "), code(withRunsCounted(got))],
      [words(`Certainty: ${certaintyOf(one)}`)],
    ]),
    block(commandsOf(one).map(commandLines).join("\n"), "sh"),
  ];
}

function commandLines({ command, note }: CounterexampleCommand): string {
  return note === undefined ? command : `# ${note}\n${command}`;
}

function otherOutcomes(report: Report): Block[] {
  const rows = report.requirements
    .filter((requirement) => requirement.outcome !== "pass" && !isDecidingViolation(requirement))
    .map((requirement) => {
      const { id, kind, outcome } = requirement;
      const why = remarksOn(requirement).join("; ") || "no reason was recorded";
      return [code(id), words(kind === "required" ? outcome : `${outcome} (${kind})`), code(why)];
    });
  return titled("Other outcomes that are not a plain pass", ["Requirement", "Outcome", "Why"], rows);
}

function warnings({ requirements, staleExcuses }: Report): Block[] {
  const rows = requirements.flatMap(({ id, warnings: messages }) =>
    messages.map((message) => [code(id), code(message)]),
  );
  return [
    ...titled("Warnings (customs, not graded)", ["Requirement", "Warning"], rows),
    ...(staleExcuses.length === 0
      ? []
      : [heading(2, "Baseline: to be changed"), list(staleExcuses.map((entry) => [code(entry)]))]),
  ];
}

function probes({ requirements }: Report): Block[] {
  const rowsOf = (those: readonly RequirementReport[]) =>
    observedIn(those).map(({ id, question, behaviour }) => [code(id), code(question), code(behaviour)]);
  const open = rowsOf(requirements.filter(({ kind }) => kind === "probe"));
  const customs = rowsOf(requirements.filter(({ kind }) => kind !== "probe"));
  return [
    ...titled("Behaviour the page leaves open (not graded)", ["Probe", "Asked", "Observed"], open),
    ...titled("Observed on the way (not graded)", ["Requirement", "Asked", "Observed"], customs),
  ];
}

function measures(report: Report): Block[] {
  const { coverage, waits, proof } = report;
  const unreached = missingFromPartition(report);
  const missing = unreached.length === 0 ? [] : [words("; missing: "), code(unreached.join(", "))];
  const rows = waits.map(({ name, count, budgetMs, p50, p95, max }) =>
    [name, ...[count, p50, p95, max, budgetMs].map((value) => String(Math.round(value)))].map(words),
  );
  return [
    heading(2, "Measures"),
    paragraph(words(`Partition: ${coverage.hit} of ${coverage.total} classes and boundaries hit`), ...missing),
    ...(rows.length === 0 ? [] : [table(["Wait", "count", "p50 ms", "p95 ms", "max ms", "budget ms"], rows)]),
    ...(proof === undefined
      ? []
      : [
          paragraph(
            words(
              `Proof of the suite: ${proof.killed} of ${proof.mutants} mutants killed, ${proof.falseAlarms} false alarms in ${proof.variants} variants.`,
            ),
          ),
        ]),
  ];
}

function words(text: string): Span {
  return pieces.words(visible(text));
}

/** Text from the target: nothing in a code span is markup. */
function code(text: string): Span {
  return text === "" ? words("(empty)") : pieces.code(cut(visible(text), SPAN_BYTES));
}

function heading(depth: 1 | 2 | 3, text: string): Block {
  return pieces.heading(depth, visible(text));
}

/** A table under a heading; neither where there are no rows. */
function titled(title: string, head: readonly string[], rows: readonly Span[][]): Block[] {
  return rows.length === 0 ? [] : [heading(2, title), table(head, rows)];
}

function block(text: string, lang?: string): Block {
  return pieces.block(visibleLines(text), lang);
}
