/** What somebody may change in a report before sending it on. Each is noticed by something in particular. */
import assert from "node:assert/strict";
import { MINIMUM, TAG_COUNT } from "../../evidence/testing/records.js";
import type { Report } from "../report.js";
import { certifiedReport, EXCUSED, SEEN_ON_THE_WAY, violatedReport } from "./consistent.js";

/** Everything held. */
export const certified = certifiedReport();
/** A violation and more. */
export const violated = violatedReport();

/** Steps into a value: names of members, positions, or the id of a clause. */
export type Path = readonly (string | number)[];
type Edit = readonly [path: Path, value: unknown];

/** A report with something else at some places; `undefined` takes out what is there. */
export function edited(report: Report, edits: readonly Edit[]): Report {
  const data = edits.reduce((whole: unknown, [path, value]) => withAt(whole, path, value), report);
  return JSON.parse(JSON.stringify(data));
}

function withAt(whole: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(whole)) {
    const index = typeof step === "number" ? step : whole.findIndex(({ id }) => id === step);
    const changed = withAt(whole[index], rest, value);
    return whole.toSpliced(index, 1, ...(changed === undefined ? [] : [changed]));
  }
  assert.ok(typeof whole === "object" && whole !== null);
  return { ...whole, [step]: withAt(Object.entries(whole).find(([name]) => name === step)?.[1], rest, value) };
}

/** The way into a clause. */
export const clause = (id: string, ...steps: Path): Path => ["requirements", id, ...steps];
const shown = (...steps: Path): Path => clause(MINIMUM, "counterexamples", 0, ...steps);
const HELD: readonly Edit[] = [
  [clause(MINIMUM, "outcome"), "pass"],
  [clause(MINIMUM, "counterexamples"), []],
];
const TOTALS_OF_HELD: readonly Edit[] = [
  [["totals", "outcomes", "fail"], violated.totals.outcomes.fail - 1],
  [["totals", "outcomes", "pass"], violated.totals.outcomes.pass + 1],
];
const someText = certified.certificate.granted ? certified.certificate.text : "";

