/** Whether outcomes have the evidence that they need, and counterexamples agree with themselves: what was sent, answered, and said of it. */
import { isRequirementId } from "../../contract/catalogue.js";
import { implies } from "../../contract/implied-clauses.js";
import type { ReportedCounterexample } from "../counterexample.js";
import { isViolation } from "../overview.js";
import type { Report, RequirementReport } from "../report.js";
import { type Finding, type SuiteKnowledge, unlessEqual, when } from "./finding.js";

/** Looks at what every outcome rests on. */
export function evidenceFindings(report: Report, suite: SuiteKnowledge): Finding[] {
  return report.requirements.flatMap((one) => [
    ...outcome(one),
    // A clause that met no request has none.
    ...(one.seed === 0 ? [] : unlessEqual(one.id, "its seed", one.seed, suite.seedOf(report.seed, one.id))),
    ...one.counterexamples.flatMap((counterexample) => [
      ...when(
        !isOf(one.id, counterexample.requirement),
        one.id,
        `has a counterexample of ${counterexample.requirement}`,
      ),
      ...counterexampleFindings(one.id, counterexample, report),
    ]),
  ]);
}

/** Whether a counterexample agrees with itself and with the run. */
export function counterexampleFindings(id: string, one: ReportedCounterexample, report: Report): Finding[] {
  return [...agreement(id, one), ...surroundings(id, one, report)];
}

function outcome({
  id,
  kind,
  outcome: stated,
  reason,
  cases,
  counterexamples,
  counterexamplesOmitted,
}: RequirementReport): Finding[] {
  const isViolated = isViolation({ outcome: stated });
  const some = counterexamples.length > 0;
  const isSure = counterexamples.some(({ reproducible }) => reproducible !== "flaky");
  const seen = seenElsewhere(reason);
  return [
    ...when(some && !isViolated, id, `has counterexamples, and its outcome is ${stated}`),
    ...when(isViolated && kind === "required" && !some, id, `has no counterexample for its outcome ${stated}`),
    ...when(
      isViolated && !some && reason === undefined,
      id,
      `gives neither a counterexample nor a reason for its outcome ${stated}`,
    ),
    ...when(stated === "flaky" && isSure, id, "is flaky with a counterexample that is not"),
    ...when(
      stated === "fail" && some && !isSure && counterexamplesOmitted === 0,
      id,
      "is a plain violation with flaky counterexamples only",
    ),
    ...when(counterexamplesOmitted > 0 && !some, id, "left out counterexamples and kept none"),
    ...when(stated === "pass" && kind === "required" && cases === 0, id, "held without a single case"),
    ...when(stated === "pass" && reason !== undefined, id, "held, and gives a reason why it did not"),
    ...when(stated !== "pass" && !isViolated && reason === undefined, id, `gives no reason for its outcome ${stated}`),
    ...when(
      some &&
        seen !== undefined &&
        counterexamplesOmitted === 0 &&
        !counterexamples.some((one) => seen === `expected ${one.expected}, got ${one.got}`),
      id,
      "gives a reason that none of its counterexamples shows",
    ),
  ];
}

/** What a violation that another check saw is told as. */
function seenElsewhere(reason: string | undefined): string | undefined {
  return /^seen while checking \S+: (expected .*)$/su.exec(reason ?? "")?.[1];
}

function agreement(id: string, { request, lens, got, exchanges, curl }: ReportedCounterexample): Finding[] {
  const statuses = exchanges.flatMap(({ outcome: answer }) =>
    answer.is === "response" ? [answer.response.status] : [],
  );
  const told = [...got.matchAll(/\bHTTP (\d{3})\b/gu)].map(([, status]) => Number(status));
  const sent = new Set(
    exchanges.flatMap(({ request: { parameters } }) => parameters.map((pair) => JSON.stringify(pair))),
  );
  const unsent = Object.entries(request).filter((pair) => !sent.has(JSON.stringify(pair)));
  const isInCurl = exchanges.some(({ request: { body } }) => curl?.includes(body.replaceAll("'", "'\\''")) === true);
  return [
    ...when(exchanges.length === 0 && lens !== undefined, id, "has a counterexample without an exchange"),
    ...told
      .filter((status) => !statuses.includes(status))
      .map((status) => ({ about: id, problem: `got HTTP ${status}, which none of its exchanges shows` })),
    ...(lens === undefined
      ? []
      : unsent.map(([name]) => ({ about: id, problem: `has a request whose ${name} none of its exchanges sends so` }))),
    ...when(
      curl !== undefined && exchanges.length > 0 && !isInCurl,
      id,
      "has a curl command that sends none of its exchanges",
    ),
  ];
}

/** Whether what breaks one clause is told as breaking another one. */
function isOf(id: string, requirement: string): boolean {
  return requirement === id || (isRequirementId(id) && isRequirementId(requirement) && implies(id, requirement));
}

function surroundings(id: string, { exchanges, rerun }: ReportedCounterexample, { seed, target }: Report): Finding[] {
  // Shards on embedded emulators have one each.
  const isAnywhere = target.is === "sdk" || target.embedded;
  const elsewhere = isAnywhere ? [] : exchanges.filter(({ request: { url } }) => !url.startsWith(target.endpoint));
  return [
    ...when(elsewhere.length > 0, id, `has an exchange with ${elsewhere[0]?.request.url}, which is not the target`),
    ...when(!rerun.includes(String(seed)), id, "has a command that runs it again with another seed"),
  ];
}
