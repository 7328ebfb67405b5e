/** What the check of a clause may say: conversations that are judged, one by one or for drawn calls; failures are confirmed and made small. */
import fc from "fast-check";
import type { ListenerCall } from "../../contract/call.js";
import { REQUIREMENTS, type SdkRequirementId } from "../../contract/catalogue.js";
import type { Profile } from "../../contract/profile.js";
import type { CheckLog } from "../../exercise/check/check-log.js";
import { seedOf } from "../../generators/seed.js";
import type { Feature } from "../adapter/protocol.js";
import type { SdkSession } from "../session.js";
import { type Conversation, type ConversationPlan, converse, outlasted } from "./conversation.js";
import { exchangesOf, inWords, requestOf } from "./evidence.js";
import { expressible, expressibleCalls, inexpressibleIn } from "./expressible.js";
import { smallerCalls } from "./smaller-calls.js";

/** What is wrong with a conversation, or why it shows nothing. */
export type Judgement =
  | { readonly expected: string; readonly got: string }
  /** Nothing can be told of the clause: the SDK does not do what it is about. */
  | { readonly notApplicable: string }
  /** Something came between. */
  | { readonly inconclusive: string }
  | undefined;

export type Judge = (conversation: Conversation) => Judgement;

/** A conversation of a check. */
export interface Case {
  /** Unique within the check. */
  readonly name: string;
  /** `stretch` is 1, and 2 where a failure is confirmed: times are to be multiplied by it. */
  readonly plan: ConversationPlan | ((stretch: number) => ConversationPlan);
  readonly judge: Judge;
  /** Whether a call that ends with an error before anything is sent is right too. */
  readonly mayRefuse?: boolean;
  /** Whether it is a failure that nothing is sent. */
  readonly mustSend?: boolean;
  /** Whether it is a failure that the SDK cannot express the call. */
  readonly mustExpress?: boolean;
  /** Whether the clause is about calls that come back only when the suite ends a silence. */
  readonly mayBeLate?: boolean;
}

/** Conversations that differ in their call. */
export interface CallFamily extends Omit<Case, "plan" | "judge"> {
  readonly examples: readonly ListenerCall[];
  readonly arbitrary?: fc.Arbitrary<ListenerCall>;
  readonly plan: (call: ListenerCall) => ConversationPlan;
  readonly judge: (conversation: Conversation, call: ListenerCall) => Judgement;
}

/** What is known of a failure of a drawn call. */
interface Drawn {
  readonly call: ListenerCall;
  /** Smaller calls that were tried. */
  readonly tried: number;
  /** Whether another call has failed in the same way before. */
  readonly seenBefore: boolean;
}

/** A stored case: this conversation, and no other. */
export interface OnlyCase {
  readonly name: string;
  readonly call?: ListenerCall;
}

const DRAWN: Readonly<Record<Profile, number>> = { smoke: 4, standard: 16, full: 100 };
const SMALLER_AT_MOST = 150;
/** How often a failure is put again until it shows again: what depends on a nonce shows only now and then. What waits is put once more. */
const AGAIN_AT_MOST = 5;

/** Holds conversations for one clause and writes what it sees to its log. */
export class SdkCheck {
  readonly session: SdkSession;
  readonly log: CheckLog;
  readonly #requirement: SdkRequirementId;
  readonly #only: OnlyCase | undefined;
  requests = 0;

  constructor(session: SdkSession, requirement: SdkRequirementId, log: CheckLog, only?: OnlyCase) {
    this.session = session;
    this.log = log;
    this.#requirement = requirement;
    this.#only = only;
  }

  /** Whether the SDK announced a feature; where it did not, the clause says nothing about it. */
  has(feature: Feature): boolean {
    if (this.session.features.has(feature)) return true;
    this.log.notApplicable ??= `the adapter does not announce ${feature}`;
    return false;
  }

