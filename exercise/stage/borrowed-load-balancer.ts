/** One idle load balancer in the hands of one case: what is created on it is followed, and removed at the end. */
import type { ListenerView } from "../../contract/listener.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import { isStateOfTheDead, removeResource } from "../../target/ledger/removal.js";
import { type ListenerTraits, traitsOfRequest, traitsOfView } from "../../target/ledger/traits.js";
import { poll } from "../../target/neighbours/polling.js";
import { isFull } from "../session/attempt.js";
import { type ListenerList, listListeners, readLoadBalancerStatus, type ShownRead } from "../session/listener-reads.js";
import { resolveToken } from "../session/resolve-references.js";
import type { Attempt, SendOptions, Session } from "../session/session.js";
import { strangerBehind } from "../session/stranger-watch.js";
import { NotFilled } from "./denial.js";
import { type FollowedListener, follow, judgeLife, noteRead, waitUntilRunning } from "./followed-listener.js";
import { awaitFreedPlace, type FreedPlace, sendToFreedPlace } from "./freed-place.js";
import { LoanLedger } from "./loan-ledger.js";
import { SomebodyElse, strangerAmong } from "./somebody-else.js";

/** Share of the wait that a listener which is known not to run is given to go. */
const HOPELESS_SHARE = 1 / 200;
/** Share of the wait for the end of its deletion, where no deletion has shown an effect yet. */
const DOUBTFUL_SHARE = 1 / 6;

/** Raised when a case needs a real creation and may not have one. */
export class CreationNotAllowed extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "CreationNotAllowed";
  }
}

/** A load balancer that the stage has lent. */
export class BorrowedLoadBalancer {
  readonly id: string;
  readonly #session: Session;
  readonly #listeners = new Map<string, FollowedListener>();
  readonly #ledger: LoanLedger;
  /** Listeners whose deletion was answered, but shows in nothing. */
  readonly #unseen = new Set<string>();
  #suspect = false;
  #made = 0;
  /** Requests that are not answered yet. */
  #underWay = 0;
  #sent = 0;

  readonly #lent: boolean;
  /** Whether the load balancer was seen to be Active along with the last removal. */
  #isReady = false;

  /**
   * @param session whose it is
   * @param id the load balancer
   * @param lent whether it is an idle one that the stage has lent, on which everything found is the suite's own
   */
  constructor(session: Session, id: string, lent: boolean) {
    this.#session = session;
    this.id = id;
    this.#lent = lent;
    this.#ledger = new LoanLedger(session.ledger, id);
  }

  /** How many listeners were created here. */
  get made(): number {
    return this.#made;
  }

  /** Listeners that are followed here, by id. */
  get listeners(): ReadonlyMap<string, FollowedListener> {
    return this.#listeners;
  }

