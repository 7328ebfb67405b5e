/** One load balancer in the hands of one case: what is created on it is followed; its end is `loan-end.ts`. */
import type { ListenerView } from "../../contract/listener.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import { type ListenerTraits, traitsOfRequest, traitsOfView } from "../../target/ledger/traits.js";
import { isFull } from "../session/attempt.js";
import { type ListenerList, listListeners, type ShownRead } from "../session/listener-reads.js";
import { resolveToken } from "../session/resolve-references.js";
import type { Attempt, SendOptions, Session } from "../session/session.js";
import { CreationNotAllowed, NotFilled } from "./denial.js";
import { type FollowedListener, follow, noteRead, waitUntilRunning } from "./followed-listener.js";
import { type FreedPlace, sendToFreedPlace, takenBy } from "./freed-place.js";
import { isRemnant, livingListeners } from "./living-listeners.js";
import { beginLoan, forget, isForeign, isOfOthers, type Loan } from "./loan.js";
import { LoanEnd } from "./loan-end.js";
import { LoanRequests } from "./loan-requests.js";
import { SomebodyElse } from "./somebody-else.js";

/** A load balancer that the stage has lent. */
export class BorrowedLoadBalancer {
  readonly id: string;
  readonly #loan: Loan;
  readonly #requests: LoanRequests;
  readonly #end: LoanEnd;

  /**
   * @param session whose it is
   * @param id the load balancer
   * @param isLent whether it is an idle one that the stage has lent, on which everything found is the suite's own
   */
  constructor(session: Session, id: string, isLent: boolean) {
    this.id = id;
    this.#loan = beginLoan(session, id, isLent);
    this.#requests = new LoanRequests(session);
    this.#end = new LoanEnd(this.#loan, this);
  }

  /** How many listeners were created here. */
  get made(): number {
    return this.#loan.made;
  }

  /** Listeners that are followed here, by id. */
  get listeners(): ReadonlyMap<string, FollowedListener> {
    return this.#loan.listeners;
  }

