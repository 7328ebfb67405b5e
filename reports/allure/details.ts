/** What Allure and every other reporter of Playwright shows of a requirement, from its entry in the report. */
import { API_PRODUCT, API_VERSION, OPERATION } from "../../contract/parameters.js";
import type { Kind } from "../../contract/requirement.js";
import { counted } from "../../contract/words.js";
import type { Counterexample, TimedOperation } from "../../evidence/counterexample.js";
import { cut, visible, visibleJson, visibleLines } from "../../evidence/text.js";
import { certaintyOf, commandsOf, putAs, type ReportedCounterexample } from "../counterexample.js";
import { fingerprintWords, messageOf, prefixOf, readingsOf } from "../messages.js";
import { isDecidingViolation, isOfSdk } from "../overview.js";
import type { RequirementReport } from "../report.js";
import { timelineSvg, timelineText } from "../timeline.js";
import { FINDING_LABEL } from "./categories.js";
import { conversationText, exchangeText } from "./exchange-text.js";
import { GROUP_LABEL, groupOf } from "./groups.js";

/** Allure's own words: `unknown` is what was looked at and is no matter of passing or failing. */
export type AllureStatus = "passed" | "failed" | "broken" | "skipped" | "unknown";

export interface AllureStep {
  readonly name: string;
  readonly status: AllureStatus;
}

export interface AllureAttachment {
  readonly name: string;
  readonly contentType: "application/json" | "text/plain" | "text/markdown" | "image/svg+xml";
  readonly content: string;
}

