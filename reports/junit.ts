/** The report as JUnit XML. */
import { XMLBuilder } from "fast-xml-parser";
import { visible, visibleLines } from "../evidence/text.js";
import { certaintyOf, commandsOf, wireLinesOf } from "./counterexample.js";
import { fingerprintWords, MESSAGE_PREFIXES, messageOf, prefixOf } from "./messages.js";
import { sectionsOf, titleOf } from "./overview.js";
import type { Report, RequirementReport } from "./report.js";

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
  const suites = sectionsOf(report).map(({ section, requirements }) => {
    const cases = requirements.map(testCase);
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

function testCase(requirement: RequirementReport): Element {
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
      }).map(([name, value]) => ({ "@name": name, "@value": value })),
    },
    ...resultOf(requirement),
    ...notesOf(requirement),
  };
}

function resultOf(requirement: RequirementReport): Element {
  const { outcome, kind, excuse } = requirement;
  if (outcome === "pass") return {};
  const message = messageOf(requirement) ?? outcome;
  if (outcome === "not-exercised") return { skipped: { "@message": message } };
  if (excuse !== undefined)
    return { skipped: { "@message": visible(`excused until ${excuse.expires}: ${excuse.reason}`) } };
  if (kind !== "required") return {};
  const told = { "@message": message, "@type": prefixOf(requirement) ?? outcome, "#text": detailsOf(requirement) };
  return outcome === "fail" || outcome === "flaky" ? { failure: told } : { error: told };
}

function detailsOf({ statement, reason, counterexamples }: RequirementReport): string {
  const told = counterexamples.map((one) => {
    const { request, expected, got } = one;
    return [
      ...Object.entries(request).map(([name, value]) => `${visible(name)} = ${visible(value)}`),
      ...wireLinesOf(one).map((line) => `on the wire: ${visible(line)}`),
      `expected: ${visible(expected)}`,
      `got: ${visible(got)}`,
      `certainty: ${certaintyOf(one)}`,
      ...commandsOf(one).flatMap(({ command, note }) => (note === undefined ? [command] : [`# ${note}`, command])),
    ].join("\n");
  });
  return visibleLines([statement, ...(reason === undefined ? [] : [reason]), ...told].join("\n\n"));
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
