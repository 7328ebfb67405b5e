/** The report as JUnit XML. */
import { XMLBuilder } from "fast-xml-parser";
import { counted } from "../contract/words.js";
import { visible, visibleLines } from "../evidence/text.js";
import type { ReportedCause } from "./causes.js";
import { certaintyOf, commandsOf, type ReportedCounterexample, wireLinesOf } from "./counterexample.js";
import { fingerprintWords, MESSAGE_PREFIXES, messageOf, prefixOf } from "./messages.js";
import { sectionsOf, titleOf } from "./overview.js";
import type { Report, RequirementReport } from "./report.js";
import { ToldOnce } from "./told-once.js";

/** An element: attributes begin with `@`, `#text` is its text. */
interface Element {
  readonly [name: string]: string | number | Element | readonly Element[];
}

const builder = new XMLBuilder({
  format: true,
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  // An attribute whose value is the word "true" would lose its value otherwise.
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
});

/**
 * Writes a report as JUnit XML: a suite per section of the page, a case per requirement. Only a violation of a required requirement
 * that is not excused is a failure; faults of the suite or the environment, and what stayed inconclusive, are errors.
 * @returns the document; characters that XML forbids are written as escapes
 */
export function renderJunit(report: Report): string {
  const details = detailsByClause(report);
  const suites = sectionsOf(report).map(({ section, requirements }) => {
    const cases = requirements.map((requirement) => testCase(requirement, details.get(requirement.id)));
    return {
      "@name": section,
      ...countsOf(cases),
      "@time": seconds(requirements.reduce((sum, { durationMs }) => sum + durationMs, 0)),
      "@timestamp": report.startedAt,
      testcase: cases,
    };
  });
  if (report.run.faults.length > 0) suites.push(suiteOfFaults(report));
  const document: Element = {
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: {
      "@name": `${titleOf(report)}, profile ${report.profile}, seed ${report.seed}`,
      ...countsOf(suites.flatMap(({ testcase }) => testcase)),
      "@time": seconds(Date.parse(report.endedAt) - Date.parse(report.startedAt)),
      testsuite: suites,
    },
  };
  return builder.build(document);
}

/** What went wrong outside any requirement must not hide behind cases that all passed. */
function suiteOfFaults({ run, startedAt }: Report) {
  const type = MESSAGE_PREFIXES.suiteFault;
  const cases: Element[] = run.faults.map((fault, index) => ({
    "@name": `fault ${index + 1}`,
    "@classname": SUITE_ITSELF,
    "@time": seconds(0),
    error: { "@message": `${type}: ${visible(fault)}`, "@type": type },
  }));
  return { "@name": SUITE_ITSELF, ...countsOf(cases), "@time": seconds(0), "@timestamp": startedAt, testcase: cases };
}

const SUITE_ITSELF = "The suite itself";

function countsOf(cases: readonly Element[]): Element {
  const having = (name: string) => cases.filter((element) => name in element).length;
  return {
    "@tests": cases.length,
    "@failures": having("failure"),
    "@errors": having("error"),
    "@skipped": having("skipped"),
  };
}

function testCase(requirement: RequirementReport, details: Details | undefined): Element {
  return {
    "@name": visible(requirement.id),
    "@classname": requirement.section,
    "@time": seconds(requirement.durationMs),
    properties: {
      property: Object.entries({
        kind: requirement.kind,
        seed: requirement.seed,
        cases: requirement.cases,
        requests: requirement.requests,
        ...(details?.cause === undefined ? {} : { cause: details.cause.id }),
      }).map(([name, value]) => ({ "@name": name, "@value": value })),
    },
    ...resultOf(requirement, details?.text ?? ""),
    ...notesOf(requirement),
  };
}

function resultOf(requirement: RequirementReport, details: string): Element {
  const { outcome, excuse } = requirement;
  if (outcome === "pass") return {};
  const message = messageOf(requirement) ?? outcome;
  if (outcome === "not-exercised") return { skipped: { "@message": message } };
  if (excuse !== undefined)
    return { skipped: { "@message": visible(`excused until ${excuse.expires}: ${excuse.reason}`) } };
  if (!isTold(requirement)) return {};
  const told = { "@message": message, "@type": prefixOf(requirement) ?? outcome, "#text": details };
  return outcome === "fail" || outcome === "flaky" ? { failure: told } : { error: told };
}

