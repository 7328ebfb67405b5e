/** What watches the life of created listeners. */
import { setTimeout as sleep } from "node:timers/promises";
import type { RequirementId } from "../../contract/catalogue.js";
import type { Exchange } from "../../contract/exchange.js";
import { type Finding, firstOfEach } from "../../contract/finding.js";
import { lifeFindings, RUNNING, STATE_ALIAS } from "../../contract/life.js";
import { attributeFindings, type ListenerView } from "../../contract/listener.js";
import type { Profile } from "../../contract/profile.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import { answerInWords } from "../../exercise/cases/answer-in-words.js";
import type { Check } from "../../exercise/check/check.js";
import type { Attempt, Session } from "../../exercise/session/session.js";
import { type BorrowedLoadBalancer, listenerOf } from "../../exercise/stage/borrowed-load-balancer.js";
import { TurnDenied } from "../../exercise/stage/denial.js";
import type { FollowedListener } from "../../exercise/stage/followed-listener.js";
import { borrow } from "../../exercise/stage/lending.js";
import { SharedWork } from "../../exercise/stage/shared-work.js";
import { plainTags } from "../../generators/tag.js";

/** Listeners that are watched: the plainest, and some with parameters set. */
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

/** Reads of a Running listener while it is watched for staying so. */
const FURTHER_READS = 40;

/** Listeners that are watched, where there is room for so many. */
const WATCHED_LISTENERS: Readonly<Record<Profile, number>> = { smoke: 2, standard: 12, full: 24 };

/** A listener that was watched from the answer on, and what is wrong with its life. */
interface WatchedLife {
  readonly attempt: Attempt;
  /** Absent: the creation itself did not succeed. */
  readonly findings: readonly Finding[] | undefined;
  readonly exchanges: readonly Exchange[];
  readonly states: ReadonlySet<string>;
  /** Whether the reads went on until Running, or to the end of the wait. */
  readonly watchedToEnd: boolean;
}

/** Clauses on what comes after Running: a listener that was never seen so shows nothing of them. */
const AFTER_RUNNING: ReadonlySet<RequirementId> = new Set([
  "create-listener.asynchronous.stays-running",
  "create-listener.asynchronous.never-backwards",
]);

/**
 * Judges the lives of a few listeners. They are created, read from the answer on, and watched once Running, one time per session: the
 * clauses on the life of a listener all look at the same lives.
 */
export async function watchListeners(check: Check): Promise<void> {
  const { session } = check;
  await check.noting(async () => {
    const lives = await livesOf(session);
    if (!session.reader.shows) {
      check.notApplicable("the target offers no operation that shows a listener");
      return;
    }
    const { requirement } = check.log;
    for (const { attempt, findings, exchanges, states, watchedToEnd } of lives) {
      if (AFTER_RUNNING.has(requirement) && !states.has(RUNNING))
        check.inconclusive("a watched listener was never Running");
      else if (requirement === "create-listener.asynchronous.reaches-running" && !watchedToEnd)
        check.inconclusive("a listener was not watched to the end of the wait");
      if (findings === undefined) check.inconclusive(`no listener was created: ${answerInWords(attempt)}`);
      else check.findings(attempt, findings, exchanges);
      if (states.has(STATE_ALIAS)) {
        check.warn("create-listener.asynchronous.creating-alias", `the state was spelled ${STATE_ALIAS}`);
      }
    }
  });
}

/** What is watched once for all clauses on it. */
const watches = new SharedWork<WatchedLife[]>(1);

function livesOf(session: Session): Promise<WatchedLife[]> {
  return watches.once(session.stage, "lives", () => watchAll(session));
}

async function watchAll(session: Session): Promise<WatchedLife[]> {
  // There, creations wait for the requests of others anyway.
  if (session.stage.isScarce) return watchSome(session, 1);
  // A slip may be short: what looks for it is not to wait for the requests of others.
  await session.stage.quiet();
  const paced = session.isRationed;
  const wanted = paced
    ? Math.min(WATCHED.length, WATCHED_LISTENERS[session.profile])
    : WATCHED_LISTENERS[session.profile];
  const count = Math.max(Math.min(wanted, session.stage.left.length - 1), Math.min(wanted, WATCHED.length));
  return watchSome(session, count);
}

