/** One check's way to the target: its requests and waits are on its account; stage, ledger and what is known are shared with all others. */
import { readAnswer } from "../../contract/answer.js";
import type { RequirementId } from "../../contract/catalogue.js";
import type { Lens } from "../../contract/lens.js";
import type { Profile } from "../../contract/profile.js";
import { type RequestDraft, type ResolvedReferences, toParameters } from "../../contract/request.js";
import type { LoadBalancerSituation, ServerGroupSituation, Situation } from "../../contract/situations.js";
import type { FailureStore } from "../../evidence/failure-store.js";
import type { Config } from "../../target/config/config.js";
import { isRationed } from "../../target/config/rates.js";
import type { Ledger } from "../../target/ledger/ledger.js";
import type { Situations } from "../../target/situations/provider.js";
import type { TargetClient } from "../../target/wire/client.js";
import type { PutOffFor } from "../stage/dry-run-turns.js";
import { deepeningMsOf } from "../stage/quotas.js";
import { onAnotherPlace, SomebodyElse } from "../stage/somebody-else.js";
import { Stage } from "../stage/stage.js";
import { type Attempt, isFull, mayHaveMadeUnnamed, type SendOptions, type Sighting } from "./attempt.js";
import { stopWhereHopeless } from "./giving-up.js";
import { Knowledge } from "./knowledge.js";
import { type LearnedTarget, learnTarget } from "./learn-target.js";
import type { Capabilities, ListenerReader } from "./listener-reader.js";
import { CallsUnderWay, MeteredClient } from "./metered-client.js";
import { heldInWords, notesOf } from "./notes.js";
import { resolveReference, resolveToken, SituationMissing } from "./resolve-references.js";
import { strangerBehind } from "./stranger-watch.js";
import { WaitSamples } from "./wait-samples.js";

export type { CallOptions } from "../../target/wire/client.js";
export { encodeParameters } from "../../target/wire/signing/encoding.js";
export type { Attempt, SendOptions } from "./attempt.js";

export interface SessionOptions {
  readonly config: Config;
  readonly client: TargetClient;
  readonly situations: Situations;
  readonly ledger: Ledger;
  /** Load balancers of this process; a share of the idle ones. */
  readonly loadBalancers: readonly string[];
  /** Letters and digits that no other run has; makes tokens unique. */
  readonly nonce: string;
  /** The command that does the same again. */
  readonly command: string;
  /** Failures of earlier runs, tried first; absent: none are kept. */
  readonly failures?: FailureStore;
}

/** What all sessions of a run have in common. */
interface Shared extends SessionOptions {
  readonly stage: Stage;
  readonly knowledge: Knowledge;
  readonly calls: CallsUnderWay;
  readonly learned: LearnedTarget;
  tokens: number;
}

type PlacedOptions = SendOptions & { readonly loadBalancerId: string };

/** Whose session it is, before a check has one of its own. */
const NOBODY = "preparation";

/** A session with one target. */
export class Session {
  readonly config: Config;
  readonly client: MeteredClient;
  readonly situations: Situations;
  readonly ledger: Ledger;
  readonly stage: Stage;
  readonly knowledge: Knowledge;
  /** The command that does the same again, to which a counterexample adds its requirement. */
  readonly command: string;
  /** Failures of earlier runs; absent where nothing is kept. */
  readonly failures: FailureStore | undefined;
  /** Requirement whose check it is. */
  readonly by: string;
  readonly waits = new WaitSamples();
  /** Told of everything that is seen on the way, whatever the check is about. */
  sight: (sighting: Sighting) => void = () => {};
  /** Load balancers that this check has for itself at the moment. */
  readonly lent = new Set<string>();
  readonly #shared: Shared;
  readonly #cleaningUp = new Set<Promise<void>>();

  private constructor(shared: Shared, by: string) {
    this.#shared = shared;
    this.config = shared.config;
    this.client = new MeteredClient(shared.client, (change) => shared.calls.count(by, change));
    this.situations = shared.situations;
    this.ledger = shared.ledger;
    this.stage = shared.stage;
    this.knowledge = shared.knowledge;
    this.command = shared.command;
    this.failures = shared.failures;
    this.by = by;
  }

