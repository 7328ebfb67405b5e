/** The end of a loan: what stands on the load balancer and is of this run is removed, until the next case may have it. */
import type { ListenerView } from "../../contract/listener.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import { removeResource } from "../../target/ledger/removal.js";
import { traitsOfView } from "../../target/ledger/traits.js";
import type { Attempt } from "../session/attempt.js";
import { strangerBehind } from "../session/stranger-watch.js";
import { type FollowedListener, judgeLife } from "./followed-listener.js";
import { awaitFreedPlace } from "./freed-place.js";
import { livingListeners } from "./living-listeners.js";
import { forget, isForeign, type Loan } from "./loan.js";

/** Share of the wait that a listener which is known not to run is given to go. */
const HOPELESS_SHARE = 1 / 200;
/** Share of the wait for the end of its deletion, where no deletion has shown an effect yet. */
const DOUBTFUL_SHARE = 1 / 6;

/** What the end asks of the loan while it still is one. */
export interface Borrower {
  create(draft: RequestDraft): Promise<Attempt>;
  waitRunning(listener: FollowedListener): Promise<boolean>;
}

/** Removes listeners of one loan. */
export class LoanEnd {
  readonly #loan: Loan;
  readonly #borrower: Borrower;
  /** Listeners whose deletion was answered, but shows in nothing. */
  readonly #unseen = new Set<string>();

  constructor(loan: Loan, borrower: Borrower) {
    this.#loan = loan;
    this.#borrower = borrower;
  }

  /** Removes a listener and waits until it is gone. @returns whether it is gone */
  async remove(listenerId: string): Promise<boolean> {
    const { session, id, isLent, listeners, ledger, readiness } = this.#loan;
    const startedAt = performance.now();
    const listener = listeners.get(listenerId);
    if (listener !== undefined) {
      judgeLife(session, listener);
      listener.touched = true;
    }
    const last = listener?.history.findLast(({ is }) => is === "found");
    const view = last?.is === "found" ? last.view : undefined;
    // An answer may name a listener that stands elsewhere: it is not this loan's to remove, and where it was announced before it is another one's.
    if (view !== undefined && ledger.standsElsewhere(traitsOfView(view))) {
      if (listener?.announcedBefore !== true) return false;
      forget(this.#loan, listenerId);
      return true;
    }
    // What is known never to run may not be removable either: while it is refused it is asked for once, and waited for at the end of the run.
    const isHopeless = session.knowledge.listenersNeverRun || (listener?.stuck ?? false);
    const { waits } = session.config;
    const isProved = session.knowledge.deletions.of("listener").areProved;
    const removal = await removeResource(session.client, "listener", listenerId, {
      waits,
      learned: session.knowledge.deletions,
      patienceMs: isHopeless ? waits.listenerGone * HOPELESS_SHARE : undefined,
      endPatienceMs: isHopeless && !isProved ? waits.listenerGone * DOUBTFUL_SHARE : undefined,
      wasRead: view !== undefined,
      lastStatus: view?.status,
      loadBalancerId: id,
      // Where requests are rationed, it is asked for only once the listener is gone.
      beside: session.isRationed ? undefined : () => readiness.look(),
    });
    // Where nothing shows a listener, "not found" may be said of the operation as well.
    if (removal.is === "left" || (removal.is === "found-gone" && !session.reader.shows)) {
      if (removal.is === "left" && !isHopeless) ledger.lasts(listenerId);
      if (removal.is === "left" && removal.accepted) this.#unseen.add(listenerId);
      // Where it was doubtful from the beginning, one that was refused to the end is enough.
      const isInVain = session.stage.isScarce || session.knowledge.deletions.of("listener").areHopeless;
      if (removal.is === "left" && isInVain) session.stage.learnRemoval("impossible");
      return false;
    }
    session.waits.add("listenerGone", performance.now() - startedAt);
    session.knowledge.removed.add(listenerId);
    if (isLent) session.knowledge.places.freed(id, performance.now());
    forget(this.#loan, listenerId);
    session.stage.learnRemoval("possible");
    return true;
  }

  /** Makes the load balancer idle again, or takes it out when that cannot be done. */
  async restore(): Promise<void> {
    const loan = this.#loan;
    const { session, id, listeners, isLent } = loan;
    let clean = true;
    for (const listener of [...listeners.values()]) {
      await this.#borrower.waitRunning(listener);
      clean = (await this.remove(listener.listenerId)) && clean;
    }
    const left = [...listeners.keys()];
    if (!clean && isLent && left.every((one) => this.#unseen.has(one)))
      clean = await this.#takesNext(left).finally(() => session.lent.delete(id));
    if (clean && isLent && loan.made > 0) await this.#awaitPlace();
    if (loan.isSuspect && isLent) clean = (await this.#removeLeftovers()) && clean;
    if (clean && isLent && (loan.made > 0 || loan.isSuspect)) clean = await loan.readiness.wait();
    if (!clean) session.stage.retire(id);
    else if (isLent) session.knowledge.attempts.answeredByNow(id)();
  }

  /**
   * Puts deletions of which nothing shows to the test: where the load balancer takes another listener, they had their effect, and that is all
   * that this target shows of one.
   * @returns whether it does, and is idle again
   */
  async #takesNext(deleted: readonly string[]): Promise<boolean> {
    const { session, id, listeners } = this.#loan;
    const { knowledge, config, stage } = session;
    if (knowledge.creates + 2 > config.limits.creates) return false;
    // It is still this loan's until it is idle.
    session.lent.add(id);
    for (const one of deleted) listeners.delete(one);
    const { answer } = await this.#borrower.create(MINIMAL_DRAFT);
    const next = answer.is === "accepted" ? listeners.get(answer.listenerId ?? "") : undefined;
    // Where there is room for more than one, that there is room shows nothing.
    if (next === undefined || (await this.#borrower.create(MINIMAL_DRAFT)).answer.is !== "refused") return false;
    knowledge.deletions.of("listener").noteNextTaken();
    stage.learnRemoval("possible");
    for (const one of deleted) {
      knowledge.removed.add(one);
      forget(this.#loan, one);
    }
    await this.#borrower.waitRunning(next);
    return this.remove(next.listenerId);
  }

  /** Nobody is to be given a place that is not free yet. */
  async #awaitPlace(): Promise<void> {
    const loan = this.#loan;
    const { session, id } = loan;
    // It is still this loan's until it is idle.
    session.lent.add(id);
    await awaitFreedPlace(session, id, async (draft) => {
      // A dry run that has an effect is a fault, and not the next case's.
      loan.isSuspect = true;
      return session.send({ ...draft, dryRun: true }, { loadBalancerId: id });
    }).finally(() => session.lent.delete(id));
  }

  /** Removes what stands here and may be of this run, and nothing else. @returns whether nothing is left */
  async #removeLeftovers(): Promise<boolean> {
    const { session, id } = this.#loan;
    const { capabilities, client, knowledge } = session;
    const standing = await livingListeners(session, id);
    if (standing === undefined) return !capabilities.listsListeners;
    const isExplained = ({ listenerId }: ListenerView) => knowledge.explained.has(listenerId ?? "");
    const stranger = standing.every(isExplained) ? undefined : await strangerBehind(client, knowledge, id);
    if (stranger !== undefined) {
      session.leaveTo(stranger, id);
      return false;
    }
    const removed = await Promise.all(
      standing.map((view) => {
        if (view.listenerId === undefined || isForeign(this.#loan, view)) return false;
        return this.remove(view.listenerId);
      }),
    );
    return removed.every(Boolean);
  }
}
