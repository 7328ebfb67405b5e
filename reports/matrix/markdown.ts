/** The matrix as Markdown (GitHub's): a table of targets, and of the clauses and probes in which they are not all alike. */
import { counted } from "../../contract/words.js";
import { type Block, code as span, documentText, heading, paragraph, type Span, table, words } from "../markdown-pieces.js";
import type { MatrixCause, MatrixData, MatrixPart } from "./page/data.js";
import { cellMark, OUTCOME_LOOKS } from "./page/outcomes.js";

/**
 * Writes the matrix.
 * @returns the document; text of reports stands in code spans or is escaped, so it cannot become markup
 */
export function matrixMarkdown(data: MatrixData): string {
  return documentText([
    heading(1, "CreateListener conformance"),
    ...data.caveats.map((caveat) => paragraph(words(caveat))),
    targets(data),
    paragraph(
      words(
        `Marks: ${Object.values(OUTCOME_LOOKS)
          .map((look) => `${look.mark} ${look.words}`)
          .join(", ")}; in brackets: excused; empty: not in that report.`,
      ),
    ),
    ...data.parts.flatMap((part) => clauses(part)),
    ...causes(data),
    ...probes(data),
  ]);
}

/** Targets stand in the heads of columns under numbers: their names would make each as wide as itself. */
const numberOf = (target: number) => `T${target + 1}`;

function targets(data: MatrixData): Block {
  const rows = data.targets.map((target, index) => [
    words(numberOf(index)),
    code(target.label),
    code(target.subject),
    words(target.headline),
    words(target.certified ? "yes" : "no"),
    words(`${target.exercised} of ${target.required}`),
    words(String(target.violated)),
    words(target.profile),
    words(target.endedAt.slice(0, 10)),
  ]);
  const head = ["", "Name", "Target", "Verdict", "Certificate", "Exercised", "Violated", "Profile", "Day"];
  return table(head, rows);
}

function clauses({ is, sections, targets: columns }: MatrixPart): Block[] {
  const all = sections.flatMap((section) => section.clauses);
  const told = all.filter(({ outcomes }) => outcomes.some((outcome) => outcome !== "pass"));
  const rows = told.map(({ id, kind, outcomes, excused }) => [
    code(id),
    words(kind),
    ...outcomes.map((outcome, index) => words(cellMark(outcome, excused.includes(index)))),
  ]);
  const title = is === "sdk" ? "Clauses on client libraries" : "Clauses on endpoints";
  const left = all.length - told.length;
  return [
    heading(2, title),
    ...(left === 0
      ? []
      : [paragraph(words(`${counted(left, "clause")} held everywhere and ${left === 1 ? "is" : "are"} left out.`))]),
    ...(rows.length === 0 ? [] : [table(["Clause", "Kind", ...columns.map(numberOf)], rows)]),
  ];
}

function causes({ targets: all }: MatrixData): Block[] {
  const rows = all.flatMap(({ causes: own }, index) => own.map((cause) => causeRow(cause, index)));
  return rows.length === 0 ? [] : [heading(2, "Causes"), table(["", "Cause", "Outcome", "Clauses"], rows)];
}

function causeRow({ title, outcome, clauses: ids }: MatrixCause, target: number): Span[] {
  const [first, ...others] = ids;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return [words(numberOf(target)), code(title), words(outcome), words(`${first ?? ""}${more}`)];
}

function probes(data: MatrixData): Block[] {
  const rows = data.probes
    .filter(({ answers }) => answers.length > 1)
    .flatMap(({ clause, question, answers }) =>
      answers.map(({ behaviour, targets: those }, index) => [
        ...(index === 0 ? [code(clause), code(question)] : [words(""), words("")]),
        code(behaviour),
        words(those.map(numberOf).join(", ")),
      ]),
    );
  if (rows.length === 0) return [];
  return [
    heading(2, "Where the documentation is silent and targets differ"),
    table(["Probe", "Question", "Behaviour", "Targets"], rows),
  ];
}

/** Text of a report: nothing in a code span is markup. */
function code(text: string): Span {
  return text === "" ? words("(empty)") : span(text);
}
