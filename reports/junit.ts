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
  const { outcome, kind, excuse } = requirement;
  if (outcome === "pass") return {};
  const message = messageOf(requirement) ?? outcome;
  if (outcome === "not-exercised") return { skipped: { "@message": message } };
  if (excuse !== undefined)
    return { skipped: { "@message": visible(`excused until ${excuse.expires}: ${excuse.reason}`) } };
  if (kind !== "required") return {};
  const told = { "@message": message, "@type": prefixOf(requirement) ?? outcome, "#text": details };
  return outcome === "fail" || outcome === "flaky" ? { failure: told } : { error: told };
}

/** What is told of a clause that is no plain pass. */
interface Details {
  readonly text: string;
  /** What explains it, where something does. */
  readonly cause: ReportedCause | undefined;
}

/** Tells of the clauses in the order of their causes, since the one that shows a cause best is the one that tells of it in full. */
function detailsByClause({ causes, requirements }: Report): ReadonlyMap<string, Details> {
  const causeOf = new Map(causes.flatMap((cause) => cause.clauses.map((id) => [id, cause] as const)));
  const leading = causes.flatMap(({ clauses }) => clauses.slice(0, 1));
  const leads = ({ id }: RequirementReport) => leading.includes(id);
  const told = new ToldOnce();
  const ordered = [...requirements.filter(leads), ...requirements.filter((one) => !leads(one))];
  return new Map(
    ordered.map((one) => {
      const cause = causeOf.get(one.id);
      return [one.id, { cause, text: detailsOf(one, cause, told) }];
    }),
  );
}

function detailsOf(requirement: RequirementReport, cause: ReportedCause | undefined, told: ToldOnce): string {
  const { id, statement, reason, counterexamples } = requirement;
  const distinct = counterexamples.flatMap((one) => {
    const place = told.before(one, id);
    if (place === id) return [];
    return place === undefined
      ? counterexampleText(one)
      : [`the same request and answer as under ${place}`, one.rerun].join("\n");
  });
  const [leader] = cause?.clauses ?? [];
  const shown = leader === undefined || leader === id ? distinct : distinct.slice(0, 1);
  const left = distinct.length - shown.length;
  return visibleLines(
    [
      statement,
      ...(reason === undefined ? [] : [reason]),
      ...(cause === undefined ? [] : [causeText(cause, id)]),
      ...shown,
      ...(left > 0 ? [`and ${counted(left, "more counterexample")}, in summary.md and report.json`] : []),
    ].join("\n\n"),
  );
}

function causeText({ id, title, clauses }: ReportedCause, clause: string): string {
  const [leader = clause] = clauses;
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
