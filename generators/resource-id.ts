/** Ids that are missing, empty, unknown or malformed, and those of resources in another situation. */
import fc from "fast-check";
import { MINIMAL_DRAFT, type RequestDraft } from "../contract/request.js";
import type { LoadBalancerSituation, ServerGroupSituation } from "../contract/situations.js";
import type { ViolationLabel } from "../contract/violations.js";
import { type Family, violated } from "./specimen.js";
import { OTHER_PARAMETERS } from "./tag.js";

const wrong = (label: ViolationLabel, change: Partial<RequestDraft>, others: Partial<RequestDraft> = {}) =>
  violated(label, { ...MINIMAL_DRAFT, ...others }, { ...MINIMAL_DRAFT, ...others, ...change });

const once = (label: ViolationLabel, change: Partial<RequestDraft>): Family => ({ examples: [wrong(label, change)] });

export const loadBalancerMissing = once("load-balancer-id.missing", { loadBalancer: { is: "absent" } });
export const loadBalancerEmpty = once("load-balancer-id.empty", { loadBalancer: { is: "literal", id: "" } });
export const serverGroupMissing = once("server-group-id.missing", { serverGroup: { is: "absent" } });
export const serverGroupEmpty = once("server-group-id.empty", { serverGroup: { is: "literal", id: "" } });

/** Ids shaped like the target's own that name nothing. */
function unknown(label: ViolationLabel, changeOf: (salt: number) => Partial<RequestDraft>): Family {
  const of = (salt: number, others = 0) => wrong(label, changeOf(salt), OTHER_PARAMETERS[others]);
  return {
    examples: OTHER_PARAMETERS.map((_, index) => of(index + 1, index)),
    arbitrary: fc.nat().map((salt) => of(salt)),
    kept: { create: OTHER_PARAMETERS.length },
  };
}

export const loadBalancerUnknown: Family = unknown("load-balancer-id.unknown", (salt) => ({
  loadBalancer: { is: "unknown", salt },
}));
export const serverGroupUnknown: Family = unknown("server-group-id.unknown", (salt) => ({
  serverGroup: { is: "unknown", salt },
}));

const elsewhere = (label: ViolationLabel, change: Partial<RequestDraft>): Family => ({
  examples: OTHER_PARAMETERS.map((others) => wrong(label, change, others)),
  kept: { create: OTHER_PARAMETERS.length },
});

/** The minimal request on a load balancer in another situation; the control twin is on an idle one. */
export function onLoadBalancer(label: ViolationLabel, situation: LoadBalancerSituation): Family {
  return elsewhere(label, { loadBalancer: { is: "situation", situation } });
}

/** The minimal request with a server group in another situation; the control twin has an available one. */
export function onServerGroup(label: ViolationLabel, situation: ServerGroupSituation): Family {
  return elsewhere(label, { serverGroup: { is: "situation", situation } });
}

/**
 * Spellings of an existing id of which the page does not say whether they name the same resource, by name.
 * @param id of a resource that exists
 */
export function otherSpellings(id: string): Readonly<Record<string, string>> {
  return {
    "an existing one in capitals": id.toUpperCase(),
    "an existing one behind a blank": ` ${id}`,
    "an existing one before a blank": `${id} `,
  };
}

/** Letters and digits at an id's end; fewer of them may be numbers in a row, where a neighbour exists. */
const TELLING_TAIL = /[a-z\d]{8,}$/iu;

/**
 * An existing id with one character more and with its last one left out; none where ids are so short that those may exist as well.
 * @param id of a resource that exists
 */
export function nearMisses(id: string): string[] {
  return TELLING_TAIL.test(id) ? [`${id}x`, `${id}0`, id.slice(0, -1)] : [];
}

/**
 * Texts that are no id, and yet lead to an existing one where ids are looked up as patterns, taken out of lists or quotes, or completed; by
 * what they are. None where ids are short.
 * @param id of a resource that exists
 */
export function aroundAnId(id: string): Readonly<Record<string, string>> {
  if (!TELLING_TAIL.test(id)) return {};
  const cut = id.slice(0, -1);
  return {
    "a pattern with a percent sign": `${cut}%`,
    "a pattern with an underscore": `${cut}_`,
    "a pattern with an asterisk": `${cut}*`,
    "a pattern with a question mark": `${cut}?`,
    "a pattern with a dot": `${cut}.`,
    "a pattern for every id": "%",
    "an asterisk": "*",
    "its tail without its head": id.slice(id.indexOf("-") + 1),
    "a list of it and another": `${id},${id}x`,
    "a list of another and it": `${id}x,${id}`,
    "a list in JSON": JSON.stringify([id]),
    "the id in quotes": `"${id}"`,
    "the id and a path": `${id}/x`,
    "the id behind a path": `x/${id}`,
    "the id and a semicolon": `${id};`,
    "the id and a hash sign": `${id}#x`,
    "the id twice": `${id}${id}`,
  };
}

/** What an id begins with, up to the first character that is no letter: the mark of its kind. */
const markOf = (id: string) => /^[a-z]*/iu.exec(id)?.[0].toLowerCase() ?? "";

/**
 * Whether an id of one kind certainly names nothing of another: ids that bear no mark of their kind may be given twice, once to each.
 * @param id of a resource of another kind
 */
export function isOfAnotherKind(id: string, own: string): boolean {
  return id !== "" && id !== own && markOf(id) !== "" && markOf(own) !== "" && markOf(id) !== markOf(own);
}

/** Ids of which the page does not say whether they are malformed or unknown, by name. */
export const malformedIds: Readonly<Record<string, string>> = {
  "other prefix": "alb-0123456789abcdef0123",
  blank: " ",
  "not ASCII": "gwlb-负载均衡",
  long: `gwlb-${"a".repeat(300)}`,
  quote: "gwlb-'\"",
};