  /**
   * Sends a creation on this load balancer, written to the ledger before it goes out.
   * @param draft the request; its idle load balancer is this one
   * @param options token and call options
   */
  async create(draft: RequestDraft, options: Omit<SendOptions, "loadBalancerId"> = {}): Promise<Attempt> {
    const session = this.#loan.session;
    if (!session.lenses.includes("create")) throw new CreationNotAllowed("only dry runs are allowed in this run");
    if (session.knowledge.creates >= session.config.limits.creates)
      throw new CreationNotAllowed("limits.creates is used up");
    const clientToken = options.clientToken ?? resolveToken(draft.clientToken, session.tokenStem());
    // Only what is lent was looked at before: what stands on another one may be somebody else's.
    const hasFillers = session.knowledge.fillersOn(this.id).size > 0;
    const wasEmpty = this.#loan.isLent && session.capabilities.listsListeners && !hasFillers;
    const creation = this.#loan.ledger.intend(traitsAskedFor(session, this.id, draft, options), clientToken, wasEmpty);
    session.knowledge.creates += 1;
    const forgetEarlier = session.knowledge.attempts.answeredByNow(this.id);
    this.#loan.readiness.mayChange();
    const sent = await this.#sendWhenReady(draft, {
      ...options,
      ...(clientToken === undefined ? {} : { clientToken }),
      loadBalancerId: this.id,
    });
    const attempt = this.#mayHaveTakenItself(sent) ? unanswered(sent) : sent;
    const { answer } = attempt;
    if (this.#loan.ledger.resolve(creation, answer)) this.#loan.isSuspect = true;
    if (answer.is === "accepted" && answer.listenerId !== undefined) this.#follow(answer.listenerId, attempt);
    // There was room: nothing that was asked for before has left anything.
    if (answer.is === "accepted" && this.#loan.isLent) forgetEarlier();
    if (isFull(answer) && this.#isAlone) await this.standing();
    return attempt;
  }

  /** Whether a place that was found taken may have been taken by the same request: it was put off before, and may have had its effect then. */
  #mayHaveTakenItself({ exchange, answer }: Attempt): boolean {
    return exchange.throttled > 0 && this.#isAlone && takenBy(answer) !== undefined;
  }

  /** Whether nothing of this loan is here, nor on its way, so that whatever else is here was made by somebody else. */
  get #isAlone(): boolean {
    return this.#loan.isLent && this.#loan.listeners.size === 0 && this.#requests.areOver;
  }

  #follow(listenerId: string, attempt: Attempt): void {
    const known = this.#loan.listeners.get(listenerId);
    this.#loan.session.knowledge.removed.delete(listenerId);
    if (known === undefined) {
      const announcedBefore = this.#loan.session.knowledge.noteListener(listenerId);
      this.#loan.listeners.set(listenerId, follow(listenerId, attempt, announcedBefore));
      this.#loan.made += 1;
    } else if (known.attempt.draft !== attempt.draft) {
      // Which of two requests that were answered with one listener it is like is not for the reader to say.
      known.touched = true;
    }
  }

  /** Stops following a listener that was removed, though a later answer named it again. */
  forget(listenerId: string): void {
    forget(this.#loan, listenerId);
  }

  /** Sends a dry run on this load balancer. Should it create a listener after all, that is found and removed. */
  async dryRun(draft: RequestDraft, options: Omit<SendOptions, "loadBalancerId"> = {}): Promise<Attempt> {
    const attempt = await this.#sendWhenReady({ ...draft, dryRun: true }, { ...options, loadBalancerId: this.id });
    if (attempt.answer.is === "accepted") this.#loan.isSuspect = true;
    return attempt;
  }

  /**
   * Before requests leave together, none of which can be repeated: waits for a place that was given up, where nothing has shown yet that it is
   * free.
   */
  async ensureFree(): Promise<void> {
    const { knowledge, lenses } = this.#loan.session;
    if (knowledge.places.freedAt(this.id) !== undefined && lenses.includes("dry-run")) await this.dryRun(MINIMAL_DRAFT);
  }

  /** Notes that something may have been created here by other means, so that it is looked for at the end. */
  suspectLeftovers(): void {
    this.#loan.isSuspect = true;
  }

  /** Lists the listeners of this load balancer. */
  list(): Promise<ListenerList> {
    return listListeners(this.#loan.session.client, this.id);
  }

  /**
   * Listeners that are really there: listed, and found when read one by one (a list may lag behind, and show what was deleted).
   * @returns `undefined` when the target cannot list
   * @throws SomebodyElse when one of them is not of this run: what a case sees of this load balancer shows nothing then
   */
  async standing(): Promise<readonly ListenerView[] | undefined> {
    const standing = await livingListeners(this.#loan.session, this.id);
    if (standing?.some((view) => isForeign(this.#loan, view)) || (await isOfOthers(this.#loan, standing)))
      throw new SomebodyElse(this.id);
    return standing;
  }

  /** Whether a listener that is listed here has to do with a case: it is none that was removed before, and none that only takes up room. */
  concernsCase(view: ListenerView): boolean {
    const { session } = this.#loan;
    return !isRemnant(session, this.id, view) && !session.knowledge.removed.has(view.listenerId ?? "");
  }

  /**
   * Makes listeners that stay here to the end of the run, so that there is room for no more than the next one.
   * @param count how many there are to be
   * @throws NotFilled
   */
  async fill(count: number): Promise<void> {
    const fillers = this.#loan.session.knowledge.fillersOn(this.id);
    while (fillers.size < count) {
      const filler = listenerOf(this, await this.create(MINIMAL_DRAFT));
      if (filler === undefined || !(await this.waitRunning(filler))) throw new NotFilled(this.id);
      fillers.add(filler.listenerId);
      this.#loan.listeners.delete(filler.listenerId);
      if (!(await this.waitReady())) throw new NotFilled(this.id);
    }
  }

  /** Reads a listener once and adds it to its history. */
  async read(listener: FollowedListener): Promise<ShownRead> {
    const read = await this.#loan.session.reader.read(this.#loan.session.client, listener.listenerId, this.id);
    noteRead(listener, read);
    if (read.is === "found") this.#loan.ledger.saw(listener.listenerId, traitsOfView(read.view));
    return read;
  }

  /** Notes in the ledger that a listener is about to be changed: by its new traits a later sweep knows it again. */
  willChange(listenerId: string, change: ListenerTraits): void {
    this.#loan.ledger.willChange(listenerId, change);
  }

  /**
   * Reads a listener until it is Running or the budget is used up. A wait that used the whole of it is a finding, wherever it happens.
   * @returns whether it is Running
   */
  waitRunning(listener: FollowedListener): Promise<boolean> {
    return waitUntilRunning(this.#loan.session, listener, () => this.read(listener));
  }

  /** Removes a listener and waits until it is gone. @returns whether it is gone */
  remove(listenerId: string): Promise<boolean> {
    return this.#end.remove(listenerId);
  }

  /** Makes the load balancer idle again, or takes it out when that cannot be done. */
  restore(): Promise<void> {
    return this.#end.restore();
  }

  /** Waits until the load balancer is Active, where its state can be read. @returns whether it is */
  waitReady(): Promise<boolean> {
    return this.#loan.readiness.wait();
  }

  /** Sends a request of this loan; where the place is one that was just given up, it may have to be repeated. */
  #sendWhenReady(draft: RequestDraft, options: SendOptions): Promise<Attempt> {
    if (!this.#loan.isLent) return this.#loan.session.send(draft, options);
    const send = async () => {
      const attempt = await this.#requests.send(draft, options);
      // What found no place was not what took it.
      const { throttled } = attempt.exchange;
      if (isFull(attempt.answer) && throttled === 0 && this.#isAlone)
        this.#loan.session.knowledge.attempts.withdraw(attempt.sent);
      return attempt;
    };
    const place: FreedPlace = {
      loadBalancerId: this.id,
      isEmpty: () => this.#loan.listeners.size === 0,
      looksEmpty: async () => ((await this.standing()) ?? []).length === 0,
    };
    return sendToFreedPlace(this.#loan.session, place, options, send);
  }
}

/** What a creation asks for; a body that is written by hand may say something else than its draft. */
function traitsAskedFor(
  { situations }: Session,
  loadBalancerId: string,
  draft: RequestDraft,
  { call }: SendOptions,
): ListenerTraits {
  const { serverGroup } = draft;
  const supply = serverGroup.is === "situation" ? situations.find(serverGroup.situation) : undefined;
  const traits = traitsOfRequest(draft, { loadBalancerId, serverGroupId: supply?.ids[0] });
  if (call?.rawBody === undefined) return traits;
  return traits.serverGroupId === undefined ? {} : { serverGroupId: traits.serverGroupId };
}

/** The followed listener an attempt made, if it made one. */
export function listenerOf(one: BorrowedLoadBalancer, { answer }: Attempt): FollowedListener | undefined {
  return answer.is === "accepted" && answer.listenerId !== undefined ? one.listeners.get(answer.listenerId) : undefined;
}

/** An attempt of which nobody knows what became of it: the answer is to a repetition. */
function unanswered(attempt: Attempt): Attempt {
  const status = attempt.answer.is === "refused" ? attempt.answer.status : 0;
  return { ...attempt, answer: { is: "throttled", status, code: undefined } };
}
