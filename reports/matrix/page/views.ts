/** What the window shows: of a cell its evidence, of a column its target, of a row its clause at every target. */
import type {
  CellEvidence,
  MatrixClause,
  MatrixData,
  MatrixTarget,
  ShownCounterexample,
  TargetEvidence,
} from "./data.js";
import { addressOf, type View } from "./dialog.js";
import { block, type Content, dataIn, element, facts, lines, titled } from "./elements.js";
import { type Place, shortId } from "./grid.js";
import { cellMark, cellWords } from "./outcomes.js";

/** What to show of a place. */
export function viewOf(data: MatrixData, { target, clause }: Place): View {
  if (target === undefined) return clause === undefined ? { title: "", content: [] } : clauseView(data, clause);
  if (clause === undefined) return { title: target.label, content: [...targetFacts(target), ...causesOf(target)] };
  return cellView(data, target, clause);
}

function cellView(data: MatrixData, target: MatrixTarget, clause: MatrixClause): View {
  const index = data.targets.indexOf(target);
  const outcome = outcomeAt(data, clause, index);
  const evidence = evidenceOf(index)[clause.id];
  const words = element(
    "p",
    {},
    mark(outcome),
    ` ${outcome.words} at `,
    element("a", { href: addressOf({ target }) }, target.label),
  );
  return {
    title: clause.id,
    content: [
      words,
      element("p", {}, `${clause.statement}${outcome.isViolation ? ` Broken, it means: ${clause.breaks}` : ""}`),
      ...(evidence === undefined ? [] : evidenceContent(evidence)),
      element(
        "p",
        { class: "note" },
        element("a", { href: addressOf({ clause }) }, "This clause at every target"),
        `. Report: ${target.report}`,
      ),
    ],
  };
}

const loaded = new Map<number, TargetEvidence>();

/** The evidence of one target is read when it is first asked for: that of all takes time. */
function evidenceOf(index: number): TargetEvidence {
  const evidence = loaded.get(index) ?? dataIn<TargetEvidence | null>(`evidence-${index}`) ?? {};
  loaded.set(index, evidence);
  return evidence;
}

function evidenceContent(evidence: CellEvidence): Content[] {
  const { figures, remarks, readings, warnings, observed, counterexamples, left } = evidence;
  return [
    element("p", { class: "note" }, figures),
    ...titled("Why", lines(remarks)),
    ...titled("Rests on a reading of the page", lines(readings)),
    ...titled("Warnings", lines(warnings)),
    ...titled("Observed", observed.length === 0 ? [] : [facts(observed)]),
    ...counterexamples.map(counterexample),
    ...(left === null ? [] : [element("p", { class: "note" }, left)]),
  ];
}

function counterexample(one: ShownCounterexample): HTMLElement {
  const { title, parameters, course, overlap, exchanges, expected, got, certainty, commands } = one;
  return element(
    "section",
    { class: "counterexample" },
    element("h3", {}, title),
    ...(parameters.length === 0 ? [] : [facts(parameters)]),
    ...(course.length === 0 ? [] : [element("ol", {}, ...course.map((step) => element("li", {}, step)))]),
    ...(overlap === null ? [] : [block(overlap, "Overlap")]),
    facts([
      ["Expected", expected],
      ["Got", got],
      ["Certainty", certainty],
    ]),
    ...exchanges.flatMap(({ request, answer }) => [
      element("h4", {}, "Request"),
      block(request, "Request"),
      element("h4", {}, "Answer"),
      block(answer, "Answer"),
    ]),
    ...commands.flatMap(({ label, command, note }) => [
      element("h4", {}, note === null ? label : `${label} (${note})`),
      block(command, label),
    ]),
  );
}

function clauseView(data: MatrixData, clause: MatrixClause): View {
  const part = data.parts.find(({ sections }) => sections.some(({ clauses }) => clauses.includes(clause)));
  const rows = (part?.targets ?? []).flatMap((index) => {
    const target = data.targets[index];
    if (target === undefined) return [];
    const outcome = outcomeAt(data, clause, index);
    return [
      element(
        "li",
        {},
        mark(outcome),
        " ",
        element("a", { href: addressOf({ target, clause }) }, target.label),
        `: ${outcome.words}`,
      ),
    ];
  });
  return {
    title: clause.id,
    content: [
      element("p", {}, clause.statement),
      element("p", {}, `Broken, it means: ${clause.breaks}`),
      element("ul", { class: "marked" }, ...rows),
    ],
  };
}

function targetFacts(target: MatrixTarget): Content[] {
  const { subject, headline, exercised, required, violated, profile, seed, suite, contractRevision, endedAt, report } =
    target;
  return [
    facts([
      [target.is === "sdk" ? "SDK" : "Target", subject],
      ["Verdict", headline],
      ["Required clauses", `${exercised} of ${required} exercised, ${violated} violated`],
      ["Run", `profile ${profile}, seed ${seed}, ended ${endedAt}`],
      ["Suite", `${suite}, contract revision ${contractRevision}`],
      ["Report", report],
    ]),
    ...(target.certified
      ? [element("p", {}, "A certificate was granted; it is in the report.")]
      : titled("No certificate", lines(target.withheld))),
    ...titled("Notes", lines(target.notes)),
  ];
}

/** The causes of one target under a heading. */
export function causesOf(target: MatrixTarget): Content[] {
  return titled("Causes", causeList(target));
}

/** Clauses of a cause that are named at once. */
const CLAUSES_NAMED = 5;

/** The causes of one target, the one that explains most first, with the way to the clauses they explain. */
export function causeList(target: MatrixTarget): Content[] {
  if (target.causes.length === 0) return [];
  const items = target.causes.map(({ title, outcome, clauses }) => {
    const others = clauses.slice(CLAUSES_NAMED);
    const more = element("summary", {}, `${others.length} more`);
    return element(
      "li",
      {},
      element("strong", {}, title),
      ` (${outcome}) `,
      ...clauseLinks(target, clauses.slice(0, CLAUSES_NAMED)),
      ...(others.length === 0 ? [] : [element("details", {}, more, ...clauseLinks(target, others))]),
    );
  });
  return [element("ol", { class: "causes" }, ...items)];
}

function clauseLinks(target: MatrixTarget, ids: readonly string[]): Content[] {
  return ids.flatMap((id, index) => [
    ...(index === 0 ? [] : [", "]),
    element("a", { href: `#${target.id}/${id}` }, shortId(id)),
  ]);
}

interface ShownOutcome {
  readonly outcome: string;
  readonly mark: string;
  readonly words: string;
  readonly isViolation: boolean;
}

function outcomeAt(data: MatrixData, clause: MatrixClause, target: number): ShownOutcome {
  const part = data.parts.find(({ targets }) => targets.includes(target));
  const column = part?.targets.indexOf(target) ?? -1;
  const outcome = clause.outcomes[column] ?? null;
  const isExcused = clause.excused.includes(column);
  const isViolation = outcome === "fail" || outcome === "flaky";
  return {
    outcome: outcome ?? "absent",
    mark: cellMark(outcome, isExcused),
    words: cellWords(outcome, isExcused),
    isViolation,
  };
}

function mark({ outcome, mark: text }: ShownOutcome): HTMLElement {
  return element("b", { class: "mark", "data-outcome": outcome, "aria-hidden": "true" }, text);
}