async function watchSome(session: Session, count: number): Promise<WatchedLife[]> {
  const drafts = Array.from({ length: count }, (_, i) => WATCHED[i % WATCHED.length] ?? MINIMAL_DRAFT);
  const lives = await Promise.all(
    drafts.map((draft, depth) => watchUnlessTooDeep(session, draft, depth, depth / count)),
  );
  return lives.filter((life) => life !== undefined);
}

/** One of the further listeners is left out where time is short. */
async function watchUnlessTooDeep(
  session: Session,
  draft: RequestDraft,
  depth: number,
  phase: number,
): Promise<WatchedLife | undefined> {
  try {
    return await borrow(session, depth, 1, ([one]) => watchOne(session, one, draft, phase));
  } catch (error) {
    if (error instanceof TurnDenied && error.because === "deepening") return undefined;
    throw error;
  }
}

async function watchOne(
  session: Session,
  one: BorrowedLoadBalancer | undefined,
  draft: RequestDraft,
  phase: number,
): Promise<WatchedLife> {
  if (one === undefined) throw new Error("no load balancer was lent");
  const attempt = await createSomeOf(session, one, draft);
  const listener = listenerOf(one, attempt);
  if (listener === undefined) {
    return { attempt, findings: undefined, exchanges: [attempt.exchange], states: new Set(), watchedToEnd: false };
  }
  await one.read(listener);
  if (await one.waitRunning(listener)) await readOn(session, one, listener, phase);
  listener.judged = true;
  const views = listener.history.flatMap((read) => (read.is === "found" ? [read.view] : []));
  return {
    watchedToEnd: listener.watchedToEnd,
    attempt,
    findings: firstOfEach([
      ...lifeFindings(listener.history, session.config.waits.listenerRunning, listener.watchedToEnd),
      ...lossesWhileRunning(attempt, views),
      ...views.flatMap((view) => attributeFindings(attempt.draft, attempt.sent, view)),
    ]),
    exchanges: [attempt.exchange, ...listener.exchanges],
    states: new Set(views.flatMap(({ status }) => (status === undefined ? [] : [status]))),
  };
}

/** A life can be watched whatever the listener says: where one request is refused, another one will do. */
async function createSomeOf(session: Session, one: BorrowedLoadBalancer, draft: RequestDraft): Promise<Attempt> {
  const first = await one.create(draft);
  if (first.answer.is !== "refused") return first;
  for (const other of WATCHED.filter((candidate) => candidate !== draft)) {
    const attempt = await one.create(other);
    if (attempt.answer.is !== "accepted") continue;
    session.knowledge.fallBack(`a listener to watch was not created: ${answerInWords(first)}`);
    return attempt;
  }
  return first;
}

/** Attributes that were right when the listener was first seen Running and are wrong later, though nobody touched it. */
function lossesWhileRunning({ draft, sent }: Attempt, views: readonly ListenerView[]): Finding[] {
  const [first, ...later] = views.slice(views.findIndex(({ status }) => status === "Running"));
  if (first?.status !== "Running") return [];
  const wrongFromTheStart = new Set(attributeFindings(draft, sent, first).map(({ about }) => about));
  return later
    .flatMap((view) => attributeFindings(draft, sent, view))
    .filter(({ about }) => !wrongFromTheStart.has(about))
    .map((finding) => ({ ...finding, about: "create-listener.asynchronous.stays-running" }));
}

async function readOn(
  session: Session,
  one: BorrowedLoadBalancer,
  listener: FollowedListener,
  phase: number,
): Promise<void> {
  const pause = session.config.waits.staysRunning / FURTHER_READS;
  // Listeners that are watched side by side are looked at at different moments: a slip may be shorter than the pause.
  await sleep(pause * phase);
  for (let i = 0; i < FURTHER_READS; i += 1) {
    await sleep(pause);
    await one.read(listener);
  }
}
