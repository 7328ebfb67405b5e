/** A listener as GetListenerAttribute and ListListeners show it, and how it compares with the request that made it. */
import { describeJson, isJsonObject, type JsonObject, textMember } from "./answer.js";
import { isPlainNumber } from "./classify.js";
import type { Finding } from "./finding.js";
import { TAG, TCP_IDLE_TIMEOUT } from "./parameters.js";
import type { RequestDraft, ResolvedReferences } from "./request.js";

/** Attributes as they were read; members the answer does not have are `undefined`, values are not yet trusted to have their type. */
export interface ListenerView {
  readonly listenerId: string | undefined;
  readonly status: string | undefined;
  readonly loadBalancerId: unknown;
  readonly serverGroupId: unknown;
  readonly description: unknown;
  readonly tcpIdleTimeout: unknown;
  /** Tags by key; `undefined` when the tags cannot be read. A tag without a value has the value "". */
  readonly tags: ReadonlyMap<string, string> | undefined;
  /** Tag entries that were listed, duplicates included, those of the service itself left out. */
  readonly tagCount: number;
}

/** What one read of a listener showed. */
export type ListenerRead =
  | { readonly is: "found"; readonly view: ListenerView }
  | { readonly is: "not-found"; readonly code: string | undefined }
  /** The read itself failed: transport, throttling, an unreadable answer. Shows nothing about the listener. */
  | { readonly is: "unreadable"; readonly reason: string };

/** Reads a listener. */
export function viewListener(body: JsonObject): ListenerView {
  // Some answers of the platform wrap their lists in an object. What the service itself adds is not the caller's.
  const entries = isJsonObject(body.Tags) ? (body.Tags.Tag ?? []) : (body.Tags ?? []);
  const list = Array.isArray(entries) ? entries.filter((entry) => !isSystemTag(entry)) : undefined;
  return {
    listenerId: textMember(body, "ListenerId"),
    status: textMember(body, "ListenerStatus"),
    loadBalancerId: body.LoadBalancerId,
    serverGroupId: body.ServerGroupId,
    description: body.ListenerDescription,
    tcpIdleTimeout: body.TcpIdleTimeout,
    tags: list === undefined ? undefined : readTags(list),
    tagCount: list?.length ?? 0,
  };
}

/** Whether a tag has a key that callers cannot give. Source: section "Request parameters", Tag.N.Key. */
function isSystemTag(entry: unknown): boolean {
  const key = isJsonObject(entry) ? textMember(entry, "Key") : undefined;
  return key !== undefined && TAG.forbiddenKeyPrefixes.some((prefix) => key.startsWith(prefix));
}

function readTags(list: readonly unknown[]): ReadonlyMap<string, string> | undefined {
  const tags = new Map<string, string>();
  for (const entry of list) {
    if (!isJsonObject(entry) || typeof entry.Key !== "string") return undefined;
    const value = entry.Value ?? "";
    if (typeof value !== "string") return undefined;
    tags.set(entry.Key, value);
  }
  return tags;
}

/**
 * Where a listener departs from the request that made it. Absent parameters read back as the documented default or as nothing
 * (absent, null or empty: the page does not say which).
 */
export function attributeFindings(draft: RequestDraft, sent: ResolvedReferences, view: ListenerView): Finding[] {
  const found: Finding[] = [];
  const expect = (name: string, about: Finding["about"], wanted: unknown, got: unknown) => {
    if (got !== wanted) found.push({ about, expected: `${name} ${show(wanted)}`, got: `${name} ${show(got)}` });
  };
  expect(
    "LoadBalancerId",
    "create-listener.load-balancer-id.names-the-parent",
    sent.loadBalancerId,
    view.loadBalancerId,
  );
  expect("ServerGroupId", "create-listener.server-group-id.names-the-group", sent.serverGroupId, view.serverGroupId);
  const description = draft.listenerDescription ?? "";
  expect(
    "ListenerDescription",
    draft.listenerDescription === undefined
      ? "create-listener.listener-description.optional"
      : "create-listener.listener-description.read-back",
    description,
    view.description ?? "",
  );
  const { tcpIdleTimeout = TCP_IDLE_TIMEOUT.default } = draft;
  if (isPlainNumber(tcpIdleTimeout)) {
    expect(
      "TcpIdleTimeout",
      draft.tcpIdleTimeout === undefined
        ? "create-listener.tcp-idle-timeout.default"
        : "create-listener.tcp-idle-timeout.read-back",
      Number(tcpIdleTimeout),
      view.tcpIdleTimeout,
    );
  }
  return [...found, ...tagFindings(draft, view)];
}

/** In what a listener departs from the first of some requests, where it departs from each of them. */
export function differenceFromAll(
  drafts: readonly RequestDraft[],
  sent: ResolvedReferences,
  view: ListenerView,
): Finding | undefined {
  const differences = drafts.map((draft) => attributeFindings(draft, sent, view)[0]);
  return differences.includes(undefined) ? undefined : differences[0];
}

function tagFindings(draft: RequestDraft, view: ListenerView): Finding[] {
  const sent = draft.tags ?? [];
  // What comes of a key that was sent twice is nowhere said: it has to be refused.
  if (new Set(sent.map(({ key = "" }) => key)).size < sent.length) return [];
  const about = sent.length === 0 ? "create-listener.tag.optional" : "create-listener.tag.read-back";
  if (view.tags === undefined) return [{ about, expected: "Tags: a list of Key and Value", got: "something else" }];
  const found: Finding[] = [];
  if (view.tagCount !== sent.length)
    found.push({ about, expected: `${sent.length} tags`, got: `${view.tagCount} tags` });
  for (const tag of sent) {
    const key = tag.key ?? "";
    const value = view.tags.get(key);
    if (value === (tag.value ?? "")) continue;
    found.push({
      about,
      expected: `tag ${show(key)} = ${show(tag.value ?? "")}`,
      got: value === undefined ? "no such tag" : show(value),
    });
    // One wrong tag says it; a listener with twenty of them would drown the report.
    break;
  }
  return found;
}

const show = (value: unknown) => describeJson(value, 400);