/** Whether a clause fails, or is an error, so that its details are told. */
function isTold({ outcome, kind, excuse }: RequirementReport): boolean {
  return kind === "required" && excuse === undefined && outcome !== "pass" && outcome !== "not-exercised";
}

/** What explains a clause, and which clause tells of it in full: the one that shows it best of those that are told. */
interface Explained {
  readonly cause: ReportedCause;
  readonly leader: string;
}

interface Details {
  readonly text: string;
  readonly cause?: ReportedCause;
}

/** Tells of the clauses that lead a cause first, so that the others of it can be told by naming them. */
function detailsByClause({ causes, requirements }: Report): ReadonlyMap<string, Details> {
  const clauses = requirements.filter(isTold);
  const explained = new Map<string, Explained>();
  for (const cause of causes) {
    const own = cause.clauses.filter((id) => clauses.some((one) => one.id === id));
    const [leader] = own;
    if (leader !== undefined) for (const id of own) explained.set(id, { cause, leader });
  }
  const leads = ({ id }: RequirementReport) => explained.get(id)?.leader === id;
  const told = new ToldOnce();
  return new Map(
    [...clauses.filter(leads), ...clauses.filter((one) => !leads(one))].map((one) => {
      const by = explained.get(one.id);
      return [one.id, { text: detailsOf(one, by, told), ...(by && { cause: by.cause }) }];
    }),
  );
}

function detailsOf(requirement: RequirementReport, by: Explained | undefined, told: ToldOnce): string {
  const { id, statement, reason, counterexamples } = requirement;
  const distinct = counterexamples.flatMap((one) => {
    const place = told.before(one, id);
    if (place === id) return [];
    return place === undefined
      ? counterexampleText(one)
      : [`the same request and answer as under ${place}`, one.rerun].join("\n");
  });
  const shown = by === undefined || by.leader === id ? distinct : distinct.slice(0, 1);
  const left = distinct.length - shown.length;
  return visibleLines(
    [
      statement,
      ...(reason === undefined ? [] : [reason]),
      ...(by === undefined ? [] : [causeText(by, id)]),
      ...shown,
      ...(left > 0 ? [`and ${counted(left, "more counterexample")}, in summary.md and report.json`] : []),
    ].join("\n\n"),
  );
}

function causeText({ cause: { id, title, clauses }, leader }: Explained, clause: string): string {
  const others = clauses.length > 1 ? `, which explains ${counted(clauses.length, "clause")}` : "";
  const where = leader === clause ? "" : `; told in full under ${leader}`;
  return `${id}: ${visible(title)}${others}${where}`;
}

function counterexampleText(one: ReportedCounterexample): string {
  const { request, expected, got } = one;
  return [
    ...Object.entries(request).map(([name, value]) => `${visible(name)} = ${visible(value)}`),
    ...wireLinesOf(one).map((line) => `on the wire: ${visible(line)}`),
    `expected: ${visible(expected)}`,
    `got: ${visible(got)}`,
    `certainty: ${certaintyOf(one)}`,
    ...commandsOf(one).flatMap(({ command, note }) => (note === undefined ? [command] : [`# ${note}`, command])),
  ].join("\n");
}

/** What is worth reading although it is not graded. */
function notesOf({ warnings, fingerprint, kind, outcome, reason }: RequirementReport): Element {
  const notes = [
    ...warnings.map((warning) => `warning: ${warning}`),
    ...(kind !== "required" && outcome !== "pass" && warnings.length === 0
      ? [`${outcome}: ${reason ?? "no reason was recorded"}`]
      : []),
    ...(Object.keys(fingerprint).length > 0 ? [`observed: ${fingerprintWords(fingerprint)}`] : []),
  ];
  return notes.length === 0 ? {} : { "system-out": notes.map(visible).join("\n") };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