  /** Puts one conversation. */
  async holds(one: Case): Promise<void> {
    if (this.#only !== undefined && this.#only.name !== one.name) return;
    const { conversation, judgement } = await this.#putUntilShown(one);
    if (judgement === undefined || !("expected" in judgement)) return this.#note(judgement);
    await this.#confirm(one, conversation);
  }

  /** Puts conversations at once. */
  async all(cases: readonly Case[]): Promise<void> {
    await Promise.all(cases.map((one) => this.holds(one)));
  }

  /** Puts a conversation for each example and for drawn calls; the smallest call that fails is the counterexample. */
  async holdsFor(family: CallFamily): Promise<void> {
    const only = this.#only;
    if (only !== undefined) {
      if (only.name === family.name && only.call !== undefined) await this.#holdsForCall(family, only.call);
      return;
    }
    let doubtful = 0;
    const inexpressible = await inexpressibleIn(this.session);
    for (const drawn of [...family.examples, ...this.#drawn(family)]) {
      const call = expressible(drawn, inexpressible);
      const holds = await this.#holdsForCall(family, call, doubtful > 0);
      if (holds === "fails") return;
      if (holds === "doubtful") doubtful += 1;
    }
  }

  /** A finding that is no conversation's: what was seen in the whole run. */
  finding(expected: string, got: string): void {
    this.log.judged += 1;
    this.#fail({ expected, got }, undefined, undefined, "run", "reproducible");
  }

  #drawn({ name, arbitrary }: CallFamily): ListenerCall[] {
    if (arbitrary === undefined) return [];
    const seed = seedOf(this.session.seed, this.#requirement, name);
    return fc.sample(arbitrary, { seed, numRuns: DRAWN[this.session.profile] });
  }

  /** @param seenBefore whether another call has failed already: then this failure is no chance */
  async #holdsForCall(
    family: CallFamily,
    call: ListenerCall,
    seenBefore = false,
  ): Promise<"holds" | "doubtful" | "fails"> {
    const { conversation, judgement } = await this.#putUntilShown(caseOf(family, call));
    if (judgement === undefined || !("expected" in judgement)) {
      this.#note(judgement);
      return "holds";
    }
    let smallest = { call, conversation };
    let tried = 0;
    let candidates = smallerCalls(call);
    for (let next = candidates.next(); !next.done && tried < SMALLER_AT_MOST; next = candidates.next()) {
      tried += 1;
      const smaller = await this.#put(caseOf(family, next.value), 1);
      if (smaller.judgement === undefined || !("expected" in smaller.judgement)) continue;
      smallest = { call: next.value, conversation: smaller.conversation };
      candidates = smallerCalls(next.value);
    }
    const drawn = { call: smallest.call, tried, seenBefore };
    return this.#confirm(caseOf(family, smallest.call), smallest.conversation, drawn);
  }

  /** A failure counts as one that shows again only after it has; one that came of a time-out, and does not show again, as none. */
  async #confirm(one: Case, conversation: Conversation, drawn?: Drawn): Promise<"holds" | "doubtful" | "fails"> {
    const isSlow = conversation.plan.slow === true;
    let [shown, judgement] = [conversation, this.#judge(one, conversation)];
    let isSure = drawn?.seenBefore ?? false;
    for (let times = 0; times < (isSlow ? 1 : AGAIN_AT_MOST) && !isSure; times += 1) {
      const again = await this.#put(one, 2);
      if (again.judgement === undefined || !("expected" in again.judgement)) continue;
      isSure = true;
      [shown, judgement] = [again.conversation, again.judgement];
    }
    if (judgement === undefined || !("expected" in judgement)) return "doubtful";
    if (!isSure && outlasted(shown)) {
      this.#note(undefined);
      return "holds";
    }
    this.#fail(judgement, shown, drawn, one.name, isSure ? "reproducible" : "flaky");
    return isSure ? "fails" : "doubtful";
  }

  /** What showed nothing may do so with more time: a machine that is busy elsewhere is no news about an SDK. */
  async #putUntilShown(one: Case): Promise<{ conversation: Conversation; judgement: Judgement }> {
    let put = await this.#put(one, 1);
    const most = put.conversation.plan.slow ? 1 : 2;
    for (let times = 0; times < most && put.judgement !== undefined && "inconclusive" in put.judgement; times += 1) {
      put = await this.#put(one, 2);
    }
    return put;
  }

  async #put(one: Case, stretch: number): Promise<{ conversation: Conversation; judgement: Judgement }> {
    const meant = typeof one.plan === "function" ? one.plan(stretch) : one.plan;
    const inexpressible = await inexpressibleIn(this.session);
    const plan = { ...meant, calls: expressibleCalls(meant.calls, inexpressible) };
    const conversation = await converse(this.session, plan);
    this.log.cases += 1;
    this.requests += conversation.arrivals.length;
    return { conversation, judgement: this.#judge(one, conversation) };
  }

  #judge(one: Case, conversation: Conversation): Judgement {
    const { told, arrivals, strayed } = conversation;
    const unsupported = told.find(({ answer }) => answer.is === "unsupported");
    if (unsupported !== undefined) {
      const got = inWords(unsupported.answer);
      return one.mustExpress ? { expected: "the SDK can make this call", got } : { notApplicable: got };
    }
    if (strayed) return { inconclusive: "a request came that names no access key of the suite's: it may belong here" };
    const [last] = told.slice(-1);
    if (arrivals.length === 0 && last !== undefined) {
      const got = `no request; the call ended with ${inWords(last.answer)}`;
      if (one.mayRefuse && last.answer.is === "error") return undefined;
      return one.mustSend || one.mustExpress || one.mayRefuse ? { expected: "a request", got } : { inconclusive: got };
    }
    if (!one.mayBeLate && told.some(({ late }) => late)) {
      return { inconclusive: "a call had not come back after all the time that it was given" };
    }
    return one.judge(conversation);
  }

  #note(judgement: Exclude<Judgement, { expected: string }>): void {
    if (judgement === undefined) this.log.judged += 1;
    else if ("notApplicable" in judgement) this.log.notApplicable ??= judgement.notApplicable;
    else this.log.blank({ is: "inconclusive", reason: judgement.inconclusive });
  }

  #fail(
    { expected, got }: { readonly expected: string; readonly got: string },
    conversation: Conversation | undefined,
    drawn: Drawn | undefined,
    name: string,
    reproducible: "reproducible" | "flaky",
  ): void {
    this.log.judged += 1;
    const requirement = this.#requirement;
    if (REQUIREMENTS[requirement].kind === "advisory") {
      if (reproducible === "reproducible") this.log.warn({ requirement, message: `expected ${expected}, got ${got}` });
      return;
    }
    this.log.fail({
      requirement,
      request: requestOf(conversation?.plan.calls.at(-1)),
      expected,
      got,
      exchanges: conversation === undefined ? [] : exchangesOf(conversation),
      seed: this.log.seed,
      kind: name,
      ...(conversation === undefined
        ? {}
        : { byValue: { is: "conversation" as const, name, ...(drawn === undefined ? {} : { call: drawn.call }) } }),
      shrinkRequests: drawn?.tried ?? 0,
      reproducible,
      rerun: `${this.session.command} --only ${requirement}`,
    });
  }
}

function caseOf(family: CallFamily, call: ListenerCall): Case {
  const { examples: _, arbitrary: __, plan, judge, ...rest } = family;
  return { ...rest, plan: plan(call), judge: (conversation) => judge(conversation, call) };
}
