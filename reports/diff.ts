/** The difference of two reports, as data and in words. */
import type { Outcome } from "../contract/outcome.js";
import { visible } from "../evidence/text.js";
import type { Report, RequirementReport } from "./report.js";

/** One requirement whose outcome is not the same in both reports; absent where the report does not have it. */
interface OutcomeChange {
  readonly requirement: string;
  readonly kind: string;
  readonly before?: Outcome;
  readonly after?: Outcome;
  /** Why, from the later report. */
  readonly reason?: string;
}

/** One question of a probe that the targets answer differently; absent where it was not answered. */
interface BehaviourChange {
  readonly requirement: string;
  readonly question: string;
  readonly before?: string;
  readonly after?: string;
}

/** How two reports differ. */
interface ReportDifference {
  readonly verdict?: { readonly before: string; readonly after: string };
  /** What makes the two less than comparable: another contract revision, profile or seed. */
  readonly caveats: readonly string[];
  readonly outcomes: readonly OutcomeChange[];
  readonly behaviours: readonly BehaviourChange[];
  /** Classes and boundaries that only one of the runs reached. */
  readonly coverage: { readonly lost: readonly string[]; readonly gained: readonly string[] };
}

/**
 * Compares two reports: of two targets, or of one target on two dates.
 * @param before the one to compare with
 * @param after the one to look at
 * @returns what differs, in the order of the requirements; figures such as durations are not compared
 */
export function diffReports(before: Report, after: Report): ReportDifference {
  const pairs = pairsOf(before.requirements, after.requirements);
  const hit = (report: Report) =>
    Object.entries(report.coverage.counts).flatMap(([name, count]) => (count > 0 ? [name] : []));
  return {
    ...(before.judgement.verdict === after.judgement.verdict
      ? {}
      : { verdict: { before: before.judgement.verdict, after: after.judgement.verdict } }),
    caveats: caveatsOf(before, after),
    outcomes: pairs.flatMap(outcomeChange),
    behaviours: pairs.flatMap(behaviourChanges),
    coverage: { lost: missingFrom(hit(before), hit(after)), gained: missingFrom(hit(after), hit(before)) },
  };
}

/**
 * Writes a difference for people.
 * @param difference of two reports
 * @param names what to call the two, usually their files or endpoints
 * @returns lines, with a line feed at the end; text from the targets cannot leave its line
 */
export function renderDifference(
  difference: ReportDifference,
  names: { readonly before: string; readonly after: string },
): string {
  const { verdict, caveats, outcomes, behaviours, coverage } = difference;
  const sections = [
    section(
      "",
      caveats.map((caveat) => `Note: ${caveat}`),
    ),
    section("Verdict", verdict === undefined ? [] : [`was ${verdict.before}, is ${verdict.after}`]),
    section("Requirements", outcomes.map(outcomeWords)),
    section("Behaviour the page leaves open", behaviours.map(behaviourWords)),
    section("Classes and boundaries no longer reached", coverage.lost),
    section("Classes and boundaries newly reached", coverage.gained),
  ].filter((text) => text !== "");
  const head = `Compared with ${visible(names.before)}, ${visible(names.after)}`;
  const same = isSame(difference) ? [" shows no difference."] : [" differs:"];
  return `${head}${same}\n${sections.map((text) => `\n${text}\n`).join("")}`;
}

/**
 * Tells whether two reports say the same of their targets.
 * @param difference of the two
 */
export function isSame({ verdict, outcomes, behaviours, coverage }: ReportDifference): boolean {
  const changes = outcomes.length + behaviours.length + coverage.lost.length + coverage.gained.length;
  return verdict === undefined && changes === 0;
}

interface Pair {
  readonly id: string;
  readonly before: RequirementReport | undefined;
  readonly after: RequirementReport | undefined;
}

function pairsOf(before: readonly RequirementReport[], after: readonly RequirementReport[]): Pair[] {
  const byId = (all: readonly RequirementReport[]) => new Map(all.map((one) => [one.id, one]));
  const [earlier, later] = [byId(before), byId(after)];
  return [...new Set([...later.keys(), ...earlier.keys()])].map((id) => ({
    id,
    before: earlier.get(id),
    after: later.get(id),
  }));
}

function caveatsOf(before: Report, after: Report): string[] {
  const compared = [
    ["what they judge", kindOfSubject(before), kindOfSubject(after)],
    ["contract revision", before.suite.contractRevision, after.suite.contractRevision],
    ["suite version", before.suite.version, after.suite.version],
    ["profile", before.profile, after.profile],
    ["seed", before.seed, after.seed],
  ] as const;
  return compared.flatMap(([name, earlier, later]) =>
    earlier === later ? [] : [`the runs differ in ${name}: ${earlier} and ${later}`],
  );
}

function kindOfSubject({ target }: Report): string {
  return target.is === "sdk" ? "an SDK" : "an endpoint";
}

function outcomeChange({ id, before, after }: Pair): OutcomeChange[] {
  if (before?.outcome === after?.outcome) return [];
  return [
    {
      requirement: id,
      kind: (after ?? before)?.kind ?? "required",
      ...(before === undefined ? {} : { before: before.outcome }),
      ...(after === undefined ? {} : { after: after.outcome }),
      ...(after?.reason === undefined ? {} : { reason: after.reason }),
    },
  ];
}

function behaviourChanges({ id, before, after }: Pair): BehaviourChange[] {
  const [earlier, later] = [before?.fingerprint ?? {}, after?.fingerprint ?? {}];
  return [...new Set([...Object.keys(earlier), ...Object.keys(later)])].flatMap((question) => {
    const [was, is] = [earlier[question], later[question]];
    if (was === is) return [];
    return [
      {
        requirement: id,
        question,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ];
  });
}

function missingFrom(some: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return some.filter((name) => !known.has(name));
}

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  pass: "held",
  fail: "was violated",
  flaky: "was violated some of the time",
  inconclusive: "stayed inconclusive",
  "not-exercised": "was not exercised",
  "harness-error": "could not be judged because of a fault of the suite",
  "environment-error": "could not be judged because of the environment",
};

function outcomeWords({ requirement, kind, before, after, reason }: OutcomeChange): string {
  const graded = kind === "required" ? "" : ` (${kind}: not graded)`;
  if (before === undefined && after !== undefined)
    return `${requirement}${graded}: only here; it ${OUTCOME_WORDS[after]}`;
  if (after === undefined && before !== undefined)
    return `${requirement}${graded}: only there; it ${OUTCOME_WORDS[before]}`;
  const [was, is] = [before ?? "pass", after ?? "pass"];
  return `${requirement}${graded}: there it ${OUTCOME_WORDS[was]}, here it ${OUTCOME_WORDS[is]}${reason === undefined ? "" : ` (${reason})`}`;
}

function behaviourWords({ requirement, question, before, after }: BehaviourChange): string {
  return `${requirement}, ${question}: there ${before ?? "not observed"}, here ${after ?? "not observed"}`;
}

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const shown = lines.map((line) => visible(line));
  return title === "" ? shown.join("\n") : [title, ...shown.map((line) => `  - ${line}`)].join("\n");
}
