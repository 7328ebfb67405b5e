/** What a request breaks, read off the request itself and not from who made it: the oracle of the suite. */
import type { AssumptionId } from "./assumptions.js";
import { characterClass, lengthOf, withoutCase, withoutForm } from "./characters.js";
import { LISTENER_DESCRIPTION, TAG, TCP_IDLE_TIMEOUT } from "./parameters.js";
import type { LoadBalancerReference, RequestDraft, ServerGroupReference, TagDraft } from "./request.js";
import type { Situation } from "./situations.js";
import type { ViolationLabel } from "./violations.js";

/** Violations of clauses, one entry per defect, and questions that the page leaves open. */
export interface Classification {
  readonly violations: readonly ViolationLabel[];
  /** Open questions the request touches, by their assumption; a request that touches one is not graded. */
  readonly unspecified: readonly AssumptionId[];
}

/** What one look at a request brings: a broken clause or an open question. */
type Note = { readonly violates: ViolationLabel } | { readonly leavesOpen: AssumptionId };

/** Classifies a request: which clauses it breaks and which open questions it touches. */
export function classify(draft: RequestDraft): Classification {
  const violations: ViolationLabel[] = [];
  const unspecified: AssumptionId[] = [];
  for (const note of notesOn(draft)) {
    if ("violates" in note) violations.push(note.violates);
    else unspecified.push(note.leavesOpen);
  }
  return { violations, unspecified };
}

function* notesOn(draft: RequestDraft): Generator<Note> {
  yield* classifyReference(draft.loadBalancer, "load-balancer-id");
  yield* classifyReference(draft.serverGroup, "server-group-id");
  if (draft.listenerDescription !== undefined) yield* classifyDescription(draft.listenerDescription);
  if (draft.tcpIdleTimeout !== undefined) yield* classifyTimeout(draft.tcpIdleTimeout, draft.serverGroup);
  if (draft.dryRun !== undefined) yield* classifyDryRun(draft.dryRun);
  if (draft.clientToken !== undefined) yield* classifyToken(draft.clientToken.text);
  yield* classifyTags(draft.tags ?? []);
}

/** What it means to name a resource that is in a situation; situations that are fine are not listed. */
const SITUATION_NOTES: Readonly<Partial<Record<Situation, Note>>> = {
  "load-balancer/occupied": { violates: "load-balancer.occupied" },
  "load-balancer/provisioning": { violates: "load-balancer.provisioning" },
  "load-balancer/configuring": { violates: "load-balancer.configuring" },
  "load-balancer/financially-locked": { violates: "load-balancer.financially-locked" },
  "load-balancer/inactive": { leavesOpen: "load-balancer.inactive" },
  "server-group/creating": { violates: "server-group.creating" },
  "server-group/configuring": { violates: "server-group.configuring" },
  "server-group/other-vpc": { violates: "server-group.other-vpc" },
  "server-group/ip-in-use": { violates: "server-group.ip-in-use" },
};

function* classifyReference(
  reference: LoadBalancerReference | ServerGroupReference,
  parameter: "load-balancer-id" | "server-group-id",
): Generator<Note> {
  if (reference.is === "absent") yield { violates: `${parameter}.missing` };
  else if (reference.is === "unknown") yield { violates: `${parameter}.unknown` };
  else if (reference.is === "literal") {
    yield reference.id === "" ? { violates: `${parameter}.empty` } : { leavesOpen: `${parameter}.malformed` };
  } else {
    const note = SITUATION_NOTES[reference.situation];
    if (note !== undefined) yield note;
  }
}

function* classifyDescription(text: string): Generator<Note> {
  if (text === "") {
    yield { leavesOpen: "listener-description.empty" };
    return;
  }
  const length = lengthOf(text);
  if (length < LISTENER_DESCRIPTION.minimumLength) yield { violates: "listener-description.too-short" };
  if (length > LISTENER_DESCRIPTION.maximumLength) yield { violates: "listener-description.too-long" };
  for (const character of text) {
    const kind = characterClass(character);
    if (kind === "forbidden-ascii") yield { violates: "listener-description.forbidden-ascii" };
    if (kind === "forbidden-control") yield { violates: "listener-description.forbidden-control" };
    if (kind === "forbidden-symbol") yield { violates: "listener-description.forbidden-symbol" };
    if (kind === "unspecified") yield { leavesOpen: "listener-description.unspecified-characters" };
  }
}

/** Whether a time-out is written as every reader of numbers writes it; what another text means is an open question. */
export const isPlainNumber = (value: number | string) => /^(0|-?[1-9]\d*)$/u.test(String(value));

/** Text that some readers take for a number and others do not; the page names the type only. */
const UNUSUAL_NUMBER = /^\s*[+-]?(\d+(\.0*)?|\d+(_\d+)+|\.0+|\d+(\.\d+)?e[+-]?\d+|0x[0-9a-f]+|\p{Nd}+)\s*$|^\s*$/iu;

