/** What the emulator is made of, as types: each part can be replaced by a mutant or a variant. The correct ones are put together in correct-parts.ts. */
import type { Answer, JsonObject } from "./answer.js";
import type { AuthenticationRule, ClaimReader } from "./authentication.js";
import type { CappedMap } from "./capped-map.js";
import type { Decoder, Parameters } from "./decoder.js";
import type { LifeCycle } from "./life-cycle.js";
import type { CreateListenerRequest, RequestReader } from "./listener/request.js";
import type { Refusal } from "./refusal.js";
import type { Listener, ListenerAttributes, World } from "./world.js";

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

/** The first successful use of a client token. */
export interface TokenUse {
  /** What else that request said. */
  readonly fingerprint: string;
  readonly listenerId: string;
  readonly requestId: string;
  /** Monotonic milliseconds. */
  readonly usedAt: number;
}

/**
 * How client tokens are treated. A token names the first request that succeeded with it, for as long as it is
 * remembered and also after its listener was deleted; refused requests and dry runs leave no trace.
 */
export interface TokenPolicy {
  readonly uses: CappedMap<string, TokenUse>;
  keyOf(request: CreateListenerRequest, requestId: string): string;
  fingerprintOf(request: CreateListenerRequest): string;
  /** Answers the same request again; undefined lets it pass as a new one. */
  replay(use: TokenUse, context: CreateContext): Reply | undefined;
  /** Answers another request with a used token; undefined lets it pass as a new one. */
  reuse(use: TokenUse, context: CreateContext): Reply | undefined;
}

/** What happens when CreateListener has made up its mind. */
export interface Creation {
  /** Ends a request that a rule is against. */
  refused(refusal: Refusal, context: CreateContext): Reply;
  /** Ends a dry run that no rule is against. */
  dryRunPassed(context: CreateContext): Reply;
  /** Ends a real request that no rule is against. */
  create(context: CreateContext): Reply | Promise<Reply>;
  /** What of a request is kept. */
  attributesOf(request: CreateListenerRequest): ListenerAttributes;
  newListenerId(): string;
}

/** Gives results their outward shape. */
export interface Presenter {
  success(body: JsonObject, head: CallHead): Answer;
  refusal(refusal: Refusal, head: CallHead): Answer;
  /** A listener as GetListenerAttribute shows it, but for the RegionId that only that operation adds. */
  listener(listener: Listener, call: Call): JsonObject;
  /** The same as ListListeners shows it. */
  listedListener(listener: Listener, call: Call): JsonObject;
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