  /** Opens a session: learns what the target offers and leaves out load balancers that are not idle. */
  static async open(options: SessionOptions): Promise<Session> {
    const { client, config, loadBalancers } = options;
    const learned = await learnTarget(client, loadBalancers);
    const { minutes } = config.limits;
    const calls = new CallsUnderWay();
    const stage = new Stage({
      removal: learned.removal.is,
      isQuiet: (besides) => calls.areOnlyOf(besides),
      loadBalancers: learned.usable,
      dryRuns: dryRunsAtOnce(config),
      deepeningMs: deepeningMsOf(config),
      quietMs: config.waits.listenerRunning * QUIET_SHARE,
      ...(minutes === undefined ? {} : { limitMs: minutes * 60_000 }),
    });
    const knowledge = new Knowledge(learned.capabilities, config.waits.serverGroupReady);
    return new Session({ ...options, stage, knowledge, calls, learned, tokens: 0 }, NOBODY);
  }

  /** A session of a check's own with the same target. */
  forCheck(requirement: RequirementId): Session {
    return new Session(this.#shared, requirement);
  }

  get profile(): Profile {
    return this.config.run.profile;
  }

  /** Whether requests are counted out, so that a check should send a share of what it would send elsewhere: by the configuration, or as was learned. */
  get isRationed(): boolean {
    return isRationed(this.config.limits) || learnedRate(this.client) !== undefined;
  }

  get lenses(): readonly Lens[] {
    return this.config.run.lenses;
  }

  get capabilities(): Capabilities {
    return this.knowledge.capabilities;
  }

  get reader(): ListenerReader {
    return this.knowledge.reader;
  }

  /** Listeners on load balancers of this run that somebody else made, by load balancer. */
  get strangers(): ReadonlyMap<string, string> {
    return this.knowledge.strangers;
  }

  /** Load balancers that were named as idle and hold listeners, in words; `undefined` when there are none. */
  get heldInWords(): string | undefined {
    return heldInWords(this.#shared.learned.held);
  }

  /** What the target has made of the run so far, once for all clauses: one sentence each. */
  notes(): readonly string[] {
    const { learned } = this.#shared;
    return notesOf(learned, this.stage, this.knowledge, learnedRate(this.client), this.config.limits.budgetMinutes);
  }

  /** A nonce for a token, new at each call. */
  tokenStem(): string {
    this.#shared.tokens += 1;
    return `${this.#shared.nonce}${this.#shared.tokens.toString(36)}`;
  }

  /** Whether a situation can be had here. */
  has(situation: Situation): boolean {
    if (situation === "load-balancer/idle") return this.stage.left.length > 0;
    if (situation.startsWith("caller/")) return this.situations.caller(situation) !== undefined;
    return this.situations.find(situation) !== undefined;
  }

  /** Id of the resource that stands for a situation. @throws SituationMissing */
  idOf(situation: Situation): string {
    const id = this.situations.find(situation)?.ids[0];
    if (id === undefined) throw new SituationMissing(situation);
    return id;
  }

  /**
   * Sends one CreateListener request, whatever it asks for; creates nothing in the ledger.
   * @param draft the request, DryRun included
   * @throws SituationMissing when the draft names a situation that is not supplied
   */
  async send(draft: RequestDraft, options: SendOptions): Promise<Attempt> {
    const { forDryRuns } = this.stage;
    const isForDryRuns = options.loadBalancerId === undefined || options.loadBalancerId === forDryRuns;
    // What a check has for itself it shares with nobody, and does not wait for.
    if (!isForDryRuns || (forDryRuns !== undefined && this.lent.has(forDryRuns))) return this.#send(draft, options);
    const depth = options.depth ?? 0;
    const share = () =>
      this.stage.share(depth, async (loadBalancerId, hasMet) => {
        const attempt = await this.#sendBeside(draft, { ...options, loadBalancerId });
        return { ...attempt, hasMet: hasMet() };
      });
    return this.stage.dryRun(depth, () => onAnotherPlace(share, () => this.stage.left.length > 0));
  }

  /** Sends a request that may meet others, and tells the stage whether the target put it off for that. */
  async #sendBeside(draft: RequestDraft, options: PlacedOptions): Promise<Attempt> {
    let putOff: PutOffFor = "nothing";
    const onPutOff = (isFor: "others" | "unclear") => {
      if (putOff !== "others") putOff = isFor;
    };
    const attempt = await this.#sendShared(draft, { ...options, call: { ...options.call, onPutOff } });
    // What was refused because others were under way taught no rate.
    if (this.stage.noteMeeting(putOff)) this.client.forgetRates();
    return attempt;
  }

  async #send(draft: RequestDraft, options: SendOptions): Promise<Attempt> {
    const sent = this.#resolve(draft, options);
    this.knowledge.attempts.note(draft, sent, options.call?.rawBody === undefined);
    const call = () =>
      this.client.call("CreateListener", toParameters(draft, sent), {
        ...options.call,
        // Sent twice, a creation without a token can make two listeners.
        resendStale: String(draft.dryRun) === "true" || sent.clientToken !== undefined,
      });
    const { meter } = this.client;
    const onPutOff = () => options.call?.onPutOff?.("unclear");
    const exchange = maySayBusy(draft, options)
      ? await this.knowledge.busyGroups.repeat(call, { meter, onPutOff })
      : await call();
    const answer = readAnswer(exchange);
    // What is full when it is asked again may have been filled by the first try.
    const isFilled = exchange.throttled > 0 && isFull(answer);
    this.knowledge.attempts.settle(sent, isFilled || mayHaveMadeUnnamed(answer));
    if (answer.is === "accepted" && answer.listenerId !== undefined) this.knowledge.explained.add(answer.listenerId);
    stopWhereHopeless(this, answer, exchange);
    return { draft, sent, exchange, answer };
  }

