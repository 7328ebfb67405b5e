/** From many reports to what the matrix shows: targets, clauses with their outcomes, caveats. Every text comes out printable. */
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { SDK_SECTIONS, SECTIONS } from "../../contract/requirement.js";
import { sdkInWords } from "../../evidence/subject.js";
import { headline, isDecidingViolation } from "../overview.js";
import type { Report, RequirementReport } from "../report.js";
import { reportDigest } from "../report-digest.js";
import { causesIn } from "./causes.js";
import { namesOf } from "./names.js";
import type { MatrixClause, MatrixData, MatrixPart, MatrixTarget } from "./page/data.js";
import { probesOf } from "./probes.js";
import { shown } from "./shown.js";

/** A report with the path it was read from. */
export interface NamedReport {
  readonly path: string;
  readonly report: Report;
}

const NOTES = 20;

/**
 * Puts reports side by side, endpoints first, else in the order they were given.
 * @param reports at least one
 * @returns what is shown, and the reports in the order of its targets
 */
export function matrixOf(reports: readonly NamedReport[]): {
  readonly data: MatrixData;
  readonly reports: readonly Report[];
} {
  const ordered = [...reports.filter(({ report }) => !isSdk(report)), ...reports.filter(({ report }) => isSdk(report))];
  const names = namesOf(ordered.map(({ path }) => path));
  const targets = ordered.map(({ path, report }, index) =>
    targetOf(report, path, names[index] ?? { label: path, id: String(index) }),
  );
  const all = ordered.map(({ report }) => report);
  const parts = [partOf("endpoint", all), partOf("sdk", all)].filter((part) => part.targets.length > 0);
  return {
    data: {
      matrixVersion: 1,
      caveats: [...changedIn(ordered, targets), ...caveatsOf(all)],
      targets,
      parts,
      probes: probesOf(all),
    },
    reports: all,
  };
}

function isSdk({ target }: Report): boolean {
  return target.is === "sdk";
}

function targetOf(
  report: Report,
  path: string,
  { id, label }: { readonly id: string; readonly label: string },
): MatrixTarget {
  const { suite, profile, seed, endedAt, judgement, certificate, notes, requirements } = report;
  return {
    id,
    is: isSdk(report) ? "sdk" : "endpoint",
    label,
    subject: shown(subjectOf(report)),
    report: shown(path),
    suite: shown(`${suite.name} ${suite.version}`),
    contractRevision: shown(suite.contractRevision),
    profile,
    seed,
    endedAt: shown(endedAt),
    verdict: judgement.verdict,
    headline: headline(report),
    certified: certificate.granted,
    withheld: certificate.granted ? [] : certificate.because.map((reason) => shown(reason)),
    required: judgement.required,
    exercised: judgement.exercised,
    violated: requirements.filter(isDecidingViolation).length,
    notes: notes.slice(0, NOTES).map((note) => shown(note)),
    causes: causesIn(report),
  };
}

function subjectOf({ target }: Report): string {
  if (target.is === "sdk") return sdkInWords(target);
  return `${target.endpoint}${target.embedded ? " (embedded emulator)" : ""}, region ${target.region}`;
}

function partOf(is: MatrixPart["is"], reports: readonly Report[]): MatrixPart {
  const targets = [...reports.keys()].filter(
    (index) => reports[index] !== undefined && isSdk(reports[index]) === (is === "sdk"),
  );
  const columns = targets.flatMap((index) => reports[index] ?? []);
  const byId = columns.map((report) => new Map(report.requirements.map((one) => [one.id, one])));
  const found = new Map<string, RequirementReport>();
  // The latest words on a clause: reports of older contracts may have others.
  for (const report of columns.toSorted((a, b) => (a.endedAt < b.endedAt ? -1 : 1)))
    for (const one of report.requirements) found.set(one.id, one);
  const clauses = [...found.values()].toSorted((a, b) => rankOf(a.id) - rankOf(b.id));
  const names = new Set<string>([
    ...(is === "sdk" ? SDK_SECTIONS : SECTIONS),
    ...clauses.map(({ section }) => section),
  ]);
  const sections = [...names].map((name) => ({
    name: shown(name),
    clauses: clauses.filter(({ section }) => section === name).map((clause) => clauseOf(clause, byId)),
  }));
  return { is, targets, sections: sections.filter((section) => section.clauses.length > 0) };
}

const ORDER = new Map<string, number>(Object.keys(REQUIREMENTS).map((id, index) => [id, index]));

/** The catalogue's order; what it does not know comes last. */
function rankOf(id: string): number {
  return ORDER.get(id) ?? ORDER.size;
}

function clauseOf(
  { id, kind, statement, breaks }: RequirementReport,
  columns: readonly ReadonlyMap<string, RequirementReport>[],
): MatrixClause {
  const cells = columns.map((column) => column.get(id));
  return {
    id: shown(id),
    kind,
    statement: shown(statement),
    breaks: shown(breaks),
    outcomes: cells.map((cell) => cell?.outcome ?? null),
    excused: [...cells.keys()].filter((index) => cells[index]?.excuse !== undefined),
  };
}

/** Which reports do not say any more what was written. */
function changedIn(reports: readonly NamedReport[], targets: readonly MatrixTarget[]): string[] {
  const isChanged = ({ report }: NamedReport) => report.digest !== undefined && report.digest !== reportDigest(report);
  const labels = targets.flatMap(({ label }, index) =>
    reports.slice(index, index + 1).some(isChanged) ? [label] : [],
  );
  if (labels.length === 0) return [];
  return [`Changed after they were written, as their digests show (\`verify\` says more): ${labels.join(", ")}.`];
}

function caveatsOf(reports: readonly Report[]): string[] {
  const differ = (what: string, of: (report: Report) => string) => {
    const values = [...new Set(reports.map((report) => shown(of(report))))].toSorted();
    return values.length > 1 ? [`The reports differ in ${what}: ${values.join(", ")}.`] : [];
  };
  const partial = reports.filter(({ run }) => run.filtered || run.interrupted).length;
  return [
    ...differ("contract revision", ({ suite }) => suite.contractRevision),
    ...differ("version of the suite", ({ suite }) => suite.version),
    ...differ("profile", ({ profile }) => profile),
    ...(partial === 0 ? [] : [`${partial} of ${reports.length} reports are of a filtered or interrupted run.`]),
  ];
}
