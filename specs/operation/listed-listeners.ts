/** Listeners as ListListeners shows them, against the requests that made them. */
import { setTimeout as sleep } from "node:timers/promises";
import { attributeFindings } from "../../contract/listener.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import type { Check } from "../../exercise/check/check.js";
import type { ListenerList } from "../../exercise/session/listener-reads.js";
import type { BorrowedLoadBalancer } from "../../exercise/stage/borrowed-load-balancer.js";
import { listenerOf } from "../../exercise/stage/borrowed-load-balancer.js";
import type { FollowedListener } from "../../exercise/stage/followed-listener.js";
import { plainTags } from "../../generators/tag.js";

/** Listeners that are listed: with some of everything, with as much as there may be, with nothing but what must be. */
const LISTED: readonly RequestDraft[] = [
  { ...MINIMAL_DRAFT, listenerDescription: "listed", tcpIdleTimeout: 700, tags: plainTags(3) },
  { ...MINIMAL_DRAFT, listenerDescription: "列".repeat(256), tcpIdleTimeout: 6000, tags: plainTags(20) },
  MINIMAL_DRAFT,
];

/** Pause between two lists, milliseconds. */
const PAUSE_MS = 50;

/** The list shows each listener once, in the state and with the attributes that the single read shows. */
export async function listsAgree(check: Check): Promise<void> {
  if (!check.session.capabilities.listsListeners) {
    check.notApplicable("the target offers no ListListeners that can be used");
    return;
  }
  const drafts = check.session.profile === "smoke" ? LISTED.slice(0, 2) : LISTED;
  await Promise.all(
    drafts.map((draft, depth) => check.withLoadBalancer(depth, (one) => listAndCompare(check, one, draft))),
  );
}

async function listAndCompare(check: Check, one: BorrowedLoadBalancer, draft: RequestDraft): Promise<void> {
  const listener = listenerOf(one, await one.create(draft));
  if (listener === undefined || !(await one.waitRunning(listener))) {
    check.inconclusive("no Running listener to list");
    return;
  }
  // Lists may lag behind single reads: what counts is where they settle.
  const deadline = performance.now() + check.session.config.waits.listAgrees;
  let list = await one.list();
  let difference = differenceIn(one, list, listener);
  while (difference !== undefined && performance.now() < deadline) {
    await sleep(PAUSE_MS);
    list = await one.list();
    difference = differenceIn(one, list, listener);
  }
  // What else is listed may be somebody else's.
  if (difference !== undefined) await one.standing();
  if (list.is !== "listed") {
    check.inconclusive(`the list could not be read: ${list.reason}`);
    return;
  }
  const { attempt } = listener;
  const exchanges = [attempt.exchange, ...list.exchanges];
  check.expect(difference === undefined, attempt, difference ?? AS_MADE, exchanges);
}

const AS_MADE = { expected: "the listener as it was made", got: "the listener as it was made" };

/** What a list has wrong about the one listener that should be in it. */
function differenceIn(
  one: BorrowedLoadBalancer,
  list: ListenerList,
  { listenerId, attempt }: FollowedListener,
): { readonly expected: string; readonly got: string } | undefined {
  if (list.is !== "listed") return { expected: "a list", got: list.reason };
  const views = list.views.filter((view) => view.listenerId === listenerId || one.concernsCase(view));
  const entries = views.filter((view) => view.listenerId === listenerId);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1 || views.length > 1 || entry.status !== "Running") {
    const got = `${views.length} listeners, ${entries.length} times this one, ${entry?.status ?? "no state"}`;
    return { expected: "the listener once, Running", got };
  }
  const [finding] = attributeFindings(attempt.draft, attempt.sent, entry);
  return finding === undefined ? undefined : { expected: finding.expected, got: finding.got };
}