  /** Where nothing of this run stands, "full" means that somebody else has taken the place: no case is charged with that. */
  async #sendShared(draft: RequestDraft, options: PlacedOptions): Promise<Attempt> {
    const attempt = await this.#send(draft, options);
    if (!isFull(attempt.answer) || !this.capabilities.listsListeners) return attempt;
    // What found no place was not what took it.
    this.knowledge.attempts.withdraw(attempt.sent);
    const { loadBalancerId } = options;
    const stranger = await strangerBehind(this.client, this.knowledge, loadBalancerId);
    if (stranger === undefined) return attempt;
    this.leaveTo(stranger, loadBalancerId);
    throw new SomebodyElse(loadBalancerId);
  }

  /** Leaves a load balancer to somebody else, a listener of whom stands there. */
  leaveTo(stranger: string, loadBalancerId: string): void {
    this.knowledge.strangers.set(loadBalancerId, stranger);
    this.stage.retire(loadBalancerId);
  }

  #resolve(draft: RequestDraft, options: SendOptions): ResolvedReferences {
    const idle = () => {
      const id = options.loadBalancerId ?? this.stage.forDryRuns;
      if (id === undefined) throw new SituationMissing("load-balancer/idle");
      return id;
    };
    const loadBalancer = (situation: LoadBalancerSituation) =>
      situation === "load-balancer/idle" ? idle() : this.idOf(situation);
    const serverGroup = (situation: ServerGroupSituation) => this.idOf(situation);
    return {
      loadBalancerId: resolveReference(draft.loadBalancer, loadBalancer, idle),
      serverGroupId: resolveReference(draft.serverGroup, serverGroup, () => this.idOf("server-group/available")),
      clientToken: options.clientToken ?? resolveToken(draft.clientToken, this.tokenStem()),
    };
  }

  /** Books a clean-up that goes on after the case to this check. */
  bookCleanUp(cleanUp: Promise<void>): void {
    const booked: Promise<void> = cleanUp.finally(() => this.#cleaningUp.delete(booked));
    this.#cleaningUp.add(booked);
  }

  /** Waits until everything that this check had was made idle again. */
  async cleanedUp(): Promise<void> {
    while (this.#cleaningUp.size > 0) await Promise.all(this.#cleaningUp);
  }
}

/** The rate that throttling has taught, in words that follow "it is asked"; of the operation under judgement, or of all together. */
function learnedRate(client: TargetClient): string | undefined {
  const { together, byAction } = client.learnedRates();
  const rate = byAction.CreateListener ?? together;
  return rate === undefined ? undefined : `${rate.toFixed(1)} times a second`;
}

/** Share of the wait for a listener that a lone turn waits for what is under way: a listener's whole life, on most targets. */
const QUIET_SHARE = 1 / 6;

/** Dry runs under way at once: where requests are rationed, more would only stand in the way of listeners that are waited for. */
function dryRunsAtOnce({ limits }: Config): number {
  return isRationed(limits) ? Math.min(2, limits.concurrency) : limits.concurrency;
}

/** Server groups that are there for being refused for their state. */
const BUSY_GROUPS: ReadonlySet<ServerGroupSituation> = new Set(["server-group/creating", "server-group/configuring"]);

/** Whether a request that is told that its server group is busy may be repeated: its group is another one, and it did not leave together with others. */
function maySayBusy({ serverGroup }: RequestDraft, { call }: SendOptions): boolean {
  return serverGroup.is === "situation" && !BUSY_GROUPS.has(serverGroup.situation) && call?.places === undefined;
}