function* classifyTimeout(value: number | string, serverGroup: ServerGroupReference): Generator<Note> {
  const text = String(value);
  if (!isPlainNumber(text)) {
    yield UNUSUAL_NUMBER.test(text)
      ? { leavesOpen: "tcp-idle-timeout.spelling" }
      : { violates: "tcp-idle-timeout.not-an-integer" };
    return;
  }
  const seconds = BigInt(text);
  if (seconds > 0x7fffffffn || seconds < -0x80000000n) {
    yield { violates: "tcp-idle-timeout.overflow" };
    return;
  }
  if (seconds <= 0n) {
    yield { violates: "tcp-idle-timeout.not-positive" };
    return;
  }
  if (seconds < BigInt(TCP_IDLE_TIMEOUT.minimum)) {
    yield { violates: "tcp-idle-timeout.too-small" };
    return;
  }
  if (seconds > BigInt(TCP_IDLE_TIMEOUT.maximum)) {
    yield { violates: "tcp-idle-timeout.too-large" };
    return;
  }
  const otherScheduler =
    serverGroup.is === "situation" &&
    (serverGroup.situation === "server-group/scheduler-3tch" ||
      serverGroup.situation === "server-group/scheduler-2tch");
  if (otherScheduler && seconds !== BigInt(TCP_IDLE_TIMEOUT.default))
    yield { violates: "tcp-idle-timeout.scheduler-conflict" };
}

/** Spellings of a boolean that some readers take and others do not. */
const UNUSUAL_BOOLEAN = /^\s*(true|false|t|f|1|0|yes|no|y|n|on|off|)\s*$/iu;

function* classifyDryRun(value: boolean | string): Generator<Note> {
  const text = String(value);
  if (text === "true" || text === "false") return;
  if (UNUSUAL_BOOLEAN.test(text)) yield { leavesOpen: "dry-run.spelling" };
  else yield { violates: "dry-run.malformed" };
}

/** Longest token of sibling products; longer ones are an open question for this one. */
const UNDISPUTED_TOKEN_LENGTH = 64;

function* classifyToken(text: string): Generator<Note> {
  if (text === "" || lengthOf(text) > UNDISPUTED_TOKEN_LENGTH) yield { leavesOpen: "client-token.length" };
  if ([...text].some(isAsciiControl) || text !== text.trim()) yield { leavesOpen: "client-token.unusual" };
  if (/\P{ASCII}/u.test(text)) yield { violates: "client-token.non-ascii" };
}

const isAsciiControl = (character: string) => character < " " || character === "\u007f";

function* classifyTags(tags: readonly TagDraft[]): Generator<Note> {
  if (tags.length > TAG.maximumCount) yield { violates: "tag.too-many" };
  for (const tag of tags) {
    if (tag.key === undefined && tag.value === undefined) yield { leavesOpen: "tag.index-gap" };
    else if (tag.key === undefined) yield { violates: "tag-key.missing" };
    else yield* classifyKey(tag.key);
    if (tag.value === undefined) yield { leavesOpen: "tag-value.missing" };
    else yield* classifyValue(tag.value);
  }
  yield* classifyDuplicates(tags);
}

function* classifyKey(key: string): Generator<Note> {
  if (key === "") {
    yield { violates: "tag-key.empty" };
    return;
  }
  if (lengthOf(key) > TAG.keyMaximumLength) yield { violates: "tag-key.too-long" };
  const folded = key.toLowerCase();
  const startsReserved = (text: string) => TAG.forbiddenKeyPrefixes.some((prefix) => text.startsWith(prefix));
  if (startsReserved(key)) yield { violates: "tag-key.reserved-prefix" };
  else if (startsReserved(folded)) yield { leavesOpen: "tag-key.reserved-prefix-case" };
  if (holdsUrl(key)) yield { violates: "tag-key.url" };
  else if (holdsUrl(folded)) yield { leavesOpen: "tag-key.url-case" };
  if (isUnusualTagText(key)) yield { leavesOpen: "tag-key.unusual" };
}

function* classifyValue(value: string): Generator<Note> {
  if (value === "") {
    yield { leavesOpen: "tag-value.empty" };
    return;
  }
  if (lengthOf(value) > TAG.valueMaximumLength) yield { violates: "tag-value.too-long" };
  if (holdsUrl(value)) yield { violates: "tag-value.url" };
  else if (holdsUrl(value.toLowerCase())) yield { leavesOpen: "tag-value.url-case" };
  if (isUnusualTagText(value)) yield { leavesOpen: "tag-value.unusual" };
}

const holdsUrl = (text: string) => TAG.forbiddenFragments.some((fragment) => text.includes(fragment));

/** The page limits no characters in tags; blanks at the ends, controls and broken Unicode may yet be treated by custom. */
const isUnusualTagText = (text: string) => text !== text.trim() || /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);

function* classifyDuplicates(tags: readonly TagDraft[]): Generator<Note> {
  const seen = new Map<string, TagDraft>();
  const duplicated = new Set<string>();
  const folded = new Map<string, string>();
  for (const tag of tags) {
    if (tag.key === undefined) continue;
    const earlier = seen.get(tag.key);
    if (earlier !== undefined) {
      if (earlier.value === tag.value) yield { leavesOpen: "tag-key.equal-values" };
      else if (!duplicated.has(tag.key)) {
        // However many tags share a key, it is one defect.
        duplicated.add(tag.key);
        yield { violates: "tag-key.duplicate" };
      }
    }
    seen.set(tag.key, tag);
    const key = withoutCase(tag.key);
    const other = folded.get(key);
    if (other !== undefined && other !== tag.key) {
      const sameButForm = withoutForm(other) === withoutForm(tag.key);
      yield { leavesOpen: sameButForm ? "tag-key.normal-form" : "tag-key.case" };
    }
    folded.set(key, tag.key);
  }
}