/** Edits that a report betrays even when it was given a new digest. */
export const EDITS: readonly (readonly [what: string, report: Report, edits: readonly Edit[], noticed: RegExp])[] = [
  ["a violation called a pass", violated, [[clause(MINIMUM, "outcome"), "pass"]], /minimum has counterexamples/u],
  ["a violation taken back with its evidence", violated, HELD, /totals the number of clauses with outcome fail/u],
  ["the same with totals", violated, [...HELD, ...TOTALS_OF_HELD], /certificate what it is withheld for/u],
  ["a pass called a violation", certified, [[clause(TAG_COUNT, "outcome"), "fail"]], /count has no counterexample/u],
  ["a missing clause", certified, [[clause(MINIMUM), undefined]], /minimum is missing: an unfiltered run/u],
  [
    "a missing clause, called filtered",
    certified,
    [
      [clause(MINIMUM), undefined],
      [["run", "filtered"], true],
    ],
    /certificate is granted without grounds/u,
  ],
  ["a clause twice", certified, [[["requirements", 1], certified.requirements[0]]], /stands there twice/u],
  [
    "clauses in another order",
    certified,
    [
      [["requirements", 0], certified.requirements[1]],
      [["requirements", 1], certified.requirements[0]],
    ],
    /against the order of the catalogue/u,
  ],
  ["an unknown clause", certified, [[clause(MINIMUM, "id"), "create-listener.invented"]], /invented is no clause/u],
  [
    "a required clause called advisory",
    violated,
    [[clause(MINIMUM, "kind"), "advisory"]],
    /minimum kind is "advisory"/u,
  ],
  [
    "another statement",
    certified,
    [[clause(MINIMUM, "statement"), "May be anything."]],
    /statement is "May be anything\."/u,
  ],
  ["another consequence", certified, [[clause(MINIMUM, "breaks"), "Nothing."]], /breaks is "Nothing\."/u],
  ["another section", certified, [[clause(MINIMUM, "section"), "Error codes"]], /minimum section is/u],
  [
    "a clause called validated",
    certified,
    [[clause(MINIMUM, "validatedAt"), { date: "2026-01-01", region: "x" }]],
    /validatedAt is/u,
  ],
  [
    "another catalogue",
    certified,
    [[["suite", "contractRevision"], "2031-01-01/1"]],
    /judges by contract revision 2031/u,
  ],
  ["another suite", certified, [[["suite", "name"], "my-suite"]], /was not written by gwlb-conformance/u],
  [
    "an excuse for a violation",
    violated,
    [[clause(MINIMUM, "excuse"), { reason: "r", expires: "2026-02-01" }]],
    /what it is withheld for/u,
  ],
  [
    "an excuse for a pass",
    certified,
    [[clause(MINIMUM, "excuse"), { reason: "r", expires: "2026-02-01" }]],
    /is excused, and was not violated/u,
  ],
  [
    "an excuse that was over",
    violated,
    [[clause(EXCUSED, "excuse", "expires"), "2026-01-14"]],
    /which was over when the run ended/u,
  ],
  [
    "an excuse without a reason",
    violated,
    [[clause(EXCUSED, "excuse", "reason"), " "]],
    /is excused without a reason/u,
  ],
  ["an excuse taken out", violated, [[clause(EXCUSED, "excuse"), undefined]], /what it is withheld for/u],
  ["stale excuses taken out", violated, [[["staleExcuses"], []]], /what it is withheld for/u],
  ["more cases", certified, [[["totals", "cases"], 10_000]], /totals cases is 10000/u],
  ["more requests", certified, [[["totals", "requests"], 10_000]], /totals requests is 10000/u],
  [
    "more that pass",
    violated,
    [[["totals", "outcomes", "pass"], 500]],
    /totals the number of clauses with outcome pass/u,
  ],
  ["another verdict", violated, [[["judgement", "verdict"], "conformant"]], /judgement the verdict is "conformant"/u],
  ["another exit code", violated, [[["judgement", "exitCode"], 0]], /judgement the exit code is 0/u],
  [
    "more exercised",
    violated,
    [[["judgement", "exercised"], violated.judgement.required]],
    /the number of exercised clauses/u,
  ],
  ["fewer required", violated, [[["judgement", "required"], 3]], /the number of required clauses is 3/u],
  [
    "a certificate without grounds",
    violated,
    [[["certificate"], { granted: true, text: someText }]],
    /granted without grounds/u,
  ],
  [
    "a certificate of another profile",
    certified,
    [[["certificate", "text"], someText.replace("smoke", "full")]],
    /certificate says something else/u,
  ],
  [
    "fewer reasons against a certificate",
    violated,
    [[["certificate", "because"], ["1 stale entry in the baseline"]]],
    /what it is withheld for/u,
  ],
  [
    "another answer in words",
    violated,
    [[shown("got"), "HTTP 400"]],
    /got HTTP 400, which none of its exchanges shows/u,
  ],
  [
    "another answer on the wire",
    violated,
    [[shown("exchanges", 0, "outcome", "response", "status"), 400]],
    /got HTTP 200, which none/u,
  ],
  [
    "another request",
    violated,
    [[shown("request", "TcpIdleTimeout"), "60"]],
    /whose TcpIdleTimeout none of its exchanges sends/u,
  ],
  [
    "another command",
    violated,
    [[shown("curl"), "curl http://127.0.0.1:4010/ --data TcpIdleTimeout=60"]],
    /a curl command that sends none/u,
  ],
  [
    "an exchange with somebody else",
    violated,
    [[shown("exchanges", 0, "request", "url"), "http://other.test/"]],
    /which is not the target/u,
  ],
  ["an exchange taken out", violated, [[shown("exchanges"), []]], /without an exchange/u],
  [
    "an answer before its request",
    violated,
    [[shown("exchanges", 0, "endedAt"), 1]],
    /an answer from before its request/u,
  ],
  [
    "a counterexample taken out",
    violated,
    [[clause(MINIMUM, "counterexamples"), []]],
    /minimum has no counterexample/u,
  ],
  ["a counterexample called flaky", violated, [[shown("reproducible"), "flaky"]], /with flaky counterexamples only/u],
  [
    "a counterexample of another clause",
    violated,
    [[shown("requirement"), TAG_COUNT]],
    /has a counterexample of create-listener\.tag\.count/u,
  ],
  [
    "another reason",
    violated,
    [[clause(SEEN_ON_THE_WAY, "reason"), "seen while checking x: expected a, got b"]],
    /gives a reason that none/u,
  ],
  ["a pass without a case", certified, [[clause(MINIMUM, "cases"), 0]], /held without a single case/u],
  ["an end before the beginning", certified, [[["endedAt"], "2026-01-15T09:00:00.000Z"]], /before it started/u],
  ["an end that is yet to come", certified, [[["endedAt"], "2027-01-15T10:00:00.000Z"]], /which is yet to come/u],
  [
    "a beginning so late that nothing fits in",
    certified,
    [
      [["startedAt"], certified.endedAt],
      [clause(MINIMUM, "durationMs"), 9_000],
    ],
    /took 9000 ms in a run of 0 ms/u,
  ],
  ["another seed", certified, [[["seed"], 7]], /config run\.seed is 42, and has to be 7/u],
  ["another seed of a clause", certified, [[clause(MINIMUM, "seed"), 7]], /minimum its seed is 7/u],
  ["another profile", certified, [[["profile"], "full"]], /is missing: an unfiltered run of profile full/u],
  ["another endpoint", certified, [[["target", "endpoint"], "http://real.test"]], /target\.endpoint is "http:\/\/127/u],
  [
    "a longer wait",
    certified,
    [
      [["config", "waits", "listenerRunning"], 600_000],
      [["waits", 0, "budgetMs"], 600_000],
    ],
    /says timeStretched false/u,
  ],
  ["a lower floor", certified, [[["run", "coverageFloor"], 0]], /run\.coverageFloor is 0\.5/u],
  [
    "an interruption",
    certified,
    [[["run", "interrupted"], true]],
    /certificate is granted without grounds: the run was stopped/u,
  ],
  ["more coverage", violated, [[["coverage", "hit"], 1]], /coverage hit is 1/u],
  ["coverage that misses nothing", violated, [[["coverage", "missing"], []]], /coverage missing is \[\]/u],
  ["a faster target", certified, [[["waits", 0, "max"], 1]], /which do not rise/u],
  ["a better proof", certified, [[["proof", "mutants"], 500]], /proof the sum of killed/u],
  ["a cause taken out", violated, [[["causes"], []]], /minimum stands under no cause/u],
  [
    "a cause that explains what held",
    violated,
    [[["causes", 0, "clauses", 0], TAG_COUNT]],
    /stands under a cause, and its outcome is/u,
  ],
  [
    "a milder cause",
    violated,
    [[["causes", 0, "outcome"], "inconclusive"]],
    /its outcome is "inconclusive", and has to be "fail"/u,
  ],
  ["no digest", certified, [[["digest"], undefined]], /digest is absent/u],
];
