/** What may explain a difference, from what says most of it to what says least; differences with an explanation in common may have one cause. */
import type { RequirementId } from "../../contract/catalogue.js";
import { VIOLATION_LABELS, VIOLATIONS } from "../../contract/violations.js";
import { answerOf, type Came, type Difference, parameterOf } from "./difference.js";
import { withoutData } from "./without-data.js";

/** A sentence that is true of a difference, and of others. */
export interface Explanation {
  /** The same for the same sentence, whatever the run. */
  readonly key: string;
  /** What it says. */
  readonly title: string;
  /** How little it says: of two that explain as much, the one that says more is the better. */
  readonly breadth: number;
  /** Clauses that would fail too if it were so, as a rule: where most of those that were judged pass, it is not so. */
  readonly predicts?: readonly RequirementId[];
}

type Proposed = Omit<Explanation, "breadth" | "key"> & { readonly key: readonly (string | number)[] };

/**
 * Every explanation of a difference.
 * @param difference read off a counterexample
 */
export function explanationsOf(difference: Difference): Explanation[] {
  return proposalsFor(difference).map(({ key, ...rest }, breadth) => ({ ...rest, key: key.join("|"), breadth }));
}

/**
 * Every explanation of there being nothing to judge.
 * @param reason why a clause is inconclusive; where it tells an answer, whatever has that answer may have the same cause
 */
export function explanationsOfReason(reason: string): Explanation[] {
  const answer = /: (HTTP \d{3}.*|no answer.*)$/su.exec(reason)?.[1];
  const came = answer === undefined ? undefined : answerOf(answer);
  if (came === undefined || came.is === "acceptance") {
    const words = withoutData(reason);
    return [{ key: `unseen|${words}`, title: words, breadth: 0 }];
  }
  return answersAlike(came).map(({ key, title }, breadth) => ({ key: key.join("|"), title, breadth }));
}

function proposalsFor(difference: Difference): Proposed[] {
  const { wanted, words, came } = difference;
  const whole = { key: [words.expected, words.got], title: inWords(difference) };
  switch (came.is) {
    case "acceptance":
      if (wanted === "refusal") return acceptances(difference);
      return wanted === "acceptance" ? [whole, ACCEPTED_AS_OTHER[came.as]] : [whole];
    case "refusal":
    case "server-error":
    case "silence":
      return [...withEachParameter(difference), ...answersAlike(came, words.expected)];
    case "state":
      return [
        whole,
        { key: ["state", came.state], title: `A listener is seen in the state ${came.state} where it must not be` },
      ];
    case "value":
      return values(difference, came.of);
    case "not-found":
      return [whole, { key: ["not-found"], title: "A listener that is there is not found" }];
    case "listeners":
      return [whole];
    case "other":
      return [whole];
  }
}

/** A value is another one: the member or parameter that it is of, all that is said of tags, the way in which a text was changed. */
function values(difference: Difference, of: string): Proposed[] {
  const { words, change } = difference;
  const noun = of.startsWith("Tag") ? "Tags" : of;
  const told = `expected ${difference.told.expected}, got ${difference.told.got}`;
  return [
    { key: [words.expected, words.got], title: inWords(difference) },
    { key: ["value", of], title: `${of}: ${told}` },
    ...(change === undefined ? [] : [{ key: ["changed", change], title: `A text comes ${change}: ${told}` }]),
    ...(noun === of ? [] : [{ key: ["value", noun], title: `${noun}: ${told}` }]),
    ...(of === "Code" ? [NO_CODE] : []),
  ];
}

/** What has to be refused is accepted: that violation, those of its parameter, any. */
function acceptances({ violation, lens, words, told }: Difference): Proposed[] {
  if (violation === undefined)
    return [{ key: ["accepted", words.expected], title: `Accepted where it has to be ${told.expected}` }];
  const parameter = parameterOf(violation) ?? violation;
  const labelsOf = (name: string) => VIOLATION_LABELS.filter((label) => parameterOf(label) === name);
  const clauses = (labels: typeof VIOLATION_LABELS) => labels.map((label) => VIOLATIONS[label].requirement);
  const what = lens === "dry-run" ? "A dry run" : "A request";
  return [
    { key: ["accepted", violation], title: `${what} with the violation ${violation} is accepted` },
    {
      key: ["accepted", parameter],
      title: `Violations of ${parameter} are accepted`,
      predicts: clauses(labelsOf(parameter)),
    },
    { key: ["accepted"], title: "What has to be refused is accepted", predicts: clauses(VIOLATION_LABELS) },
  ];
}

/** The answer to requests with these parameters, or with one of them. */
function withEachParameter(difference: Difference): Proposed[] {
  const { wanted, parameters, came } = difference;
  const sets = [parameters, ...(parameters.length > 1 ? parameters.map((one) => [one]) : [])];
  return sets.map((some) => ({
    key: [wanted, ...some, ...partsOf(came)],
    title: inWords({ ...difference, parameters: some }),
  }));
}

const ACCEPTED_AS_OTHER: Readonly<Record<"creation" | "dry run", Proposed>> = {
  creation: { key: ["accepted-as", "creation"], title: "A dry run is answered like a creation" },
  "dry run": { key: ["accepted-as", "dry run"], title: "A creation is answered like a dry run" },
};

const NO_CODE: Proposed = { key: ["no-code"], title: "Refusals have no Code" };

/** What answers have in common, whatever was wanted: the code, the status that was not to be, no code at all. */
function answersAlike(came: Came, expected = "HTTP 2xx"): Proposed[] {
  const alike: Proposed[] = [
    { key: partsOf(came), title: `Requests are answered ${answerInWords(came)}, which they must not be` },
  ];
  if (came.is !== "refusal" && came.is !== "server-error") return alike;
  const { status } = came;
  if (came.is === "refusal" && came.code === "without a Code") alike.push(NO_CODE);
  const isOther =
    /\bHTTP \d/u.test(expected) &&
    !expected.includes(`HTTP ${status}`) &&
    !(expected.includes("4xx") && isClientError(status));
  if (isOther && !expected.includes("2xx"))
    alike.push({ key: ["status", status], title: `Requests that have to be refused are answered HTTP ${status}` });
  return alike;
}

const isClientError = (status: number) => status >= 400 && status < 500;

const partsOf = (came: Came): readonly (string | number)[] => Object.values(came);

function answerInWords(came: Came): string {
  if (came.is === "refusal") return `HTTP ${came.status} ${came.code}`;
  return came.is === "server-error" ? `HTTP ${came.status}` : "not at all";
}

function inWords({ wanted, lens, violation, parameters, told, came }: Difference): string {
  const what = lens === undefined ? "A call" : lens === "dry-run" ? "A dry run" : "A request";
  const about =
    violation !== undefined
      ? ` with the violation ${violation}`
      : parameters.length === 0 || parameters.length > 3
        ? ""
        : ` with ${parameters.join(", ")}`;
  if (wanted === "acceptance" && came.is !== "acceptance") return `${what}${about} is not accepted: ${told.got}`;
  return `${what}${about}: expected ${told.expected}, got ${told.got}`;
}
