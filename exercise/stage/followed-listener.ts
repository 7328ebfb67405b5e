/** A listener that a case has made: what is seen of it, the wait until it is Running, and what is wrong with its life. */
import type { Exchange } from "../../contract/exchange.js";
import { type Finding, firstOfEach } from "../../contract/finding.js";
import { lifeFindings, RUNNING, type TimedRead } from "../../contract/life.js";
import { attributeFindings } from "../../contract/listener.js";
import { poll } from "../../target/neighbours/polling.js";
import type { ShownRead } from "../session/listener-reads.js";
import type { Attempt, Session } from "../session/session.js";

/** A listener that was created, with everything that was seen of it since. */
export interface FollowedListener {
  readonly listenerId: string;
  readonly attempt: Attempt;
  /** Whether its id was announced before in this session. */
  readonly announcedBefore: boolean;
  /** Reads so far, times counted from the answer of the creation. */
  readonly history: TimedRead[];
  /** Exchanges of the reads that changed the picture; bounded. */
  readonly exchanges: Exchange[];
  /** Whether the reads went on until Running or to the end of the budget. */
  watchedToEnd: boolean;
  running: boolean;
  /** Whether it was waited for and found to be there, but not Running. */
  stuck: boolean;
  /** Whether its life and attributes were judged by the case that made it. */
  judged: boolean;
  /** Whether something was done to it since: what is read of it then may differ from what was asked for. */
  touched: boolean;
}

const KEPT_EXCHANGES = 12;

/**
 * Begins to follow a listener.
 * @param attempt that was answered with it
 * @param announcedBefore whether its id was announced before in this session
 */
export function follow(listenerId: string, attempt: Attempt, announcedBefore: boolean): FollowedListener {
  return {
    listenerId,
    attempt,
    announcedBefore,
    history: [],
    exchanges: [],
    watchedToEnd: false,
    running: false,
    stuck: false,
    judged: false,
    touched: false,
  };
}

/** Adds a read to a listener's history. */
export function noteRead(listener: FollowedListener, { exchange, ...shown }: ShownRead): void {
  // Never before the answer: clocks of one process, but a read may have started first.
  const at = Math.max(0, exchange.endedAt - listener.attempt.exchange.endedAt);
  const last = listener.history.at(-1);
  listener.history.push({ ...shown, at });
  if (changed(last, listener.history.at(-1)) && listener.exchanges.length < KEPT_EXCHANGES)
    listener.exchanges.push(exchange);
  if (shown.is === "found" && shown.view.status === RUNNING) listener.running = listener.watchedToEnd = true;
}

function changed(before: TimedRead | undefined, now: TimedRead | undefined): boolean {
  if (before === undefined || now === undefined || before.is !== now.is) return true;
  return before.is === "found" && now.is === "found" && before.view.status !== now.view.status;
}

/**
 * Reads a listener until it is Running or the budget is used up. A wait that used the whole of it is a finding.
 * @param read reads it once, and notes that
 * @returns whether it is Running
 */
export async function waitUntilRunning(
  session: Session,
  listener: FollowedListener,
  read: () => Promise<ShownRead>,
): Promise<boolean> {
  if (listener.running) return true;
  const { knowledge, config, stage, reader, waits } = session;
  const wholeMs = config.waits.listenerRunning;
  const since = listener.attempt.exchange.endedAt;
  const patienceMs = knowledge.runningBudgetMs(wholeMs);
  if (listener.stuck || patienceMs === 0 || stage.leftMs === 0) return false;
  if (listener.history.length > 0 && !reader.shows) return false;
  const budgetMs = Math.min(patienceMs, performance.now() - since + stage.leftMs);
  const look = async () => {
    const seen = await read();
    const hopeless = seen.is === "not-found" || !reader.shows;
    return hopeless || listener.running ? seen : undefined;
  };
  const atOnce = listener.history.length === 0;
  const reached = await poll(budgetMs, knowledge.waits.of("running"), look, { since, atOnce });
  if (!reader.shows) return false;
  const ok = reached !== undefined && listener.running;
  const isWhole = reached === undefined && budgetMs === wholeMs;
  listener.watchedToEnd = ok || isWhole;
  listener.stuck = !ok && listener.history.at(-1)?.is === "found";
  if (ok) {
    const afterMs = reached.exchange.endedAt - listener.attempt.exchange.endedAt;
    knowledge.noteCompletion(afterMs);
    waits.add("listenerRunning", afterMs);
  } else if (isWhole) {
    knowledge.noteCompletion(undefined);
    waits.add("listenerRunning", wholeMs);
    sight(session, listener, lifeFindings(listener.history, wholeMs, true));
  }
  return ok;
}

/** Judges a listener that was left alone and that no case has judged. */
export function judgeLife(session: Session, listener: FollowedListener): void {
  if (listener.judged || listener.touched) return;
  const { draft, sent } = listener.attempt;
  const views = listener.history.flatMap((read) => (read.is === "found" ? [read.view] : []));
  const [first, last] = [views[0], views.at(-1)];
  const attributes = [first, last === first ? undefined : last].flatMap((view) =>
    view === undefined ? [] : attributeFindings(draft, sent, view),
  );
  const wholeMs = session.config.waits.listenerRunning;
  const life = lifeFindings(listener.history, wholeMs, listener.watchedToEnd);
  sight(session, listener, firstOfEach([...life, ...attributes]));
}

/** Tells the check of what was seen of a listener, whatever the check is about. */
function sight(session: Session, { attempt, exchanges }: FollowedListener, findings: readonly Finding[]): void {
  for (const finding of findings) session.sight({ finding, attempt, exchanges: [attempt.exchange, ...exchanges] });
}