/** What Allure shows of one requirement. */
export interface AllureDetails {
  /** The id of the clause, by which Allure knows it in the next run; shown below the title. */
  readonly historyId: string;
  /** The clause in a sentence. */
  readonly title: string;
  readonly status: AllureStatus;
  /** Absent for a plain pass. */
  readonly message?: string;
  /** Markdown. */
  readonly description: string;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly links: readonly { readonly name: string; readonly url: string }[];
  /** Never part of the test's identity: the same requirement with another seed is the same test. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly steps: readonly AllureStep[];
  readonly attachments: readonly AllureAttachment[];
}

/** Label that says what kind of clause it is; the pass rate of the page counts the required ones. */
export const KIND_LABEL = "kind";

const SEVERITIES: Readonly<Record<Kind, string>> = { required: "critical", advisory: "minor", probe: "trivial" };
/** Steps and attachments together, since Allure lists both in the body of a test. */
const MAXIMUM_ENTRIES = 10;
const STEP_BYTES = 500;
const PAGE = `https://api.alibabacloud.com/document/${API_PRODUCT}/${API_VERSION}/${OPERATION}`;

/**
 * Turns one requirement and its outcome into what Allure shows of it.
 * @param requirement entry of a report
 * @returns plain data; text from the target is bounded and has its hidden characters made visible
 */
export function allureDetailsOf(requirement: RequirementReport): AllureDetails {
  const { id, kind, section, statement, breaks } = requirement;
  const message = messageOf(requirement);
  const finding = prefixOf(requirement);
  const attachments = attachmentsOf(requirement);
  return {
    historyId: id,
    title: statement,
    status: statusOf(requirement),
    ...(message === undefined ? {} : { message }),
    description: `${statement}\n\n**Why it matters:** ${breaks}\n\n**Section${isOfSdk(requirement) ? "" : " of the page"}:** ${section}. **Kind:** ${kind}.${readingsOf(
      requirement,
    )
      .map((reading) => `\n\n**Assumes** ${reading}`)
      .join("")}`,
    labels: [
      { name: "epic", value: OPERATION },
      { name: "feature", value: section },
      { name: "story", value: id },
      { name: "severity", value: SEVERITIES[kind] },
      { name: GROUP_LABEL, value: groupOf(requirement) },
      { name: KIND_LABEL, value: kind },
      ...(finding === undefined ? [] : [{ name: FINDING_LABEL, value: finding }]),
    ],
    links: [{ name: `${OPERATION}: ${section}`, url: PAGE }],
    parameters: Object.entries({
      seed: requirement.seed,
      cases: requirement.cases,
      requests: requirement.requests,
      throttled: requirement.throttled,
      "left out": requirement.cut,
    }).map(([name, value]) => ({ name, value: String(value) })),
    steps: stepsOf(requirement).slice(0, MAXIMUM_ENTRIES - attachments.length),
    attachments,
  };
}

/** Only required clauses pass or fail. What is not graded, or excused, is neither; what was not judged is broken, so that it is never green. */
function statusOf(requirement: RequirementReport): AllureStatus {
  const { outcome, kind } = requirement;
  switch (outcome) {
    case "pass":
      return kind === "probe" ? "unknown" : "passed";
    case "not-exercised":
      return "skipped";
    case "harness-error":
    case "environment-error":
      return "broken";
    case "inconclusive":
      return kind === "required" ? "broken" : "skipped";
    case "fail":
    case "flaky":
      return isDecidingViolation(requirement) ? "failed" : "unknown";
  }
}

function stepsOf(requirement: RequirementReport): AllureStep[] {
  const { cases, requests, throttled, cut: left, missing, warnings, fingerprint, excuse } = requirement;
  const steps: AllureStep[] = [
    { name: `Judged ${counted(cases, "case")} in ${counted(requests, "request")}`, status: "passed" },
    ...requirement.counterexamples.slice(0, 3).map(counterexampleStep),
    ...(throttled > 0 ? [passed(`Put off by throttling ${counted(throttled, "time")}`)] : []),
    ...(left > 0 ? [skipped(`Left out ${counted(left, "case")} because of a bound`)] : []),
    ...(missing.length > 0 ? [skipped(`Missing here: ${missing.join(", ")}`)] : []),
    ...(warnings.length > 0 ? [passed(`Warned: ${warnings.join("; ")}`)] : []),
    ...(Object.keys(fingerprint).length > 0 ? [passed(`Observed: ${fingerprintWords(fingerprint)}`)] : []),
    ...(excuse === undefined ? [] : [skipped(`Excused until ${excuse.expires}: ${excuse.reason}`)]),
  ];
  return steps.map(({ name, status }) => ({ name: cut(visible(name), STEP_BYTES), status }));
}

function counterexampleStep(one: Counterexample): AllureStep {
  const { violation, expected, got } = one;
  const subject = violation === undefined ? putAs(one) : `${violation}, ${putAs(one)}`;
  return { name: `${subject}: expected ${expected}, got ${got} (${certaintyOf(one)})`, status: "failed" };
}

function passed(name: string): AllureStep {
  return { name, status: "passed" };
}

function skipped(name: string): AllureStep {
  return { name, status: "skipped" };
}

/** Counterexamples in full, each document with all of them: one is read no better for the others being missing. */
function attachmentsOf(requirement: RequirementReport): AllureAttachment[] {
  const { counterexamples, statement, breaks, section, ...summary } = requirement;
  if (counterexamples.length === 0) return [json("summary.json", summary)];
  const cases = counterexamples.map((one) => ({ ...one, exchanges: undefined }));
  const exchanges = counterexamples.flatMap((one) => one.exchanges);
  const observed = counterexamples.filter((one) => one.exchanges.length > 1).map(observationsOf);
  const histories = counterexamples.flatMap(({ history }) => (history === undefined ? [] : [history]));
  return [
    text("request-and-answer.txt", conversationText(counterexamples)),
    text("replay.sh", replayScript(counterexamples)),
    text("exchange.http", exchanges.map(exchangeText).join("\n\n###\n\n")),
    json("counterexample.json", oneOrAll(cases)),
    json("summary.json", summary),
    ...(observed.length === 0 ? [] : [json("observations.json", oneOrAll(observed))]),
    ...(histories.length === 0 ? [] : timelineOf(histories)),
  ];
}

function oneOrAll<T>(all: readonly T[]): T | readonly T[] {
  const [first] = all;
  return all.length === 1 && first !== undefined ? first : all;
}

/** Images that a test has room for. */
const MOST_PICTURES = 2;

function timelineOf(histories: readonly (readonly TimedOperation[])[]): AllureAttachment[] {
  const pictures = histories.slice(0, MOST_PICTURES).map((history, index) => ({
    name: index === 0 ? "timeline.svg" : `timeline-${index + 1}.svg`,
    contentType: "image/svg+xml" as const,
    content: timelineSvg(history),
  }));
  return [text("timeline.txt", histories.map(timelineText).join("\n")), ...pictures];
}

function json(name: string, value: unknown): AllureAttachment {
  return { name, contentType: "application/json", content: visibleJson(value) };
}

function text(name: string, content: string): AllureAttachment {
  return { name, contentType: "text/plain", content: visibleLines(content) };
}

function replayScript(counterexamples: readonly ReportedCounterexample[]): string {
  const commands = counterexamples.flatMap((one) => [
    `# ${one.violation ?? "a valid request"}, ${putAs(one)}`,
    ...commandsOf(one).flatMap(({ command, note }) => (note === undefined ? [command] : [`# ${note}`, command])),
    "",
  ]);
  const isSent = counterexamples.some(({ curl }) => curl !== undefined);
  const head = isSent ? ["# The request alone, then the whole case, signed afresh."] : [];
  return ["#!/bin/sh", ...head, "", ...commands].join("\n");
}

/** The exchanges of a case as a history, times in milliseconds from the first. */
function observationsOf({ exchanges }: Counterexample): object[] {
  const begin = exchanges[0]?.startedAt ?? 0;
  return exchanges.map(({ operation, outcome, startedAt, endedAt }) => ({
    operation,
    sentAt: Math.round(startedAt - begin),
    endedAt: Math.round(endedAt - begin),
    ...(outcome.is === "response"
      ? { status: outcome.response.status, body: outcome.response.body }
      : { noAnswer: outcome.problem.kind }),
  }));
}
