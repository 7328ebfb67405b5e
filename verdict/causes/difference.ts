/** What one counterexample shows, read off the words in which every room tells it: what was wanted, what came, and what of the request it is about. */
import { DRY_RUN_PASSED } from "../../contract/errors.js";
import type { Lens } from "../../contract/lens.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import { changeBetween } from "./change.js";
import { withoutData, withoutDataOfRun } from "./without-data.js";

/** An answer, or a state of a listener, or whatever else came, in the words of the report but without data of the run. */
export type Came =
  /** The request was carried out, or it was answered as a dry run that passed. */
  | { readonly is: "acceptance"; readonly as: "creation" | "dry run" }
  | { readonly is: "refusal"; readonly status: number; readonly code: string }
  | { readonly is: "server-error"; readonly status: number }
  | { readonly is: "silence" }
  | { readonly is: "not-found" }
  /** A state in which a listener was seen. */
  | { readonly is: "state"; readonly state: string }
  /** What is there, where it should not be: a listener, or several. */
  | { readonly is: "listeners" }
  /** What a member of an answer, or a parameter on the wire, holds. */
  | { readonly is: "value"; readonly of: string }
  | { readonly is: "other"; readonly words: string };

/** What was wanted instead. */
export type Wanted = "acceptance" | "refusal" | "other";

/** One difference between what the contract allows and what was seen. */
export interface Difference {
  readonly wanted: Wanted;
  /** Expected and got, without data of the run. */
  readonly words: { readonly expected: string; readonly got: string };
  /** The same with the numbers and texts of the case, but for what its run alone has. */
  readonly told: { readonly expected: string; readonly got: string };
  /** How a text was changed, where one was. */
  readonly change: string | undefined;
  readonly came: Came;
  /** Names of the parameters that the request has besides the two ids, tags without their number; for what is read back or sent, the one that differs. */
  readonly parameters: readonly string[];
  readonly violation: string | undefined;
  readonly lens: Lens | undefined;
}

/**
 * Reads a counterexample.
 * @param counterexample of an endpoint or of a client library
 */
export function differenceOf({ expected, got, request, violation, lens }: Counterexample): Difference {
  const came = cameOf(expected, got);
  return {
    wanted: wantedOf(expected),
    words: { expected: withoutData(expected), got: withoutData(got) },
    told: { expected: withoutDataOfRun(expected), got: withoutDataOfRun(got) },
    change: changeBetween(expected, got),
    came,
    parameters: came.is === "value" ? [came.of] : parametersOf(request, violation, lens),
    violation,
    lens,
  };
}

/**
 * The parameter that a violation is put into: `tag-key.url` is about `Tag.N.Key`.
 * @param violation its label
 */
export function parameterOf(violation: string): string | undefined {
  return PARAMETER_OF_NOUN[violation.split(".")[0] ?? ""];
}

function parametersOf(
  request: Counterexample["request"],
  violation: string | undefined,
  lens: Lens | undefined,
): readonly string[] {
  const named = violation === undefined ? undefined : parameterOf(violation);
  if (named !== undefined) return [named];
  const names = Object.keys(request).map(withoutNumber);
  return [...new Set(names)].filter((name) => !IDS.has(name) && !(lens === "dry-run" && name === "DryRun")).sort();
}

/**
 * A parameter as the page names it.
 * @param name as it is sent: tags are numbered
 */
export const withoutNumber = (name: string) => name.replace(/^Tag\.\d+/u, "Tag.N");

const IDS: ReadonlySet<string> = new Set(["LoadBalancerId", "ServerGroupId", "ClientToken"]);

const PARAMETER_OF_NOUN: Readonly<Record<string, string>> = {
  "load-balancer-id": "LoadBalancerId",
  "load-balancer": "LoadBalancerId",
  "server-group-id": "ServerGroupId",
  "server-group": "ServerGroupId",
  "listener-description": "ListenerDescription",
  "tcp-idle-timeout": "TcpIdleTimeout",
  "dry-run": "DryRun",
  "client-token": "ClientToken",
  tag: "Tag.N",
  "tag-key": "Tag.N.Key",
  "tag-value": "Tag.N.Value",
};

function wantedOf(expected: string): Wanted {
  if (/^(accepted|code DryRunOperation|not refused)\b/u.test(expected)) return "acceptance";
  return /^(refused|HTTP 4\w\w|its own refusal)\b/u.test(expected) ? "refusal" : "other";
}

/** A member or parameter with its value, as what is read back and what is sent are told. */
const VALUE = /^(?:no )?([A-Z][A-Za-z]*(?:\.\d+\.[A-Z][a-z]+)?)(?:: | (?=["\d[{]|absent$|null$|true$|false$)|=|$)/u;
/** How tags are told of, read back or sent. */
const OF_TAGS =
  /^(?:a )?(?:tag ["\w]|\d+ tags$|Tags: |tags numbered |key .* in tag |key and value of one tag |the key )/u;

function cameOf(expected: string, told: string): Came {
  const got = /: (.*), which no order explains$/su.exec(told)?.[1] ?? told;
  const answer = answerOf(got);
  if (answer !== undefined) return answer;
  if (/\bnot found\b/u.test(got)) return { is: "not-found" };
  if (OF_TAGS.test(expected)) return { is: "value", of: "Tags" };
  const state = stateOf(expected, got);
  if (state !== undefined) return { is: "state", state };
  if (/\blisteners?\b|\bothers$/u.test(got)) return { is: "listeners" };
  const member = VALUE.exec(expected)?.[1];
  if (member !== undefined) return { is: "value", of: withoutNumber(member) };
  return { is: "other", words: withoutData(got) };
}

/**
 * The answer that a sentence tells.
 * @param got an answer in the words of the contract
 * @returns `undefined` where it tells of none
 */
export function answerOf(got: string): Came | undefined {
  if (/^(HTTP \d{3}, )?accepted\b/u.test(got)) return { is: "acceptance", as: "creation" };
  if (got === "dry run passed") return { is: "acceptance", as: "dry run" };
  if (/^no answer\b/u.test(got)) return { is: "silence" };
  const [, digits, code = ""] = /^HTTP (\d{3})(?: (without a Code|[^ ]+).*)?$/u.exec(got) ?? [];
  if (digits === undefined) return undefined;
  if (code === DRY_RUN_PASSED) return { is: "acceptance", as: "dry run" };
  const status = Number(digits);
  return status >= 500 ? { is: "server-error", status } : { is: "refusal", status, code };
}

const STATE = /^(?:last seen |found )?([A-Za-z]+)(?: \d+ ms after|,|$)/u;

/** A state is what came where one was expected, or where an order of states was. */
function stateOf(expected: string, got: string): string | undefined {
  return /\bRunning\b|that some order/u.test(expected) ? STATE.exec(got)?.[1] : undefined;
}
