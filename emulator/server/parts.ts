import { type AuthenticationRule, type ClaimReader, claimReader, correctAuthentication } from "./authentication.js";
import { correctDecoder, type Decoder, type Parameters } from "./decoder.js";
import { correctLifeCycle, type LifeCycle } from "./life-cycle.js";
import { type Creation, correctCreation } from "./listener/creation.js";
import { correctTokenPolicy, type TokenPolicy } from "./listener/idempotency.js";
import { type CreateListenerRequest, type RequestReader, readCreateListener } from "./listener/request.js";
import { requestRules } from "./listener/request-rules.js";
import { stateRules } from "./listener/state-rules.js";
import { operations } from "./operations/index.js";
import { type Answer, correctPresenter, type JsonObject, type Presenter } from "./presenter.js";
import type { Refusal } from "./refusal.js";
import { verifiedPayloadHash } from "./signing/v3.js";
import type { World } from "./world.js";

/** What is known of a request as soon as it is there, authenticated or not. */
export interface CallHead {
  readonly action: string;
  readonly requestId: string;
  /** Host the caller used. */
  readonly host: string;
  /** Monotonic milliseconds. */
  readonly now: number;
}

/** One authenticated call of an operation. */
export interface Call extends CallHead {
  readonly parameters: Parameters;
  readonly region: string;
  readonly world: World;
  readonly parts: EmulatorParts;
}

/** What an operation comes to. */
export type Reply =
  | { readonly is: "success"; readonly body: JsonObject }
  | { readonly is: "refusal"; readonly refusal: Refusal };

export type Operation = (call: Call) => Reply | Promise<Reply>;

/** What a rule of CreateListener sees. */
export interface CreateContext {
  readonly call: Call;
  readonly request: CreateListenerRequest;
}

/** A named check of CreateListener: a refusal, or undefined when it has nothing against the request. */
export interface Rule {
  readonly name: string;
  check(context: CreateContext): Refusal | undefined;
}

/** Looks at a call before anything else does; a refusal ends it. */
export type Gatekeeper = (head: CallHead) => Refusal | undefined;

/**
 * The emulator as replaceable parts. A mutant or variant is a function from parts to changed parts, so that the correct
 * behaviour never has to know of them.
 */
export interface EmulatorParts {
  readonly gatekeeper: Gatekeeper;
  readonly decoder: Decoder;
  readonly readClaim: ClaimReader;
  /** Empty: nobody has to sign. */
  readonly authentication: readonly AuthenticationRule[];
  readonly readRequest: RequestReader;
  /** Checks of the request alone, in order. */
  readonly requestRules: readonly Rule[];
  /** Checks against the state of the world, in order, after the client token was looked up. */
  readonly stateRules: readonly Rule[];
  readonly tokens: TokenPolicy;
  readonly creation: Creation;
  readonly lifeCycle: LifeCycle;
  readonly presenter: Presenter;
  /** By action name. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** The last word on every answer. */
  readonly finish: (answer: Answer, head: CallHead) => Answer;
}

/**
 * The emulator as it should be.
 * @param settings `transitionMs`: milliseconds of every asynchronous transition; `auth`: whether signatures are verified
 */
export function correctParts(settings: { transitionMs: number; auth: "verify" | "none" }): EmulatorParts {
  return {
    gatekeeper: () => undefined,
    decoder: correctDecoder,
    readClaim: claimReader(verifiedPayloadHash),
    authentication: settings.auth === "none" ? [] : correctAuthentication(),
    readRequest: readCreateListener,
    requestRules,
    stateRules,
    tokens: correctTokenPolicy(),
    creation: correctCreation,
    lifeCycle: correctLifeCycle(settings.transitionMs),
    presenter: correctPresenter,
    operations,
    finish: (answer) => answer,
  };
}
