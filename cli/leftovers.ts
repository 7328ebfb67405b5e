/** What a run or a sweep could not remove, told so that a hundred alike do not hide the one that is not. */
import { API_VERSION } from "../contract/parameters.js";
import { counted } from "../contract/words.js";
import { cut, visible } from "../evidence/text.js";
import type { Config } from "../target/config/config.js";
import type { ResourceKind } from "../target/ledger/ledger.js";
import type { Swept } from "../target/ledger/sweep.js";
import { RESOURCES } from "../target/neighbours/neighbour.js";

/** Something of the suite's that stays at the target. */
export interface Leftover {
  /** Absent: what it is is not known. */
  readonly kind?: ResourceKind;
  /** Absent: its creation gave none that could be read. */
  readonly id?: string;
  /** Load balancer of a listener. */
  readonly loadBalancerId?: string;
  readonly reason: string;
}

const MOST_LINES = 10;
const MOST_IDS = 10;
const REASON_BYTES = 300;

/** What a sweep has left. */
export function leftBy(swept: readonly Swept[]): Leftover[] {
  return swept.flatMap((one) => (one.is === "left" ? [leftover(one, one.reason)] : []));
}

/** What a sweep did not remove: what it has left, and what is not ours any more. */
export function notRemovedBy(swept: readonly Swept[]): Leftover[] {
  return swept.flatMap((one) => {
    if (one.is === "not-ours") return [leftover(one, notOurs(one))];
    return one.is === "left" ? [leftover(one, one.reason)] : [];
  });
}

/** Where the answer of a creation was lost, what stands in its place need never have been ours. */
function notOurs({ entry, reason }: Swept & { readonly reason: string }): string {
  return `${entry.id === undefined ? "not of this run" : "not ours any more"}, left alone: ${reason}`;
}

function leftover({ entry, id = entry.id }: Swept, reason: string): Leftover {
  const { kind, loadBalancerId } = entry;
  return { kind, ...(id && { id }), ...(loadBalancerId && { loadBalancerId }), reason };
}

/**
 * Tells what is left, a line for each load balancer and reason.
 * @returns ten lines and one more at most, without line feeds; nothing in them can move the cursor
 */
export function leftoverLines(leftovers: readonly Leftover[]): string[] {
  const groups = new Map<string, Leftover[]>();
  for (const leftover of withoutRepetition(leftovers)) {
    const { kind, loadBalancerId } = leftover;
    const key = JSON.stringify([kind, loadBalancerId, reasonOf(leftover)]);
    groups.set(key, [...(groups.get(key) ?? []), leftover]);
  }
  const shown = [...groups.values()].slice(0, MOST_LINES);
  const rest = [...groups.values()].flat().length - shown.flat().length;
  return [...shown.map(groupWords), ...(rest > 0 ? [`and ${rest} more, for other reasons or elsewhere`] : [])];
}

/** What several entries of the ledger are about, such as a creation and its replays, is one thing. */
function withoutRepetition(leftovers: readonly Leftover[]): Leftover[] {
  const seen = new Set<string>();
  return leftovers.filter(({ kind, id }) => {
    const key = JSON.stringify([kind, id]);
    const isNew = id === undefined || !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** The target, as far as somebody needs it who removes something by hand. */
export type HandedTarget = Pick<Config["target"], "endpoint" | "region" | "auth">;

/**
 * Commands with which a person removes what the suite would not, because nothing shows whose it is.
 * @returns a line for each of the first ten with an id
 */
export function byHandLines(leftovers: readonly Leftover[], target: HandedTarget): string[] {
  return withoutRepetition(leftovers)
    .flatMap(({ kind, id }) => (kind === undefined || id === undefined ? [] : [byHand(kind, id, target)]))
    .slice(0, MOST_LINES);
}

function byHand(kind: ResourceKind, id: string, { endpoint = "", region, auth }: HandedTarget): string {
  const { idMember, remove } = RESOURCES[kind];
  const name = quote(id);
  if (auth !== "none") {
    const host = quote(URL.canParse(endpoint) ? new URL(endpoint).host : endpoint);
    return visible(`aliyun gwlb ${remove} --region ${quote(region)} --endpoint ${host} --${idMember} ${name}`);
  }
  const headers = `-H 'x-acs-action: ${remove}' -H 'x-acs-version: ${API_VERSION}'`;
  return visible(`curl -sS -X POST ${headers} --data-urlencode ${idMember}=${name} ${quote(endpoint)}`);
}

/** Ids come from the target: nothing in them may reach a shell as anything but text. */
function quote(text: string): string {
  return /^[\w.:/-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function groupWords(group: readonly Leftover[]): string {
  const [first] = group;
  if (first === undefined) return "";
  const { kind, loadBalancerId } = first;
  if (kind === undefined) return visible(`${counted(group.length, "resource")}: ${reasonOf(first)}`);
  const noun = kind.replace("-", " ");
  const ids = group.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const unnamed = group.length - ids.length;
  const more = ids.length > MOST_IDS ? `, and ${ids.length - MOST_IDS} more` : "";
  const things = [
    ...(ids.length === 0 ? [] : [`${counted(ids.length, noun)} (${ids.slice(0, MOST_IDS).join(", ")}${more})`]),
    ...(unnamed === 0 ? [] : [unnamedWords(unnamed, ids.length === 0 ? noun : undefined)]),
  ];
  const where = loadBalancerId === undefined ? "" : ` on ${loadBalancerId}`;
  return visible(`${things.join(" and ")}${where}: ${reasonOf(first)}`);
}

/** What no answer named; it may not be there at all. */
function unnamedWords(count: number, noun: string | undefined): string {
  return `${noun === undefined ? `${count} more` : counted(count, noun)} without an id`;
}

/** The reason without the id, so that what is left for one reason is seen to be. */
function reasonOf({ id, reason }: Leftover): string {
  return cut(id === undefined ? reason : reason.replaceAll(id, "it"), REASON_BYTES);
}
