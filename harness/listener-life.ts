/** Courses that watch the life of created listeners. */
import { setTimeout as sleep } from "node:timers/promises";
import { lifeFindings } from "../contract/life.js";
import { attributeFindings } from "../contract/listener.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../contract/request.js";
import { plainTags } from "../generators/tag.js";
import type { BorrowedLoadBalancer, FollowedListener } from "./borrowed-load-balancer.js";
import type { Endpoint } from "./endpoint.js";
import type { Attempt } from "./session.js";

/** Listeners that one check watches: the plainest, and one with every parameter set. */
const WATCHED: readonly RequestDraft[] = [
  MINIMAL_DRAFT,
  {
    ...MINIMAL_DRAFT,
    listenerDescription: "watched-listener",
    tcpIdleTimeout: 1200,
    tags: plainTags(3),
    clientToken: { is: "unique", text: "watched" },
  },
  { ...MINIMAL_DRAFT, tcpIdleTimeout: 60 },
  { ...MINIMAL_DRAFT, listenerDescription: "中文描述", tags: plainTags(20) },
];

/** How a watched listener is looked at once it is Running. */
export type Watch = "until-running" | "stays-running";

/** Reads of a Running listener while it is watched for staying so. */
const FURTHER_READS = 12;

/**
 * Creates listeners side by side, reads them from the answer on, and judges what was seen of each.
 * @param endpoint the check's endpoint
 * @param watch how long
 */
export async function watchListeners(endpoint: Endpoint, watch: Watch): Promise<void> {
  const count = endpoint.session.profile === "smoke" ? 2 : WATCHED.length;
  await Promise.all(
    WATCHED.slice(0, count).map((draft, slot) =>
      endpoint.withLoadBalancer(slot, (one) => watchOne(endpoint, one, draft, watch)),
    ),
  );
}

async function watchOne(
  endpoint: Endpoint,
  one: BorrowedLoadBalancer,
  draft: RequestDraft,
  watch: Watch,
): Promise<void> {
  const attempt = await one.create(draft);
  const listener = listenerOf(one, attempt);
  if (listener === undefined) {
    endpoint.inconclusive("no listener was created whose life could be watched");
    return;
  }
  await one.read(listener);
  const running = await one.waitRunning(listener);
  if (watch === "stays-running" && running) await readOn(endpoint, one, listener);
  judgeLife(endpoint, listener);
}

async function readOn(endpoint: Endpoint, one: BorrowedLoadBalancer, listener: FollowedListener): Promise<void> {
  const pause = endpoint.session.config.waits.staysRunning / FURTHER_READS;
  for (let i = 0; i < FURTHER_READS; i += 1) {
    await sleep(pause);
    await one.read(listener);
  }
}

function judgeLife(endpoint: Endpoint, listener: FollowedListener): void {
  const { attempt, history } = listener;
  const views = history.flatMap((read) => (read.is === "found" ? [read.view] : []));
  const changes = views.flatMap((view) => attributeFindings(attempt.draft, attempt.sent, view));
  const life = lifeFindings(history, endpoint.session.config.waits.listenerRunning, listener.watchedToEnd);
  const all = [...life, ...changes];
  const firstOfEach = all.filter((finding, i) => all.findIndex((other) => other.about === finding.about) === i);
  endpoint.findings(attempt, firstOfEach, [attempt.exchange, ...listener.exchanges]);
  if (views.some((view) => view.status === "Creating")) {
    endpoint.warn("create-listener.asynchronous.creating-alias", "the state was spelled Creating");
  }
}

/** The followed listener an attempt made, if it made one. */
export function listenerOf(one: BorrowedLoadBalancer, { answer }: Attempt): FollowedListener | undefined {
  return answer.is === "accepted" && answer.listenerId !== undefined ? one.listeners.get(answer.listenerId) : undefined;
}