  /**
   * Sends a creation on this load balancer, written to the ledger before it goes out.
   * @param draft the request; its idle load balancer is this one
   * @param options token and call options
   */
  async create(draft: RequestDraft, options: Omit<SendOptions, "loadBalancerId"> = {}): Promise<Attempt> {
    const session = this.#session;
    if (!session.lenses.includes("create")) throw new CreationNotAllowed("only dry runs are allowed in this run");
    if (session.knowledge.creates >= session.config.limits.creates)
      throw new CreationNotAllowed("limits.creates is used up");
    const clientToken = options.clientToken ?? resolveToken(draft.clientToken, session.tokenStem());
    // Only what is lent was looked at before: what stands on another one may be somebody else's.
    const hasFillers = session.knowledge.fillersOn(this.id).size > 0;
    const wasEmpty = this.#lent && session.capabilities.listsListeners && !hasFillers;
    const creation = this.#ledger.intend(this.#traitsOf(draft, options), clientToken, wasEmpty);
    session.knowledge.creates += 1;
    const forgetEarlier = session.knowledge.attempts.answeredByNow(this.id);
    this.#isReady = false;
    const attempt = await this.#sendWhenReady(draft, {
      ...options,
      ...(clientToken === undefined ? {} : { clientToken }),
      loadBalancerId: this.id,
    });
    const { answer } = attempt;
    if (this.#ledger.resolve(creation, answer)) this.#suspect = true;
    if (answer.is === "accepted" && answer.listenerId !== undefined) this.#follow(answer.listenerId, attempt);
    // There was room: nothing that was asked for before has left anything.
    if (answer.is === "accepted" && this.#lent) forgetEarlier();
    if (isFull(answer) && this.#isAlone) await this.standing();
    return attempt;
  }

  /** Whether nothing of this loan is here, nor on its way, so that whatever else is here was made by somebody else. */
  get #isAlone(): boolean {
    return this.#lent && this.#listeners.size === 0 && this.#underWay === 0;
  }

  /** A body that is written by hand may say something else than its draft. */
  #traitsOf(draft: RequestDraft, { call }: SendOptions): ListenerTraits {
    const { serverGroup } = draft;
    const supply = serverGroup.is === "situation" ? this.#session.situations.find(serverGroup.situation) : undefined;
    const traits = traitsOfRequest(draft, { loadBalancerId: this.id, serverGroupId: supply?.ids[0] });
    if (call?.rawBody === undefined) return traits;
    return traits.serverGroupId === undefined ? {} : { serverGroupId: traits.serverGroupId };
  }

  #follow(listenerId: string, attempt: Attempt): void {
    const known = this.#listeners.get(listenerId);
    this.#session.knowledge.removed.delete(listenerId);
    if (known === undefined) {
      const announcedBefore = this.#session.knowledge.noteListener(listenerId);
      this.#listeners.set(listenerId, follow(listenerId, attempt, announcedBefore));
      this.#made += 1;
    } else if (known.attempt.draft !== attempt.draft) {
      // Which of two requests that were answered with one listener it is like is not for the reader to say.
      known.touched = true;
    }
  }

  /** Stops following a listener that was removed, though a later answer named it again. */
  forget(listenerId: string): void {
    this.#listeners.delete(listenerId);
    this.#ledger.removed(listenerId);
  }

  /** Sends a dry run on this load balancer. Should it create a listener after all, that is found and removed. */
  async dryRun(draft: RequestDraft, options: Omit<SendOptions, "loadBalancerId"> = {}): Promise<Attempt> {
    const attempt = await this.#sendWhenReady({ ...draft, dryRun: true }, { ...options, loadBalancerId: this.id });
    if (attempt.answer.is === "accepted") this.#suspect = true;
    return attempt;
  }

  /**
   * Before requests leave together, none of which can be repeated: waits for a place that was given up, where nothing has shown yet that it is
   * free.
   */
  async ensureFree(): Promise<void> {
    const { knowledge, lenses } = this.#session;
    if (knowledge.places.freedAt(this.id) !== undefined && lenses.includes("dry-run")) await this.dryRun(MINIMAL_DRAFT);
  }

  /** Notes that something may have been created here by other means, so that it is looked for at the end. */
  suspectLeftovers(): void {
    this.#suspect = true;
  }

  /** Lists the listeners of this load balancer. */
  list(): Promise<ListenerList> {
    return listListeners(this.#session.client, this.id);
  }

  /**
   * Listeners that are really there: listed, and found when read one by one (a list may lag behind, and show what was deleted).
   * @returns `undefined` when the target cannot list
   * @throws SomebodyElse when one of them is not of this run: what a case sees of this load balancer shows nothing then
   */
  async standing(): Promise<readonly ListenerView[] | undefined> {
    const standing = await this.#look();
    if (standing?.some((view) => this.#isForeign(view)) || (await this.#isOfOthers(standing)))
      throw new SomebodyElse(this.id);
    return standing;
  }

  /** Where others are known to be at work, what nobody announced here is watched, though one of our requests may have made it. */
  async #isOfOthers(standing: readonly ListenerView[] = []): Promise<boolean> {
    const { client, knowledge } = this.#session;
    const isKnown = ({ listenerId = "" }: ListenerView) =>
      knowledge.explained.has(listenerId) || knowledge.wasAnnounced(listenerId);
    if (!this.#lent || knowledge.strangers.size === 0 || standing.every(isKnown)) return false;
    const stranger = await strangerBehind(client, knowledge, this.id);
    if (stranger === undefined) return false;
    this.#session.leaveTo(stranger, this.id);
    return true;
  }

  async #look(): Promise<readonly ListenerView[] | undefined> {
    const list = await this.list();
    if (list.is !== "listed") return undefined;
    const reads = await Promise.all(
      list.views.map(async (view) => {
        if (view.listenerId === undefined) return view;
        const read = await this.#session.reader.read(this.#session.client, view.listenerId, this.id);
        return read.is === "found" ? read.view : undefined;
      }),
    );
    return reads.flatMap((view) => (view === undefined || this.#isRemnant(view) ? [] : [view]));
  }

  /** Whether a listener that is listed here has to do with a case: it is none that was removed before, and none that only takes up room. */
  concernsCase(view: ListenerView): boolean {
    return !this.#isRemnant(view) && !this.#session.knowledge.removed.has(view.listenerId ?? "");
  }

  /** Listeners that are of no concern to a case: dead ones, and those that only take up room. */
  #isRemnant({ listenerId, status }: ListenerView): boolean {
    const { knowledge } = this.#session;
    if (isStateOfTheDead(status)) return true;
    return (
      listenerId !== undefined && (knowledge.isRemnant(listenerId) || knowledge.fillersOn(this.id).has(listenerId))
    );
  }

  /**
   * Makes listeners that stay here to the end of the run, so that there is room for no more than the next one.
   * @param count how many there are to be
   * @throws NotFilled
   */
  async fill(count: number): Promise<void> {
    const fillers = this.#session.knowledge.fillersOn(this.id);
    while (fillers.size < count) {
      const filler = listenerOf(this, await this.create(MINIMAL_DRAFT));
      if (filler === undefined || !(await this.waitRunning(filler))) throw new NotFilled(this.id);
      fillers.add(filler.listenerId);
      this.#listeners.delete(filler.listenerId);
      if (!(await this.waitReady())) throw new NotFilled(this.id);
    }
  }

  /** Whether a listener on this load balancer was made by somebody else, though it was lent to this run; then it is used no more. */
  #isForeign(view: ListenerView): boolean {
    const listenerId = this.#lent ? strangerAmong(this.#session.knowledge, this.id, [view]) : undefined;
    if (listenerId !== undefined) this.#session.leaveTo(listenerId, this.id);
    return listenerId !== undefined;
  }

  /** Reads a listener once and adds it to its history. */
  async read(listener: FollowedListener): Promise<ShownRead> {
    const read = await this.#session.reader.read(this.#session.client, listener.listenerId, this.id);
    noteRead(listener, read);
    if (read.is === "found") this.#ledger.saw(listener.listenerId, traitsOfView(read.view));
    return read;
  }

  /** Notes in the ledger that a listener is about to be changed: by its new traits a later sweep knows it again. */
  willChange(listenerId: string, change: ListenerTraits): void {
    this.#ledger.willChange(listenerId, change);
  }

  /**
   * Reads a listener until it is Running or the budget is used up. A wait that used the whole of it is a finding, wherever it happens.
   * @returns whether it is Running
   */
  waitRunning(listener: FollowedListener): Promise<boolean> {
    return waitUntilRunning(this.#session, listener, () => this.read(listener));
  }

  /** Removes a listener and waits until it is gone. @returns whether it is gone */
  async remove(listenerId: string): Promise<boolean> {
    const session = this.#session;
    const startedAt = performance.now();
    const listener = this.#listeners.get(listenerId);
    if (listener !== undefined) {
      judgeLife(this.#session, listener);
      listener.touched = true;
    }
    const last = listener?.history.findLast(({ is }) => is === "found");
    const view = last?.is === "found" ? last.view : undefined;
    // An answer may name a listener that stands elsewhere: it is not this loan's to remove, and where it was announced before it is another one's.
    if (view !== undefined && this.#ledger.standsElsewhere(traitsOfView(view))) {
      if (listener?.announcedBefore !== true) return false;
      this.forget(listenerId);
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
      loadBalancerId: this.id,
      // Where requests are rationed, it is asked for only once the listener is gone.
      beside: session.isRationed ? undefined : () => this.#lookWhetherReady(),
    });
    // Where nothing shows a listener, "not found" may be said of the operation as well.
    if (removal.is === "left" || (removal.is === "found-gone" && !session.reader.shows)) {
      if (removal.is === "left" && !isHopeless) this.#ledger.lasts(listenerId);
      if (removal.is === "left" && removal.accepted) this.#unseen.add(listenerId);
      // Where it was doubtful from the beginning, one that was refused to the end is enough.
      const isInVain = session.stage.isScarce || session.knowledge.deletions.of("listener").areHopeless;
      if (removal.is === "left" && isInVain) session.stage.learnRemoval("impossible");
      return false;
    }
    session.waits.add("listenerGone", performance.now() - startedAt);
    session.knowledge.removed.add(listenerId);
    if (this.#lent) session.knowledge.places.freed(this.id, performance.now());
    this.forget(listenerId);
    session.stage.learnRemoval("possible");
    return true;
  }

  /** Makes the load balancer idle again, or takes it out when that cannot be done. */
  async restore(): Promise<void> {
    let clean = true;
    for (const listener of [...this.#listeners.values()]) {
      await this.waitRunning(listener);
      clean = (await this.remove(listener.listenerId)) && clean;
    }
    const left = [...this.#listeners.keys()];
    if (!clean && this.#lent && left.every((id) => this.#unseen.has(id)))
      clean = await this.#takesNext(left).finally(() => this.#session.lent.delete(this.id));
    if (clean && this.#lent && this.#made > 0) await this.#awaitPlace();
    if (this.#suspect && this.#lent) clean = (await this.#removeLeftovers()) && clean;
    if (clean && this.#lent && (this.#made > 0 || this.#suspect)) clean = await this.waitReady();
    if (!clean) this.#session.stage.retire(this.id);
    else if (this.#lent) this.#session.knowledge.attempts.answeredByNow(this.id)();
  }

  /**
   * Puts deletions of which nothing shows to the test: where the load balancer takes another listener, they had their effect, and that is all
   * that this target shows of one.
   * @returns whether it does, and is idle again
   */
  async #takesNext(deleted: readonly string[]): Promise<boolean> {
    const { knowledge, config, lent, stage } = this.#session;
    if (knowledge.creates + 2 > config.limits.creates) return false;
    // It is still this loan's until it is idle.
    lent.add(this.id);
    for (const id of deleted) this.#listeners.delete(id);
    const next = listenerOf(this, await this.create(MINIMAL_DRAFT));
    // Where there is room for more than one, that there is room shows nothing.
    if (next === undefined || (await this.create(MINIMAL_DRAFT)).answer.is !== "refused") return false;
    knowledge.deletions.of("listener").noteNextTaken();
    stage.learnRemoval("possible");
    for (const id of deleted) {
      knowledge.removed.add(id);
      this.forget(id);
    }
    await this.waitRunning(next);
    return this.remove(next.listenerId);
  }

  /** Nobody is to be given a place that is not free yet. */
  async #awaitPlace(): Promise<void> {
    const { lent } = this.#session;
    // It is still this loan's until it is idle.
    lent.add(this.id);
    await awaitFreedPlace(this.#session, this.id, async (draft) => {
      // A dry run that has an effect is a fault, and not the next case's.
      this.#suspect = true;
      return this.#session.send({ ...draft, dryRun: true }, { loadBalancerId: this.id });
    }).finally(() => lent.delete(this.id));
  }

  /** Removes what stands here and may be of this run, and nothing else. @returns whether nothing is left */
  async #removeLeftovers(): Promise<boolean> {
    const { capabilities, client, knowledge } = this.#session;
    const standing = await this.#look();
    if (standing === undefined) return !capabilities.listsListeners;
    const isExplained = ({ listenerId }: ListenerView) => knowledge.explained.has(listenerId ?? "");
    const stranger = standing.every(isExplained) ? undefined : await strangerBehind(client, knowledge, this.id);
    if (stranger !== undefined) {
      this.#session.leaveTo(stranger, this.id);
      return false;
    }
    const removed = await Promise.all(
      standing.map((view) => {
        if (view.listenerId === undefined || this.#isForeign(view)) return false;
        return this.remove(view.listenerId);
      }),
    );
    return removed.every(Boolean);
  }

  /** Waits until the load balancer is Active, where its state can be read. @returns whether it is */
  async waitReady(): Promise<boolean> {
    const session = this.#session;
    if (!session.capabilities.readsLoadBalancers) return true;
    const startedAt = performance.now();
    const look = async () => {
      await this.#lookWhetherReady();
      return this.#isReady || undefined;
    };
    if (!this.#isReady) await poll(session.config.waits.loadBalancerReady, session.knowledge.waits.of("ready"), look);
    session.waits.add("loadBalancerReady", performance.now() - startedAt);
    const isReady = this.#isReady;
    // What comes next may change that.
    this.#isReady = false;
    return isReady;
  }

  async #lookWhetherReady(): Promise<void> {
    const { capabilities, client } = this.#session;
    if (!capabilities.readsLoadBalancers) return;
    const status = await readLoadBalancerStatus(client, this.id);
    this.#isReady = status === undefined || status === "Active";
  }

  /** Sends a request of this loan; where the place is one that was just given up, it may have to be repeated. */
  #sendWhenReady(draft: RequestDraft, options: SendOptions): Promise<Attempt> {
    const send = async () => {
      const isFirst = this.#underWay === 0;
      this.#underWay += 1;
      this.#sent += 1;
      const number = this.#sent;
      const sending = this.#session.send(draft, options).finally(() => {
        this.#underWay -= 1;
      });
      const answered = await sending;
      const attempt = this.#lent ? { hasMet: !isFirst || this.#sent > number, ...answered } : answered;
      // What found no place was not what took it.
      if (isFull(attempt.answer) && this.#isAlone) this.#session.knowledge.attempts.withdraw(attempt.sent);
      return attempt;
    };
    if (!this.#lent) return send();
    const place: FreedPlace = {
      loadBalancerId: this.id,
      isEmpty: () => this.#listeners.size === 0,
      looksEmpty: async () => ((await this.standing()) ?? []).length === 0,
    };
    return sendToFreedPlace(this.#session, place, options, send);
  }
}

/** The followed listener an attempt made, if it made one. */
export function listenerOf(one: BorrowedLoadBalancer, { answer }: Attempt): FollowedListener | undefined {
  return answer.is === "accepted" && answer.listenerId !== undefined ? one.listeners.get(answer.listenerId) : undefined;
}
