/** The partition of the input space: classes and boundaries, and which of them a request hits. */
import { characterClass, lengthOf } from "../contract/characters.js";
import { classify } from "../contract/classify.js";
import { LISTENER_DESCRIPTION, TAG, TCP_IDLE_TIMEOUT } from "../contract/parameters.js";
import type { RequestDraft } from "../contract/request.js";
import { VIOLATION_LABELS } from "../contract/violations.js";

const lengths = (parameter: string, ...values: readonly number[]) =>
  values.map((value) => `${parameter} length ${value}`);

/** Boundaries, and what lies just below and above each. */
const around = (...boundaries: readonly number[]) => boundaries.flatMap((n) => [n - 1, n, n + 1]);

const DESCRIPTION_LENGTHS = around(LISTENER_DESCRIPTION.minimumLength, LISTENER_DESCRIPTION.maximumLength);
const TIMEOUTS = around(TCP_IDLE_TIMEOUT.minimum, TCP_IDLE_TIMEOUT.default, TCP_IDLE_TIMEOUT.maximum);
const COUNTS = around(1, TAG.maximumCount);
const KEY_LENGTHS = around(TAG.keyMinimumLength, TAG.keyMaximumLength);
const VALUE_LENGTHS = [1, 2, ...around(TAG.valueMaximumLength)];
const CHARACTERS = "letter digit punctuation chinese forbidden-ascii forbidden-control forbidden-symbol".split(" ");

/** Violations that need a situation which many targets cannot supply; they are reported as not exercised, not as uncovered. */
const NEEDS_SITUATION = /^(load-balancer|server-group)\.|scheduler-conflict$/u;

/** Every class and boundary that a full run must hit. */
export const PARTITION: readonly string[] = [
  "ListenerDescription absent",
  ...lengths("ListenerDescription", ...DESCRIPTION_LENGTHS),
  ...CHARACTERS.map((name) => `ListenerDescription character ${name}`),
  "TcpIdleTimeout absent",
  ...TIMEOUTS.map((value) => `TcpIdleTimeout ${value}`),
  "DryRun absent",
  "DryRun true",
  "DryRun false",
  "ClientToken absent",
  "ClientToken present",
  ...COUNTS.map((count) => `Tag count ${count}`),
  ...lengths("Tag key", ...KEY_LENGTHS),
  ...lengths("Tag value", ...VALUE_LENGTHS),
  ...VIOLATION_LABELS.filter((label) => !NEEDS_SITUATION.test(label)).map((label) => `violation ${label}`),
];

const KNOWN: ReadonlySet<string> = new Set(PARTITION);

/**
 * Classes and boundaries of the partition that a request hits.
 * @param draft the request as sent, DryRun included
 */
export function classesOf(draft: RequestDraft): string[] {
  const classes = [...descriptionClasses(draft.listenerDescription), ...tagClasses(draft)];
  classes.push(draft.tcpIdleTimeout === undefined ? "TcpIdleTimeout absent" : `TcpIdleTimeout ${draft.tcpIdleTimeout}`);
  classes.push(draft.dryRun === undefined ? "DryRun absent" : `DryRun ${draft.dryRun}`);
  classes.push(draft.clientToken === undefined ? "ClientToken absent" : "ClientToken present");
  for (const label of classify(draft).violations) classes.push(`violation ${label}`);
  return [...new Set(classes)].filter((name) => KNOWN.has(name));
}

function descriptionClasses(text: string | undefined): string[] {
  if (text === undefined) return ["ListenerDescription absent"];
  const kinds = new Set([...text].map(characterClass));
  return [
    `ListenerDescription length ${lengthOf(text)}`,
    ...[...kinds].map((kind) => `ListenerDescription character ${kind}`),
  ];
}

function tagClasses(draft: RequestDraft): string[] {
  const tags = draft.tags ?? [];
  return [
    `Tag count ${tags.length}`,
    ...tags.flatMap((tag) => [
      ...(tag.key === undefined ? [] : [`Tag key length ${lengthOf(tag.key)}`]),
      ...(tag.value === undefined ? [] : [`Tag value length ${lengthOf(tag.value)}`]),
    ]),
  ];
}
